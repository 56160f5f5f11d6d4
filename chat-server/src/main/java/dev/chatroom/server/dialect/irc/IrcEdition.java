package dev.chatroom.server.dialect.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.ChatEvent.AwayChanged;
import dev.chatroom.core.ChatEvent.CrowdChanged;
import dev.chatroom.core.ChatEvent.Invited;
import dev.chatroom.core.ChatEvent.Joined;
import dev.chatroom.core.ChatEvent.Kicked;
import dev.chatroom.core.ChatEvent.Left;
import dev.chatroom.core.ChatEvent.Message;
import dev.chatroom.core.ChatEvent.ModesChanged;
import dev.chatroom.core.ChatEvent.ProfileChanged;
import dev.chatroom.core.ChatEvent.Redacted;
import dev.chatroom.core.ChatEvent.Renamed;
import dev.chatroom.core.ChatEvent.RoomEvent;
import dev.chatroom.core.ChatEvent.Tagged;
import dev.chatroom.core.ChatEvent.TopicChanged;
import dev.chatroom.server.dialect.Edition;
import dev.chatroom.server.dialect.Reach;
import java.util.Set;

/**
 * What IRC clients are shown of a room: one edition for all that have asked for the same, as far as that changes bytes.
 *
 * @param times whether they are told when (IRCv3 server-time)
 * @param tags whether they are told the message's id and what clients tell each other (IRCv3 message-tags)
 * @param longJoins whether they are told more of who joins (IRCv3 extended-join)
 * @param away whether they are told who goes away (IRCv3 away-notify)
 * @param redactions whether they are told what is taken back (IRCv3 draft/message-redaction)
 * @param realNames whether they are told of changed names in full (IRCv3 setname)
 * @param hosts whether they are told of changed user names and hosts (IRCv3 chghost)
 */
record IrcEdition(
        boolean times, boolean tags, boolean longJoins, boolean away, boolean redactions, boolean realNames,
        boolean hosts)
        implements Edition {
    private static final byte[] NOTHING = {};

    static IrcEdition of(Set<Capability> capabilities) {
        return new IrcEdition(
                capabilities.contains(Capability.SERVER_TIME),
                capabilities.contains(Capability.MESSAGE_TAGS),
                capabilities.contains(Capability.EXTENDED_JOIN),
                capabilities.contains(Capability.AWAY_NOTIFY),
                capabilities.contains(Capability.MESSAGE_REDACTION),
                capabilities.contains(Capability.SETNAME),
                capabilities.contains(Capability.CHGHOST));
    }

    @Override
    public byte[] render(RoomEvent event) {
        String lines = EventLines.of(event, this, "");
        return lines.isEmpty() ? NOTHING : lines.getBytes(UTF_8);
    }

    @Override
    public Reach reach(RoomEvent event) {
        return switch (event) {
            case Message message -> message.audience().isEverybody() ? Reach.ALL : Reach.NOBODY;
            case Tagged tagged -> tagged.audience().isEverybody() ? Reach.ALL : Reach.NOBODY;
            case Left left -> left.forGood() ? Reach.ONE_ROOM : Reach.ALL;
            case Renamed renamed -> Reach.ONE_ROOM;
            case AwayChanged changed -> Reach.ONE_ROOM;
            case ProfileChanged changed -> Reach.ONE_ROOM;
            case Invited invited -> Reach.NOBODY;
            case Joined joined -> Reach.ALL;
            case Redacted redacted -> redacted.audience().isEverybody() ? Reach.ALL : Reach.NOBODY;
            case Kicked kicked -> Reach.ALL;
            case ModesChanged changed -> Reach.ALL;
            case TopicChanged changed -> Reach.ALL;
            case CrowdChanged crowd -> Reach.ALL;
        };
    }
}
