package dev.chatroom.server.irc.message;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.AwayChanged;
import dev.chatroom.core.event.ChatEvent.CrowdChanged;
import dev.chatroom.core.event.ChatEvent.Emoted;
import dev.chatroom.core.event.ChatEvent.Invited;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Kicked;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.ModesChanged;
import dev.chatroom.core.event.ChatEvent.Noticed;
import dev.chatroom.core.event.ChatEvent.ProfileChanged;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.event.ChatEvent.Tagged;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.text.RoomName;
import java.util.List;

/** What happened in a room, in the words of IRC (modern.ircdocs.horse, Client Messages), with all ends of lines. */
public final class EventLines {
    private EventLines() {}

    /**
     * The lines; none if clients of this encoding are not told.
     *
     * @param ownTags tags for this one client, as they are written; may be empty
     */
    public static String of(RoomEvent event, IrcEncoding encoding, String ownTags) {
        String source = event.author().hostmask();
        String room = "#" + event.room().text();
        return switch (event) {
            case Message message -> message(message, encoding, ownTags);
            case Tagged tagged -> encoding.tags()
                    ? tags(event, encoding, ownTags, tagged.tags().toString())
                            + IrcLine.from(source, "TAGMSG").with(target(event.room(), tagged.audience())) + "\r\n"
                    : "";
            case Joined joined -> joined(joined, encoding, ownTags);
            case Left left -> tagged(event, encoding, ownTags, switch (left.leaving()) {
                case ROOM -> reasoned(IrcLine.from(source, "PART").with(room), left.reason());
                // So that nobody can say that they were put out who were not.
                case CHAT -> IrcLine.from(source, "QUIT")
                        .ending(left.reason().isEmpty() ? "Quit" : "Quit: " + left.reason());
                case TAKEN_OUT -> IrcLine.from(source, "QUIT")
                        .ending(left.reason().isEmpty() ? "Connection closed" : left.reason());
            });
            case Kicked kicked -> tagged(event, encoding, ownTags, IrcLine.from(source, "KICK")
                    .with(room)
                    .with(kicked.member().nickname().text())
                    .ending(kicked.reason().isEmpty() ? event.author().nickname().text() : kicked.reason()));
            case Redacted redacted -> encoding.redactions()
                    ? tagged(event, encoding, ownTags, reasoned(
                            IrcLine.from(source, "REDACT").with(room).with(Tags.id(redacted.message())),
                            redacted.reason()))
                    : "";
            case Renamed renamed -> renamed(renamed, encoding, ownTags);
            case TopicChanged changed ->
                tagged(event, encoding, ownTags, IrcLine.from(source, "TOPIC").with(room).ending(changed.topic()));
            case ModesChanged changed -> modes(changed, encoding, ownTags);
            case Invited invited -> tagged(event, encoding, ownTags, IrcLine.from(source, "INVITE")
                    .with(invited.invited().nickname().text())
                    .with(room)
                    .toString());
            case AwayChanged changed -> encoding.away()
                    ? tagged(event, encoding, ownTags, Away.line(event.author(), changed.away()))
                    : "";
            case ProfileChanged changed -> encoding.shows(changed)
                    ? tagged(event, encoding, ownTags, profile(changed))
                    : "";
            case CrowdChanged crowd -> "";
        };
    }

    /** The tags of an event that a client of this encoding is told, with the space behind them; empty if none. */
    static String tags(RoomEvent event, IrcEncoding encoding, String ownTags, String clientTags) {
        return Tags.line(
                encoding, event.at(), encoding.tags() ? Tags.id(event.id()) : "", clientTags, ownTags);
    }

    private static String tagged(RoomEvent event, IrcEncoding encoding, String ownTags, String line) {
        return tags(event, encoding, ownTags, "") + line + "\r\n";
    }

    private static String reasoned(IrcLine line, String reason) {
        return reason.isEmpty() ? line.toString() : line.ending(reason);
    }

    private static String message(Message message, IrcEncoding encoding, String ownTags) {
        OutgoingMessage.Kind kind = switch (message) {
            case Said said -> OutgoingMessage.Kind.SAID;
            case Emoted emoted -> OutgoingMessage.Kind.EMOTED;
            case Noticed noticed -> OutgoingMessage.Kind.NOTICED;
        };
        List<String> lines = MessageLines.of(
                message.author(), target(message.room(), message.audience()), kind, message.text());
        String all = "";
        String tags = tags(message, encoding, ownTags, encoding.tags() ? message.tags().toString() : "");
        for (String line : lines) {
            all += tags + line + "\r\n";
            // Only the first of several lines has the id: it must not be there twice.
            tags = Tags.line(encoding, message.at(), "", "", furtherTags(ownTags));
        }
        return all;
    }

    /** In as many lines as it takes: masks are long. */
    private static String modes(ModesChanged changed, IrcEncoding encoding, String ownTags) {
        String start = IrcLine.from(changed.author().hostmask(), "MODE").with("#" + changed.room().text()) + " ";
        String all = "";
        int done = 0;
        for (int next = 1; next <= changed.changes().size(); next++) {
            boolean more = next < changed.changes().size();
            String longer = more ? start + ModeLetters.of(changed.changes().subList(done, next + 1)) : "";
            if (!more || LineSplit.bytes(longer) > IrcLine.MOST_BYTES) {
                all += tagged(changed, encoding, all.isEmpty() ? ownTags : furtherTags(ownTags),
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

    private static String joined(Joined joined, IrcEncoding encoding, String ownTags) {
        String room = "#" + joined.room().text();
        IrcLine line = IrcLine.from(joined.author().hostmask(), "JOIN").with(room);
        String all = tagged(joined, encoding, ownTags, encoding.longJoins()
                ? line.with("*").ending(realName(joined.author()))
                : line.toString());
        return encoding.away() && joined.away().isPresent()
                ? all + tagged(joined, encoding, "", Away.line(joined.author(), joined.away()))
                : all;
    }

    /** People at {@code nc} have a user name and a host that go with their nickname. */
    private static String renamed(Renamed renamed, IrcEncoding encoding, String ownTags) {
        Author before = renamed.author();
        Profile now = renamed.profile();
        String line = tagged(renamed, encoding, ownTags,
                IrcLine.from(before.hostmask(), "NICK").ending(renamed.nickname().text()));
        if (!encoding.hosts() || now.equals(before.profile())) {
            return line;
        }
        String source = new Author(before.userId(), renamed.nickname(), before.profile()).hostmask();
        return line + Tags.line(encoding, renamed.at(), "", "", furtherTags(ownTags))
                + IrcLine.from(source, "CHGHOST").with(now.username()).with(now.host()) + "\r\n";
    }

    /** Another name in full, or another user name and host: nobody changes both at once. */
    private static String profile(ProfileChanged changed) {
        Profile before = changed.author().profile();
        Profile now = changed.profile();
        String source = changed.author().hostmask();
        return before.userAndHost().equals(now.userAndHost())
                ? IrcLine.from(source, "SETNAME").ending(now.realName())
                : IrcLine.from(source, "CHGHOST").with(now.username()).with(now.host()).toString();
    }

    /** The name in full, for which the nickname stands if somebody has given none, as at {@code nc}. */
    public static String realName(Author author) {
        String given = author.profile().realName();
        return given.isEmpty() ? author.nickname().text() : given;
    }

    private static String target(RoomName room, Audience audience) {
        return audience.rank().map(rank -> Character.toString(ModeLetters.sign(rank))).orElse("") + "#" + room.text();
    }
}
