package dev.chatroom.server.irc.message;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import dev.chatroom.server.dialect.Encoding;
import dev.chatroom.server.dialect.Visibility;
import java.util.Set;

/**
 * How IRC clients are shown a room: one encoding for all that have chosen the same of the capabilities that change bytes.
 *
 * @param times whether they are told when (IRCv3 server-time)
 * @param tags whether they are told the message's id and what clients tell each other (IRCv3 message-tags)
 * @param longJoins whether they are told more of who joins (IRCv3 extended-join)
 * @param away whether they are told who goes away (IRCv3 away-notify)
 * @param redactions whether they are told what is taken back (IRCv3 draft/message-redaction)
 * @param realNames whether they are told of changed names in full (IRCv3 setname)
 * @param hosts whether they are told of changed user names and hosts (IRCv3 chghost)
 */
public record IrcEncoding(
        boolean times, boolean tags, boolean longJoins, boolean away, boolean redactions, boolean realNames,
        boolean hosts)
        implements Encoding {
    private static final byte[] NOTHING = {};

    public static IrcEncoding of(Set<Capability> capabilities) {
        return new IrcEncoding(
                capabilities.contains(Capability.SERVER_TIME),
                capabilities.contains(Capability.MESSAGE_TAGS),
                capabilities.contains(Capability.EXTENDED_JOIN),
                capabilities.contains(Capability.AWAY_NOTIFY),
                capabilities.contains(Capability.MESSAGE_REDACTION),
                capabilities.contains(Capability.SETNAME),
                capabilities.contains(Capability.CHGHOST));
    }

    /** Whether the clients are told of this change of a profile. */
    public boolean shows(ProfileChanged changed) {
        return changed.author().profile().userAndHost().equals(changed.profile().userAndHost()) ? realNames : hosts;
    }

    @Override
    public byte[] render(RoomEvent event) {
        String lines = EventLines.of(event, this, "");
        return lines.isEmpty() ? NOTHING : lines.getBytes(UTF_8);
    }

    @Override
    public Visibility reach(RoomEvent event) {
        return switch (event) {
            case Message message -> message.audience().isEverybody() ? Visibility.ALL : Visibility.NOBODY;
            case Tagged tagged -> tagged.audience().isEverybody() ? Visibility.ALL : Visibility.NOBODY;
            case Left left -> left.forGood() ? Visibility.ONE_ROOM : Visibility.ALL;
            case Renamed renamed -> Visibility.ONE_ROOM;
            case AwayChanged changed -> Visibility.ONE_ROOM;
            case ProfileChanged changed -> Visibility.ONE_ROOM;
            case Invited invited -> Visibility.NOBODY;
            case Joined joined -> Visibility.ALL;
            case Redacted redacted -> redacted.audience().isEverybody() ? Visibility.ALL : Visibility.NOBODY;
            case Kicked kicked -> Visibility.ALL;
            case ModesChanged changed -> Visibility.ALL;
            case TopicChanged changed -> Visibility.ALL;
            case CrowdChanged crowd -> Visibility.ALL;
        };
    }
}
