package dev.chatroom.server.irc.command;

import dev.chatroom.core.ChatView;
import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.text.Mask;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.message.Numeric;
import dev.chatroom.server.pace.LongAnswer;
import dev.chatroom.server.pace.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which channels there are (modern.ircdocs.horse, LIST and the ISUPPORT token ELIST). */
final class ListCommand {
    /** So many names, masks and conditions are taken at once. */
    static final int MOST_ELEMENTS = 16;

    static final int ROOMS_PER_UNIT = 32;

    /** What it costs to ask for channels that nobody is in, and how many of them are looked at for each unit more. */
    private static final int UNITS_OF_READING = 4;

    private static final int KEPT_PER_UNIT = 8;

    private ListCommand() {}

    static Next list(IrcClient client, IrcRequest request) {
        String[] elements = request.says(0) ? request.list(0) : new String[0];
        if (elements.length > MOST_ELEMENTS) {
            client.numericEnding(Numeric.ERR_UNKNOWNERROR,
                    "At most %d names, masks and conditions at once".formatted(MOST_ELEMENTS), "LIST");
            return Next.CONTINUE;
        }
        Wanted wanted = wanted(client, elements);
        client.numericEnding(Numeric.RPL_LISTSTART, "Users  Name", "Channel");
        LongAnswer withPeople = LongAnswer.over(
                client.view().everyRoom().iterator(), ROOMS_PER_UNIT / (1 + elements.length),
                // To IRC clients there is no channel that nobody is in, unless something is kept of it.
                room -> show(client, Stream.of(room.summary()).filter(one -> one.present() > 0), wanted),
                () -> {
                });
        boolean fromDisk = client.chat().history().waitsForDisk();
        return client.atLength(withPeople.then(LongAnswer.reading(fromDisk, work -> {
            work.charge(fromDisk ? UNITS_OF_READING : 0);
            kept(client, wanted, elements.length, work);
        })));
    }

    /** Lists channels that nobody is in, and ends the list. */
    private static void kept(IrcClient client, Wanted wanted, int elements, Workload work) {
        try {
            ChatView.Deserted deserted = client.view().deserted(name -> wanted.names().test("#" + name.text()));
            work.charge(deserted.lookedAt() * (1 + elements) / KEPT_PER_UNIT);
            show(client, deserted.rooms().stream(), wanted);
            client.numericEnding(Numeric.RPL_LISTEND, deserted.all()
                    ? Numeric.RPL_LISTEND.text()
                    : "End of /LIST; there are more channels with no users, LIST #a* shows those that begin with a");
        } catch (UnreadableHistoryException e) {
            client.numericEnding(
                    Numeric.RPL_LISTEND, "End of /LIST; channels with no users cannot be read at the moment");
        }
    }

    private static void show(IrcClient client, Stream<RoomSummary> rooms, Wanted wanted) {
        rooms.filter(room -> wanted.names().test("#" + room.name().text()) && wanted.conditions().test(room))
                .forEach(room -> client.numericEnding(
                        Numeric.RPL_LIST, room.topic().text(), "#" + room.name(), Integer.toString(room.present())));
    }

    /**
     * What is asked for.
     *
     * @param names what must hold of a channel's name: one of the names and masks that are given, and none of those after a !
     * @param conditions what else must hold
     */
    private record Wanted(Predicate<String> names, Predicate<RoomSummary> conditions) {}

    private static Wanted wanted(IrcClient client, String[] elements) {
        Predicate<RoomSummary> conditions = room -> true;
        Predicate<String> names = name -> true;
        List<Mask> oneOf = new ArrayList<>();
        Instant now = client.context().clock().instant();
        for (String element : elements) {
            Predicate<RoomSummary> condition = condition(element, now);
            if (element.startsWith("!")) {
                Mask none = Mask.of(element.substring(1));
                names = names.and(name -> !none.matches(name));
            } else if (condition != null) {
                conditions = conditions.and(condition);
            } else {
                oneOf.add(Mask.of(element));
            }
        }
        return oneOf.isEmpty()
                ? new Wanted(names, conditions)
                : new Wanted(names.and(name -> oneOf.stream().anyMatch(mask -> mask.matches(name))), conditions);
    }

    /** What an element asks for, other than names; null if it is one, or a mask. */
    private static @Nullable Predicate<RoomSummary> condition(String element, Instant now) {
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
