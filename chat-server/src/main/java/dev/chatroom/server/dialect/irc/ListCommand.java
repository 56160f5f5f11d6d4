package dev.chatroom.server.dialect.irc;

import dev.chatroom.core.Mask;
import dev.chatroom.core.RoomSummary;
import dev.chatroom.server.dialect.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which channels there are (modern.ircdocs.horse, LIST and the ISUPPORT token ELIST). */
final class ListCommand {
    private ListCommand() {}

    static Next list(IrcClient client, IrcRequest request) {
        return client.counted(() -> {
            // To IRC clients there is no channel that nobody is in.
            Predicate<RoomSummary> wanted = room -> room.present() > 0;
            wanted = wanted.and(request.says(0) ? wanted(client, request.list(0)) : room -> true);
            client.numericEnding(Numeric.RPL_LISTSTART, "Users  Name", "Channel");
            client.view().rooms().stream().filter(wanted)
                    .forEach(room -> client.numericEnding(Numeric.RPL_LIST, room.topic().text(), "#" + room.name(),
                            Integer.toString(room.present())));
            client.numeric(Numeric.RPL_LISTEND);
        });
    }

    /** Conditions must all hold; of channels' names and masks that are given, one. */
    private static Predicate<RoomSummary> wanted(IrcClient client, String[] elements) {
        Predicate<RoomSummary> conditions = room -> true;
        Predicate<RoomSummary> names = room -> false;
        boolean named = false;
        Instant now = client.house().clock().instant();
        for (String element : elements) {
            Predicate<RoomSummary> condition = condition(element, now);
            if (condition == null) {
                named = true;
                names = names.or(room -> Mask.matches(element, "#" + room.name().text()));
            } else {
                conditions = conditions.and(condition);
            }
        }
        return named ? conditions.and(names) : conditions;
    }

    /** What an element asks for, other than a name; null if it is one. */
    private static @Nullable Predicate<RoomSummary> condition(String element, Instant now) {
        if (element.startsWith("!")) {
            return room -> !Mask.matches(element.substring(1), "#" + room.name().text());
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
