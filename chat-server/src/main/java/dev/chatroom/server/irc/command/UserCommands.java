package dev.chatroom.server.irc.command;

import dev.chatroom.core.User;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.LineSplit;
import dev.chatroom.server.irc.message.Numeric;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small questions about users, and what a client says of itself (modern.ircdocs.horse, User-Based Queries). */
final class UserCommands {
    private static final int MOST_ASKED = 5;

    private UserCommands() {}

    static Next userhost(IrcClient client, IrcRequest request) {
        return client.counted(() -> {
            String replies = request.message().parameters().stream()
                    .limit(MOST_ASKED)
                    .flatMap(nick -> client.chat().find(nick).stream())
                    .map(user -> user.nickname() + (user.has(UserMode.SERVER_OPERATOR) ? "*" : "")
                            + (user.away().isPresent() ? "=-" : "=+")
                            + user.profile().username() + "@" + user.profile().host())
                    .collect(Collectors.joining(" "));
            client.numericEnding(Numeric.RPL_USERHOST, replies);
        });
    }

    static Next ison(IrcClient client, IrcRequest request) {
        return client.counted(() -> {
            Stream<String> nicks = request.message().parameters().stream()
                    .flatMap(names -> Arrays.stream(names.split(" +", -1)));
            client.numericEnding(Numeric.RPL_ISON, nicks
                    .flatMap(nick -> client.chat().find(nick).stream())
                    .map(user -> user.nickname().text())
                    .collect(Collectors.joining(" ")));
        });
    }

    static Next away(IrcClient client, IrcRequest request) {
        User user = client.user();
        String reason = request.parameter(0);
        Optional<String> before = user.away();
        return client.settle(
                reason.isEmpty() ? client.chat().comeBack(user) : client.chat().goAway(user, reason), "AWAY", "",
                done -> {
                    if (!user.away().equals(before)) {
                        client.work().chargeRooms(user.memberships().size());
                    }
                    client.numeric(reason.isEmpty() ? Numeric.RPL_UNAWAY : Numeric.RPL_NOWAWAY);
                });
    }

    /** IRCv3 setname. */
    static Next setname(IrcClient client, IrcRequest request) {
        String name = request.text(0);
        int longest = client.server().limit(Limit.REAL_NAME);
        if (name.isEmpty() || LineSplit.bytes(name) > longest) {
            client.fail("SETNAME", "INVALID_REALNAME", "A name has 1 to %d bytes".formatted(longest));
            return Next.CONTINUE;
        }
        User user = client.user();
        String source = user.asAuthor().hostmask();
        Outcome<User> outcome = client.chat().changeRealName(user, name);
        if (outcome instanceof Refused<User>(Refusal.MayNotRename(RoomName room))) {
            client.fail("SETNAME", "CANNOT_CHANGE_REALNAME", "You may not speak in #%s".formatted(room));
            return Next.CONTINUE;
        }
        return client.settle(outcome, "SETNAME", "", done -> {
            client.work().chargeRooms(user.memberships().size());
            if (!client.has(Capability.SETNAME)) {
                return;
            }
            if (user.memberships().isEmpty()) {
                client.line(IrcLine.from(source, "SETNAME").ending(name));
            } else {
                client.replies().answeredByEvent();
            }
        });
    }
}
