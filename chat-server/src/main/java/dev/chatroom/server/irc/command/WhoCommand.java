package dev.chatroom.server.irc.command;

import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Mask;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.client.RoomTarget;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.EventLines;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.ModeLetters;
import dev.chatroom.server.irc.message.Numeric;
import dev.chatroom.server.pace.LongAnswer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who is in a channel, or called like this (modern.ircdocs.horse, WHO; IRCv3 WHOX). */
final class WhoCommand {
    /** So many are named that match a mask, so that nobody lists a whole crowd with one line. */
    private static final int MOST_MATCHES = 500;

    private static final int SHOWN_PER_UNIT = 16;
    private static final int MATCHED_PER_UNIT = 32;

    /** The fields of a WHOX reply, in their order. */
    private static final String FIELDS = "tcuihsnfdlaor";

    private WhoCommand() {}

    static Next who(IrcClient client, IrcRequest request) {
        String mask = request.says(0) ? request.parameter(0) : "*";
        Optional<Whox> whox = Whox.parse(request.parameter(1));
        boolean operatorsOnly = request.parameter(1).startsWith("o");
        Predicate<User> wanted = user -> !operatorsOnly || user.has(UserMode.SERVER_OPERATOR);
        Runnable end = () -> client.numeric(Numeric.RPL_ENDOFWHO, mask);
        if (RoomTarget.isChannel(mask)) {
            return members(client, whox, RoomTarget.visible(client, mask), wanted, end);
        }
        Optional<User> called = client.chat().find(mask);
        if (called.isPresent()) {
            called.filter(wanted).ifPresent(user -> show(client, whox, user, shared(client, user)));
            end.run();
            return Next.CONTINUE;
        }
        if (mask.length() > client.server().limit(Limit.MASK)) {
            client.numericEnding(Numeric.ERR_UNKNOWNERROR,
                    "A mask has at most %d characters".formatted(client.server().limit(Limit.MASK)), "WHO");
            return Next.CONTINUE;
        }
        return matching(client, whox, wanted.and(matching(mask)), end);
    }

    private static Next members(
            IrcClient client, Optional<Whox> whox, Optional<Room> room, Predicate<User> wanted, Runnable end) {
        List<Long> members = room.map(Room::memberIds).orElse(List.of());
        return client.atLength(LongAnswer.over(members.iterator(), SHOWN_PER_UNIT, id -> room
                .flatMap(there -> client.view().place(there, id))
                .filter(place -> wanted.test(place.user()))
                .ifPresent(place -> show(client, whox, place.user(), Optional.of(place))), end));
    }

    private static Next matching(IrcClient client, Optional<Whox> whox, Predicate<User> wanted, Runnable end) {
        AtomicInteger shown = new AtomicInteger();
        return client.atLength(LongAnswer.until(client.chat().everybody().iterator(), MATCHED_PER_UNIT, user -> {
            if (isVisible(client, user) && wanted.test(user)) {
                show(client, whox, user, shared(client, user));
                return shown.incrementAndGet() < MOST_MATCHES;
            }
            return true;
        }, end));
    }

    private static Predicate<User> matching(String written) {
        if (written.equals("0")) {
            return user -> true;
        }
        Mask mask = Mask.of(written);
        return user -> {
            Profile profile = user.profile();
            return Stream.of(user.nickname().text(), profile.username(), profile.host(), profile.realName())
                    .anyMatch(mask::matches);
        };
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
