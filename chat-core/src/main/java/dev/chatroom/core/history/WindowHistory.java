package dev.chatroom.core.history;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.text.RoomName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The history that a chat has if it is given no other: the window that each room keeps for its readers, as long as there is
 * the room and the memory budget lets it be kept. It keeps nothing of its own, so events are shown at once.
 */
public final class WindowHistory implements HistoryStore {
    private final Function<RoomName, Optional<Window>> rooms;

    /** @param rooms finds the rooms that there are now */
    public WindowHistory(Function<RoomName, Optional<Window>> rooms) {
        this.rooms = rooms;
    }

    @Override
    public Appender open(RoomName room, Supplier<RoomSnapshot> now, Readers readers) {
        return event -> true;
    }

    @Override
    public List<RoomEvent> read(HistoryQuery query) {
        Stream<RoomEvent> wanted = newestFirst(query.room())
                .takeWhile(event -> query.after().compare(event) > 0)
                .filter(query::includes);
        return switch (query.end()) {
            case NEWEST -> wanted.limit(query.limit()).toList().reversed();
            case OLDEST -> {
                // Of the stream, whose beginning is the end of the history, the last are wanted.
                ArrayDeque<RoomEvent> last = new ArrayDeque<>();
                wanted.forEach(event -> {
                    last.addFirst(event);
                    if (last.size() > query.limit()) {
                        last.removeLast();
                    }
                });
                yield List.copyOf(last);
            }
        };
    }

    @Override
    public List<Message> search(HistorySearch search) {
        return search.rooms().entrySet().stream()
                .flatMap(room -> messages(new RoomName(room.getKey(), room.getKey()), room.getValue())
                        .takeWhile(message -> search.after().compare(message) > 0)
                        .filter(search::finds)
                        .limit(search.end() == End.NEWEST ? search.limit() : Long.MAX_VALUE))
                .sorted(search.order())
                .limit(search.limit())
                .toList();
    }

    private Stream<Message> messages(RoomName room, HistoryPoint after) {
        return newestFirst(room)
                .takeWhile(event -> after.compare(event) > 0)
                .flatMap(event -> event instanceof Message message ? Stream.of(message) : Stream.empty());
    }

    @Override
    public void close() {
        // The rooms keep all that there is.
    }

    /** What has not been taken back of what the room keeps; is looked at as far as it is taken from the stream. */
    private Stream<RoomEvent> newestFirst(RoomName name) {
        Set<Long> takenBack = new HashSet<>();
        return rooms.apply(name).stream()
                .flatMap(WindowHistory::keptNewestFirst)
                .filter(event -> !takenBack.contains(event.id()))
                .filter(event -> !(event instanceof Redacted redacted) || takenBack.add(redacted.message()));
    }

    private static Stream<RoomEvent> keptNewestFirst(Window room) {
        long oldest = room.oldest();
        Stream<RoomEvent> inLog = LongStream
                .iterate(room.newest(), sequence -> sequence >= oldest, sequence -> sequence - 1)
                .mapToObj(room::event)
                .flatMap(Optional::stream);
        // Messages outlive the joins and leaves among which they were said. They are looked at only if all the others are.
        Stream<RoomEvent> beyond = Stream.of(room).flatMap(asked -> messagesBefore(asked, oldest).stream());
        return Stream.concat(inLog, beyond);
    }

    private static List<RoomEvent> messagesBefore(Window room, long sequence) {
        List<RoomEvent> messages = new ArrayList<>();
        for (Message message : room.messages().reversed()) {
            if (message.sequence() < sequence) {
                messages.add(message);
            }
        }
        return messages;
    }
}
