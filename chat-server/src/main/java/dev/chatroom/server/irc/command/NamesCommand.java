package dev.chatroom.server.irc.command;

import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.client.RoomTarget;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.LineSplit;
import dev.chatroom.server.irc.message.ModeLetters;
import dev.chatroom.server.irc.message.Numeric;
import dev.chatroom.server.pace.LongAnswer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Who is in a channel (modern.ircdocs.horse, NAMES; IRCv3 multi-prefix and userhost-in-names). */
final class NamesCommand {
    /** So many names are told at once to somebody who comes in. */
    static final int MOST_AT_ONCE = 128;

    private static final int NAMED_PER_UNIT = 64;

    private NamesCommand() {}

    static Next names(IrcClient client, IrcRequest request) {
        if (!request.says(0)) {
            client.numeric(Numeric.RPL_ENDOFNAMES, "*");
            return Next.CONTINUE;
        }
        String[] channels = request.list(0);
        if (channels.length > Messages.MOST_TARGETS) {
            client.numeric(Numeric.ERR_TOOMANYTARGETS, request.parameter(0));
            return Next.CONTINUE;
        }
        return request.each(channels, channel -> {
            Runnable end = () -> {
                if (!request.hasMore()) {
                    client.numeric(Numeric.RPL_ENDOFNAMES, request.parameter(0));
                }
            };
            Optional<Room> room = RoomTarget.visible(client, channel);
            if (room.isEmpty()) {
                return client.atLength(LongAnswer.of(0, end));
            }
            Optional<Membership> own = client.user().membership(room.get().name());
            return client.atLength(own.isPresent()
                    ? toMember(client, own.get(), end)
                    : toOutsider(client, room.get(), end));
        });
    }

    /** Whether there are so many that they are named at length, behind the rest of what a member is told. */
    static boolean areMany(RoomView view) {
        return view.present() > MOST_AT_ONCE;
    }

    /** Who is there, and the end of it, for somebody who comes into a room where there are not many. */
    static List<String> allLines(IrcClient client, RoomView view) {
        List<String> lines = lines(client, view.name(), view.modes(), view.members());
        lines.add(endLine(client, view.name()));
        return lines;
    }

    /** The same where there are many. */
    static LongAnswer all(IrcClient client, Membership own) {
        return toMember(client, own, () -> client.line(endLine(client, own.room().name())));
    }

    private static String endLine(IrcClient client, RoomName room) {
        return client.numericLine(Numeric.RPL_ENDOFNAMES, Numeric.RPL_ENDOFNAMES.text(), "#" + room);
    }

    /** For a member, who reads of each as the room knows them just then, and later what happens to them. */
    private static LongAnswer toMember(IrcClient client, Membership own, Runnable end) {
        return inPieces(own.room(), some -> client.replies().report(own, view -> lines(
                client, view.name(), view.modes(), own.room().members(some))), end);
    }

    private static LongAnswer toOutsider(IrcClient client, Room room, Runnable end) {
        return inPieces(room, some -> lines(client, room.name(), room.modes(), client.view().members(room, some))
                .forEach(client::line), end);
    }

    private static LongAnswer inPieces(Room room, Consumer<List<Long>> some, Runnable end) {
        List<Long> all = room.memberIds();
        Iterator<Integer> starts =
                IntStream.iterate(0, from -> from < all.size(), from -> from + NAMED_PER_UNIT).iterator();
        return LongAnswer.over(
                starts, 1, from -> some.accept(all.subList(from, Math.min(all.size(), from + NAMED_PER_UNIT))), end);
    }

    /** Who is there, in as many lines as it takes. */
    private static List<String> lines(IrcClient client, RoomName room, RoomModes modes, List<RoomView.Member> members) {
        String sign = modes.has(RoomFlag.SECRET) ? "@" : "=";
        String start = client.numericLine(Numeric.RPL_NAMREPLY, "", sign, "#" + room);
        List<String> lines = new ArrayList<>();
        int space = IrcLine.MOST_BYTES - LineSplit.bytes(start);
        StringBuilder line = new StringBuilder(start);
        int left = space;
        for (RoomView.Member member : members) {
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
