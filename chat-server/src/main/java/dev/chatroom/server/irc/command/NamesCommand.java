package dev.chatroom.server.irc.command;

import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.room.MemberSelection;
import dev.chatroom.core.room.ViewScope;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.ChannelLines;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcReply;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.client.RoomTarget;
import dev.chatroom.server.irc.message.Numeric;
import dev.chatroom.server.pace.LongAnswer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Who is in a channel (modern.ircdocs.horse, NAMES; IRCv3 multi-prefix and userhost-in-names). */
final class NamesCommand {
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

    /** All of them, and the end of it, for somebody who has come into a room where there are many. */
    static LongAnswer all(IrcClient client, Membership own) {
        return toMember(
                client, own, () -> client.line(new ChannelLines(client.recipient()).endOfNames(own.room().name())));
    }

    /** For a member, who reads of each as the room knows them just then, and later what happens to them. */
    private static LongAnswer toMember(IrcClient client, Membership own, Runnable end) {
        return inPieces(own.room(), some -> client.replies().report(
                own, ViewScope.of(new MemberSelection.WithIds(some)),
                tag -> new IrcReply.Names(client.recipient(), tag)), end);
    }

    private static LongAnswer toOutsider(IrcClient client, Room room, Runnable end) {
        ChannelLines lines = new ChannelLines(client.recipient());
        return inPieces(room, some -> lines.names(room.name(), room.modes(), client.view().members(room, some))
                .forEach(client::line), end);
    }

    private static LongAnswer inPieces(Room room, Consumer<List<Long>> some, Runnable end) {
        List<Long> all = room.memberIds();
        Iterator<Integer> starts =
                IntStream.iterate(0, from -> from < all.size(), from -> from + NAMED_PER_UNIT).iterator();
        return LongAnswer.over(
                starts, 1, from -> some.accept(all.subList(from, Math.min(all.size(), from + NAMED_PER_UNIT))), end);
    }
}
