package dev.chatroom.server.plain.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.AwayChanged;
import dev.chatroom.core.event.ChatEvent.CrowdChanged;
import dev.chatroom.core.event.ChatEvent.Invited;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Kicked;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.ModesChanged;
import dev.chatroom.core.event.ChatEvent.ProfileChanged;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Tagged;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.server.dialect.Ctcp;
import dev.chatroom.server.dialect.Encoding;
import dev.chatroom.server.dialect.Visibility;
import dev.chatroom.server.plain.text.ModeWords.Place;
import dev.chatroom.server.plain.text.ModeWords.Reader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What plain readers are shown of a room, with the line ends of one kind of client or the other. */
public enum PlainEncoding implements Encoding {
    LF("\n"),
    CRLF("\r\n");

    private static final byte[] NOTHING = {};

    private final String end;

    PlainEncoding(String end) {
        this.end = end;
    }

    public static PlainEncoding of(boolean crlf) {
        return crlf ? CRLF : LF;
    }

    @Override
    public Visibility reach(RoomEvent event) {
        return switch (event) {
            case Message message -> message.audience().isEverybody() ? Visibility.ALL : Visibility.NOBODY;
            case Invited invited -> Visibility.NOBODY;
            case Kicked kicked -> Visibility.NOBODY;
            case Left left -> left.quiet() || !left.forGood() ? Visibility.ALL : Visibility.ONE_ROOM;
            case Renamed renamed -> Visibility.ONE_ROOM;
            case Joined joined -> Visibility.ALL;
            case Tagged tagged -> Visibility.ALL;
            case Redacted redacted -> redacted.audience().isEverybody() ? Visibility.ALL : Visibility.NOBODY;
            case ModesChanged changed ->
                changed.changes().stream().anyMatch(PlainEncoding::isReadDifferently)
                        ? Visibility.NOBODY
                        : Visibility.ALL;
            case TopicChanged changed -> Visibility.ALL;
            case CrowdChanged crowd -> Visibility.ALL;
            case AwayChanged changed -> Visibility.ALL;
            case ProfileChanged changed -> Visibility.ALL;
        };
    }

    @Override
    public byte[] render(RoomEvent event) {
        String line = text(event);
        return line.isEmpty() ? NOTHING : (line + end).getBytes(UTF_8);
    }

    private static String text(RoomEvent event) {
        String name = event.author().nickname().text();
        return switch (event) {
            case Message message -> Ctcp.is(message) ? "" : PlainText.message(message);
            case Joined joined -> joined.quiet() ? "" : PlainText.joined(name);
            case Left left -> left.quiet() ? "" : PlainText.left(name, left.reason());
            case Renamed renamed -> PlainText.renamed(name, renamed.nickname().text());
            case TopicChanged changed -> PlainText.topicChanged(name, changed.topic(), Place.HERE);
            case CrowdChanged crowd -> PlainText.crowdChanged(crowd.joined(), crowd.left(), crowd.present());
            case Kicked kicked ->
                PlainText.kicked(name, kicked.member().nickname().text(), kicked.reason(), Place.HERE);
            case ModesChanged changed ->
                PlainText.modesChanged(name, changed.changes(), Reader.NOBODY, false, Place.HERE);
            case Invited invited -> PlainText.invited(name, invited.invited().nickname().text(), Place.HERE);
            case Redacted redacted -> redacted(name, redacted, redacted.reason());
            case Tagged tagged -> "";
            case AwayChanged changed -> "";
            case ProfileChanged changed -> "";
        };
    }

    /**
     * The line for a reader who ignores the author: what happened, without what the author has written. Absent if the author
     * has written nothing there.
     */
    public static Optional<String> lineWithoutWords(RoomEvent event) {
        String name = event.author().nickname().text();
        return Optional.ofNullable(switch (event) {
            case Left left -> left.quiet() ? null : PlainText.left(name, "");
            case TopicChanged changed -> changed.topic().isEmpty() ? null : PlainText.topicChanged(name);
            case Kicked kicked -> PlainText.kicked(name, kicked.member().nickname().text(), "", Place.HERE);
            case Redacted redacted -> redacted(name, redacted, "");
            case Message message -> null;
            case Tagged tagged -> null;
            case Joined joined -> null;
            case Renamed renamed -> null;
            case CrowdChanged crowd -> null;
            case ModesChanged changed -> null;
            case Invited invited -> null;
            case AwayChanged changed -> null;
            case ProfileChanged changed -> null;
        });
    }

