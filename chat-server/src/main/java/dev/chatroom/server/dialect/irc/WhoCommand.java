package dev.chatroom.server.dialect.irc;

import dev.chatroom.core.Mask;
import dev.chatroom.core.Membership;
import dev.chatroom.core.Profile;
import dev.chatroom.core.Rank;
import dev.chatroom.core.Room;
import dev.chatroom.core.RoomView;
import dev.chatroom.core.User;
import dev.chatroom.core.UserMode;
import dev.chatroom.server.dialect.Next;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who is in a channel, or called like this (modern.ircdocs.horse, WHO; IRCv3 WHOX). */
final class WhoCommand {
    /** So many are named that match a mask, so that nobody lists a whole crowd with one line. */
    private static final int MOST_MATCHES = 500;

    /** The fields of a WHOX reply, in their order. */
    private static final String FIELDS = "tcuihsnfdlaor";

    private WhoCommand() {}

    static Next who(IrcClient client, IrcRequest request) {
        return client.counted(() -> {
            String mask = request.says(0) ? request.parameter(0) : "*";
            Optional<Whox> whox = Whox.parse(request.parameter(1));
            boolean operatorsOnly = request.parameter(1).startsWith("o");
            if (RoomTarget.isChannel(mask)) {
                RoomTarget.visible(client, mask).ifPresent(room -> members(client, room)
                        .filter(user -> !operatorsOnly || user.has(UserMode.SERVER_OPERATOR))
                        .forEach(user -> show(client, whox, user, user.membership(room.name()))));
            } else {
                matching(client, mask)
                        .filter(user -> !operatorsOnly || user.has(UserMode.SERVER_OPERATOR))
                        .limit(MOST_MATCHES)
                        .forEach(user -> show(client, whox, user, shared(client, user)));
            }
            client.numeric(Numeric.RPL_ENDOFWHO, mask);
        });
    }

    private static Stream<User> members(IrcClient client, Room room) {
        return client.view().of(room, Integer.MAX_VALUE, 0).members().stream().map(RoomView.Member::user);
    }

    private static Stream<User> matching(IrcClient client, String mask) {
        Optional<User> called = client.chat().find(mask);
        if (called.isPresent()) {
            return called.stream();
        }
        boolean everybody = mask.equals("0");
        return client.chat().everybody()
                .filter(user -> isVisible(client, user))
                .filter(user -> everybody || matches(mask, user));
    }

    private static boolean matches(String mask, User user) {
        Profile profile = user.profile();
        return Stream.of(user.nickname().text(), profile.username(), profile.host(), profile.realName())
                .anyMatch(text -> Mask.matches(mask, text));
    }

    private static boolean isVisible(IrcClient client, User user) {
        return user == client.user()
                || !user.has(UserMode.INVISIBLE)
                || client.user().has(UserMode.SERVER_OPERATOR)
                || shared(client, user).isPresent();
    }

    /** The other's place in a room that both are in. */
    private static Optional<Membership> shared(IrcClient client, User other) {
        return other.memberships().stream()
                .filter(membership -> client.user().membership(membership.room().name()).isPresent())
                .findFirst();
    }

    private static void show(IrcClient client, Optional<Whox> whox, User user, Optional<Membership> in) {
        String channel = in.map(membership -> "#" + membership.room().name()).orElse("*");
        Set<Rank> ranks = in.map(Membership::ranks).orElse(Set.of());
        String flags = (user.away().isPresent() ? "G" : "H")
                + (user.has(UserMode.SERVER_OPERATOR) ? "*" : "")
                + ModeLetters.signs(ranks, client.has(Capability.MULTI_PREFIX))
                + (user.has(UserMode.BOT) ? "B" : "");
        String nick = user.nickname().text();
        Profile profile = user.profile();
        String server = client.server().name();
        if (whox.isEmpty()) {
            client.numericEnding(Numeric.RPL_WHOREPLY, "0 " + EventLines.realName(user.asAuthor()), channel,
                    profile.username(), profile.host(), server, nick, flags);
            return;
        }
        IrcLine line = IrcLine.from(server, Numeric.RPL_WHOSPCRPL.digits()).with(client.name());
        for (int i = 0; i < FIELDS.length(); i++) {
            char field = FIELDS.charAt(i);
            if (!whox.get().wants(field)) {
                continue;
            }
            if (field == 'r') {
                client.line(line.ending(EventLines.realName(user.asAuthor())));
                return;
            }
            line.with(switch (field) {
                case 't' -> whox.get().token();
                case 'c' -> channel;
                case 'u' -> profile.username();
                case 'i' -> "255.255.255.255";
                case 'h' -> profile.host();
                case 's' -> server;
                case 'n' -> nick;
                case 'f' -> flags;
                case 'l' -> Long.toString(WhoisCommand.idleSeconds(client, user));
                case 'o' -> in.isPresent() && ranks.contains(Rank.OPERATOR) ? "1" : "n/a";
                default -> "0";
            });
        }
        client.line(line.toString());
    }

    /** Which fields are wanted, and what the client knows the answer by. */
    private record Whox(String fields, String token) {
        static Optional<Whox> parse(String written) {
            int start = written.indexOf('%');
            if (start < 0) {
                return Optional.empty();
            }
            String[] fieldsAndToken = written.substring(start + 1).split(",", 2);
            String token =
                    fieldsAndToken.length > 1 && fieldsAndToken[1].matches("[0-9]{1,3}") ? fieldsAndToken[1] : "0";
            return Optional.of(new Whox(fieldsAndToken[0], token));
        }

        boolean wants(char field) {
            return fields.indexOf(field) >= 0;
        }
    }
}
