package dev.chatroom.server.dialect.irc;

import dev.chatroom.core.RoomFlag;
import dev.chatroom.core.RoomView;
import dev.chatroom.server.dialect.Next;
import java.util.ArrayList;
import java.util.List;

/** Who is in a channel (modern.ircdocs.horse, NAMES; IRCv3 multi-prefix and userhost-in-names). */
final class NamesCommand {
    private NamesCommand() {}

    static Next names(IrcClient client, IrcRequest request) {
        if (!request.says(0)) {
            return client.counted(() -> client.numeric(Numeric.RPL_ENDOFNAMES, "*"));
        }
        return client.counted(() -> {
            for (String channel : request.list(0)) {
                RoomTarget.visible(client, channel).ifPresent(
                        room -> lines(client, client.view().of(room, Integer.MAX_VALUE, 0)).forEach(client::line));
            }
            client.numeric(Numeric.RPL_ENDOFNAMES, request.parameter(0));
        });
    }

    /** Who is there, and the end of it, for a member. */
    static List<String> allLines(IrcClient client, RoomView view) {
        List<String> lines = lines(client, view);
        lines.add(client.numericLine(
                Numeric.RPL_ENDOFNAMES, Numeric.RPL_ENDOFNAMES.text(), "#" + view.name()));
        return lines;
    }

    /** Who is there, in as many lines as it takes. */
    private static List<String> lines(IrcClient client, RoomView view) {
        String channel = "#" + view.name();
        String sign = view.modes().has(RoomFlag.SECRET) ? "@" : "=";
        String start = client.numericLine(Numeric.RPL_NAMREPLY, "", sign, channel);
        List<String> lines = new ArrayList<>();
        int space = IrcLine.MOST_BYTES - LineSplit.bytes(start);
        StringBuilder line = new StringBuilder(start);
        int left = space;
        for (RoomView.Member member : view.members()) {
            String name = name(client, member);
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

    private static String name(IrcClient client, RoomView.Member member) {
        return ModeLetters.signs(member.ranks(), client.has(Capability.MULTI_PREFIX))
                + (client.has(Capability.USERHOST_IN_NAMES)
                        ? member.author().hostmask()
                        : member.nickname().text());
    }
}