    /** Whether not all who read of it read the same: the one who has a rank now, or those who run the room. */
    private static boolean isReadDifferently(ModeChange change) {
        return change instanceof RankChange || change instanceof MaskChange;
    }

    /** The line for a reader whom an event concerns, empty if such a reader knows already; absent for all others. */
    public static Optional<String> personalLine(RoomEvent event, User user) {
        Author reader = user.asAuthor();
        if (event.author().userId() == reader.userId()) {
            return Optional.of(ownLine(event));
        }
        String name = event.author().nickname().text();
        if (event instanceof Kicked kicked && kicked.member().userId() == reader.userId()) {
            return Optional.of(PlainText.youWereKicked(name, event.room(), kicked.reason()));
        }
        return event instanceof ModesChanged changed
                ? ownModes(name, changed, reader, user.membership(event.room()))
                : Optional.empty();
    }

    private static Optional<String> ownModes(String operator, ModesChanged changed, Author by,
            Optional<Membership> member) {
        Reader reader = Reader.of(by);
        boolean operates = member.filter(Membership::isOperator).isPresent();
        List<ModeChange> own = changed.changes().stream().filter(reader::isConcerned).toList();
        if (own.isEmpty() && !operates) {
            return Optional.empty();
        }
        String line = PlainText.modesChanged(operator, changed.changes(), reader, operates, Place.HERE);
        if (own.stream().anyMatch(
                change -> change instanceof RankChange ranking && ranking.on() && ranking.rank() == Rank.OPERATOR)) {
            return Optional.of(PlainText.nowOperator(line));
        }
        boolean speaks = operates || member.filter(one -> !one.ranks().isEmpty()).isPresent();
        boolean muted = !speaks && own.stream().anyMatch(
                change -> change instanceof MaskChange masking && masking.on() && masking.kind() == MaskKind.MUTE);
        return Optional.of(muted ? PlainText.nowMuted(line) : line);
    }

    /** The line for an event by the reader; empty if the reader knows already. */
    static String ownLine(RoomEvent event) {
        return event instanceof Message ? "" : ownLine(event, Place.of(event.room()));
    }

    private static String ownLine(RoomEvent event, Place place) {
        return switch (event) {
            case ModesChanged changed when changed.changes().size() == 1
                    && changed.changes().getFirst() instanceof RankChange ranking
                    && ranking.member() == changed.author().userId() ->
                PlainText.ownRankChanged(ranking.rank(), ranking.on(), place);
            case Renamed renamed -> PlainText.youAreNow(renamed.nickname().text());
            case TopicChanged changed -> PlainText.topicChanged("you", changed.topic(), place);
            case Kicked kicked -> PlainText.kicked("you", kicked.member().nickname().text(), kicked.reason(), place);
            case ModesChanged changed ->
                PlainText.modesChanged("you", changed.changes(), Reader.acting(changed.author()), true, place);
            case Invited invited -> PlainText.invited("you", invited.invited().nickname().text(), place);
            case Message message -> "";
            case Redacted redacted -> redacted("you", redacted, redacted.reason());
            case Tagged tagged -> "";
            case AwayChanged changed -> "";
            case ProfileChanged changed -> "";
            case Joined joined -> "";
            case Left left -> "";
            case CrowdChanged crowd -> "";
        };
    }

    /** What was said is gone, and a reader has no other sign of it than when that was. */
    private static String redacted(String name, Redacted redacted, String reason) {
        Duration earlier = Duration.between(IdGenerator.timeOf(redacted.message()), redacted.at());
        return PlainText.redacted(name, redacted.said().nickname().text(), earlier, reason);
    }
}
