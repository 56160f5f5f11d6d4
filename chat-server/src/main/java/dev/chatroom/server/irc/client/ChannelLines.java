package dev.chatroom.server.irc.client;

import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.LineSplit;
import dev.chatroom.server.irc.message.ModeLetters;
import dev.chatroom.server.irc.message.Numeric;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client is told of a channel: what it is about and who is there (modern.ircdocs.horse, RPL_TOPIC and RPL_NAMREPLY;
 * IRCv3 multi-prefix and userhost-in-names). For any thread.
 *
 * @param to the client
 */
public record ChannelLines(Recipient to) {

    /** A topic that is set. */
    public List<String> topic(RoomName room, Topic topic) {
        return List.of(
                to.numericLine(Numeric.RPL_TOPIC, topic.text(), "#" + room),
                to.numericLine(Numeric.RPL_TOPICWHOTIME, Long.toString(topic.at().getEpochSecond()), "#" + room,
                        topic.setBy().hostmask()));
    }

    /** Who is there, in as many lines as it takes. */
    public List<String> names(RoomName room, RoomModes modes, List<RoomView.Member> members) {
        String sign = modes.has(RoomFlag.SECRET) ? "@" : "=";
        String start = to.numericLine(Numeric.RPL_NAMREPLY, "", sign, "#" + room);
        List<String> lines = new ArrayList<>();
        int space = IrcLine.MOST_BYTES - LineSplit.bytes(start);
        StringBuilder line = new StringBuilder(start);
        int left = space;
        for (RoomView.Member member : members) {
            String name = name(member);
            int bytes = LineSplit.bytes(name) + 1;
            if (bytes > left && line.length() > start.length()) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(start);
                left = space;
            }
            line.append(name).append(' ');
            left -= bytes;
        }
        if (line.length() > start.length()) {
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** The end of that. */
    public String endOfNames(RoomName room) {
        return to.numericLine(Numeric.RPL_ENDOFNAMES, Numeric.RPL_ENDOFNAMES.text(), "#" + room);
    }

    private String name(RoomView.Member member) {
        return ModeLetters.signs(member.ranks(), to.has(Capability.MULTI_PREFIX))
                + (to.has(Capability.USERHOST_IN_NAMES) ? member.author().hostmask() : member.nickname().text());
    }
}
