package dev.chatroom.server.dialect.irc;

import dev.chatroom.core.Audience;
import dev.chatroom.core.Author;
import dev.chatroom.core.ChatEvent.AwayChanged;
import dev.chatroom.core.ChatEvent.CrowdChanged;
import dev.chatroom.core.ChatEvent.Emoted;
import dev.chatroom.core.ChatEvent.Invited;
import dev.chatroom.core.ChatEvent.Joined;
import dev.chatroom.core.ChatEvent.Kicked;
import dev.chatroom.core.ChatEvent.Left;
import dev.chatroom.core.ChatEvent.Message;
import dev.chatroom.core.ChatEvent.ModesChanged;
import dev.chatroom.core.ChatEvent.Noticed;
import dev.chatroom.core.ChatEvent.ProfileChanged;
import dev.chatroom.core.ChatEvent.Redacted;
import dev.chatroom.core.ChatEvent.Renamed;
import dev.chatroom.core.ChatEvent.RoomEvent;
import dev.chatroom.core.ChatEvent.Said;
import dev.chatroom.core.ChatEvent.Tagged;
import dev.chatroom.core.ChatEvent.TopicChanged;
import dev.chatroom.core.Draft;
import dev.chatroom.core.Profile;
import dev.chatroom.core.RoomName;
import java.util.List;

/** What happened in a room, in the words of IRC (modern.ircdocs.horse, Client Messages), with all ends of lines. */
final class EventLines {
    private EventLines() {}

    /**
     * The lines; none if clients of this edition are not told.
     *
     * @param ownTags tags for this one client, as they are written; may be empty
     */
    static String of(RoomEvent event, IrcEdition edition, String ownTags) {
        String source = event.author().hostmask();
        String room = "#" + event.room().text();
        return switch (event) {
            case Message message -> message(message, edition, ownTags);
            case Tagged tagged -> edition.tags()
                    ? tags(event, edition, ownTags, tagged.tags().toString())
                            + IrcLine.from(source, "TAGMSG").with(target(event.room(), tagged.audience())) + "\r\n"
                    : "";
            case Joined joined -> joined(joined, edition, ownTags);
            case Left left -> tagged(event, edition, ownTags, switch (left.leaving()) {
                case ROOM -> reasoned(IrcLine.from(source, "PART").with(room), left.reason());
                // So that nobody can say that they were put out who were not.
                case CHAT -> IrcLine.from(source, "QUIT")
                        .ending(left.reason().isEmpty() ? "Quit" : "Quit: " + left.reason());
                case TAKEN_OUT -> IrcLine.from(source, "QUIT")
                        .ending(left.reason().isEmpty() ? "Connection closed" : left.reason());
            });
            case Kicked kicked -> tagged(event, edition, ownTags, IrcLine.from(source, "KICK")
                    .with(room)
                    .with(kicked.member().nickname().text())
                    .ending(kicked.reason().isEmpty() ? event.author().nickname().text() : kicked.reason()));
            case Redacted redacted -> edition.redactions()
                    ? tagged(event, edition, ownTags, reasoned(
                            IrcLine.from(source, "REDACT").with(room).with(Tags.id(redacted.message())),
                            redacted.reason()))
                    : "";
            case Renamed renamed -> renamed(renamed, edition, ownTags);
            case TopicChanged changed ->
                tagged(event, edition, ownTags, IrcLine.from(source, "TOPIC").with(room).ending(changed.topic()));
            case ModesChanged changed -> modes(changed, edition, ownTags);
            case Invited invited -> tagged(event, edition, ownTags, IrcLine.from(source, "INVITE")
                    .with(invited.invited().nickname().text())
                    .with(room)
                    .toString());
            case AwayChanged changed -> edition.away()
                    ? tagged(event, edition, ownTags, Away.line(event.author(), changed.away()))
                    : "";
            case ProfileChanged changed -> edition.realNames()
                    ? tagged(event, edition, ownTags,
                            IrcLine.from(source, "SETNAME").ending(changed.profile().realName()))
                    : "";
            case CrowdChanged crowd -> "";
        };
    }

