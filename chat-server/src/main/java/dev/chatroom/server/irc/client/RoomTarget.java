package dev.chatroom.server.irc.client;

import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.RoomNameRules;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.irc.message.Numeric;
import java.util.Optional;
import java.util.function.Function;

/** The room that a client means by a channel's name: # and the name of the room. */
public final class RoomTarget {
    private RoomTarget() {}

    public static boolean isChannel(String name) {
        return name.startsWith("#");
    }

    /** The room's name, if it can be one. */
    static Optional<RoomName> named(IrcClient client, String channel) {
        return isChannel(channel)
                && RoomNameRules.parse(channel, client.chat().limits()) instanceof Done<RoomName>(RoomName name)
                        ? Optional.of(name)
                        : Optional.empty();
    }

    /** The room, if there is one that the client may know of. */
    public static Optional<Room> visible(IrcClient client, String channel) {
        return named(client, channel).flatMap(client.view()::room);
    }

    public static Optional<Membership> membership(IrcClient client, String channel) {
        return named(client, channel).flatMap(client.user()::membership);
    }

    /** Does something for which the client must be in the room, or says that it is not. */
    public static <T> Optional<T> asMember(IrcClient client, String channel, Function<Membership, T> action) {
        Optional<Membership> membership = membership(client, channel);
        if (membership.isEmpty()) {
            client.numeric(visible(client, channel).isPresent() ? Numeric.ERR_NOTONCHANNEL : Numeric.ERR_NOSUCHCHANNEL,
                    channel);
        }
        return membership.map(action);
    }
}
