package dev.chatroom.server.irc.command;

import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.text.Mask;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.message.Numeric;
import dev.chatroom.server.pace.LongAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which channels there are (modern.ircdocs.horse, LIST and the ISUPPORT token ELIST). */
final class ListCommand {
    /** So many names, masks and conditions are taken at once. */
    static final int MOST_ELEMENTS = 16;

    static final int ROOMS_PER_UNIT = 32;

    private ListCommand() {}

    static Next list(IrcClient client, IrcRequest request) {
        String[] elements = request.says(0) ? request.list(0) : new String[0];
        if (elements.length > MOST_ELEMENTS) {
            client.numericEnding(Numeric.ERR_UNKNOWNERROR,
                    "At most %d names, masks and conditions at once".formatted(MOST_ELEMENTS), "LIST");
            return Next.CONTINUE;
        }
        Predicate<RoomSummary> wanted = wanted(client, elements);
        client.numericEnding(Numeric.RPL_LISTSTART, "Users  Name", "Channel");
        return client.atLength(LongAnswer.over(
                client.view().everyRoom().iterator(), ROOMS_PER_UNIT / (1 + elements.length),
                room -> show(client, room.summary(), wanted),
                () -> client.numeric(Numeric.RPL_LISTEND)));
    }

    private static void show(IrcClient client, RoomSummary room, Predicate<RoomSummary> wanted) {
        // To IRC clients there is no channel that nobody is in.
        if (room.present() > 0 && wanted.test(room)) {
            client.numericEnding(
                    Numeric.RPL_LIST, room.topic().text(), "#" + room.name(), Integer.toString(room.present()));
        }
    }

    /** Conditions must all hold; of channels' names and masks that are given, one. */
    private static Predicate<RoomSummary> wanted(IrcClient client, String[] elements) {
        Predicate<RoomSummary> conditions = room -> true;
        List<Mask> names = new ArrayList<>();
        Instant now = client.context().clock().instant();
        for (String element : elements) {
            Predicate<RoomSummary> condition = condition(element, now);
            if (condition == null) {
                names.add(Mask.of(element));
            } else {
                conditions = conditions.and(condition);
            }
        }
        return names.isEmpty()
                ? conditions
                : conditions.and(room -> names.stream().anyMatch(mask -> matches(mask, room)));
    }

    private static boolean matches(Mask mask, RoomSummary room) {
        return mask.matches("#" + room.name().text());
    }

    /** What an element asks for, other than a name; null if it is one. */
    private static @Nullable Predicate<RoomSummary> condition(String element, Instant now) {
        if (element.startsWith("!")) {
            Mask mask = Mask.of(element.substring(1));
            return room -> !matches(mask, room);
        }
        if (element.matches("[<>][0-9]{1,9}")) {
            int number = number(element, 1);
            return element.startsWith("<") ? room -> room.present() < number : room -> room.present() > number;
        }
        if (!element.matches("(?i)[CT][<>][0-9]{1,9}")) {
            return null;
        }
        Instant limit = now.minus(Duration.ofMinutes(number(element, 2)));
        boolean later = element.charAt(1) == '<';
        return Character.toUpperCase(element.charAt(0)) == 'C'
                ? room -> later == room.createdAt().isAfter(limit)
                : room -> room.topic().isSet() && later == room.topic().at().isAfter(limit);
    }

    private static int number(String element, int from) {
        return Integer.parseInt(element.substring(from));
    }
}