    /** The tags of an event that a client of this edition is told, with the space behind them; empty if none. */
    static String tags(RoomEvent event, IrcEdition edition, String ownTags, String clientTags) {
        return Tags.line(
                edition, event.at(), edition.tags() ? Tags.id(event.id()) : "", clientTags, ownTags);
    }

    private static String tagged(RoomEvent event, IrcEdition edition, String ownTags, String line) {
        return tags(event, edition, ownTags, "") + line + "\r\n";
    }

    private static String reasoned(IrcLine line, String reason) {
        return reason.isEmpty() ? line.toString() : line.ending(reason);
    }

    private static String message(Message message, IrcEdition edition, String ownTags) {
        Draft.Kind kind = switch (message) {
            case Said said -> Draft.Kind.SAID;
            case Emoted emoted -> Draft.Kind.EMOTED;
            case Noticed noticed -> Draft.Kind.NOTICED;
        };
        List<String> lines = MessageLines.of(
                message.author(), target(message.room(), message.audience()), kind, message.text());
        String all = "";
        String tags = tags(message, edition, ownTags, edition.tags() ? message.tags().toString() : "");
        for (String line : lines) {
            all += tags + line + "\r\n";
            // Only the first of several lines has the id: it must not be there twice.
            tags = Tags.line(edition, message.at(), "", "", furtherTags(ownTags));
        }
        return all;
    }

    /** In as many lines as it takes: masks are long. */
    private static String modes(ModesChanged changed, IrcEdition edition, String ownTags) {
        String start = IrcLine.from(changed.author().hostmask(), "MODE").with("#" + changed.room().text()) + " ";
        String all = "";
        int done = 0;
        for (int next = 1; next <= changed.changes().size(); next++) {
            boolean more = next < changed.changes().size();
            String longer = more ? start + ModeLetters.of(changed.changes().subList(done, next + 1)) : "";
            if (!more || LineSplit.bytes(longer) > IrcLine.MOST_BYTES) {
                all += tagged(changed, edition, all.isEmpty() ? ownTags : furtherTags(ownTags),
                        start + ModeLetters.of(changed.changes().subList(done, next)));
                done = next;
            }
        }
        return all;
    }

    /** The same for all but the first line of one event: a label is to be given once, a batch's name always. */
    private static String furtherTags(String ownTags) {
        return ownTags.startsWith("label=") ? "" : ownTags;
    }

    private static String joined(Joined joined, IrcEdition edition, String ownTags) {
        String room = "#" + joined.room().text();
        IrcLine line = IrcLine.from(joined.author().hostmask(), "JOIN").with(room);
        String all = tagged(joined, edition, ownTags, edition.longJoins()
                ? line.with("*").ending(realName(joined.author()))
                : line.toString());
        return edition.away() && joined.away().isPresent()
                ? all + tagged(joined, edition, "", Away.line(joined.author(), joined.away()))
                : all;
    }

    /** People at {@code nc} have a user name and a host that go with their nickname. */
    private static String renamed(Renamed renamed, IrcEdition edition, String ownTags) {
        Author before = renamed.author();
        Profile now = renamed.profile();
        String line = tagged(renamed, edition, ownTags,
                IrcLine.from(before.hostmask(), "NICK").ending(renamed.nickname().text()));
        if (!edition.hosts() || now.equals(before.profile())) {
            return line;
        }
        String source = new Author(before.userId(), renamed.nickname(), before.profile()).hostmask();
        return line + Tags.line(edition, renamed.at(), "", "", furtherTags(ownTags))
                + IrcLine.from(source, "CHGHOST").with(now.username()).with(now.host()) + "\r\n";
    }

    /** The name in full, for which the nickname stands if somebody has given none, as at {@code nc}. */
    static String realName(Author author) {
        String given = author.profile().realName();
        return given.isEmpty() ? author.nickname().text() : given;
    }

    private static String target(RoomName room, Audience audience) {
        return audience.rank().map(rank -> Character.toString(ModeLetters.sign(rank))).orElse("") + "#" + room.text();
    }
}
