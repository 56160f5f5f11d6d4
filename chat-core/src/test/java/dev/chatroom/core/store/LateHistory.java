package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Keeps everything in a list, and lets readers have it when a test says so, as a store does that writes to a disk. */
public class LateHistory implements HistoryStore {
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final List<RoomEvent> kept = new ArrayList<>();

    /** What is to be kept and shown yet; guarded by the lock. */
    private final List<Runnable> waiting = new ArrayList<>();

    /** Guarded by the lock. */
    private boolean closed;

    @Override
    public Appender open(RoomName room, Supplier<RoomSnapshot> now, Readers readers) {
        return event -> {
            lock.lock();
            try {
                if (closed) {
                    return true;
                }
                return !waiting.add(() -> {
                    keep(event);
                    readers.show().accept(event.sequence());
                    readers.wake().run();
                });
            } finally {
                lock.unlock();
            }
        };
    }

    private void keep(RoomEvent event) {
        lock.lock();
        try {
            kept.add(event);
        } finally {
            lock.unlock();
        }
    }

    /** How many events nobody may have yet. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps what has been appended so far, and lets readers have it. */
    public void flush() {
        List<Runnable> batch;
        lock.lock();
        try {
            batch = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        batch.forEach(Runnable::run);
    }

    @Override
    public List<RoomEvent> read(HistoryQuery query) {
        List<RoomEvent> found = inRoom(query.room()).filter(query::includes).toList();
        int most = Math.min(query.limit(), found.size());
        return query.end() == HistoryQuery.End.OLDEST
                ? found.subList(0, most)
                : found.subList(found.size() - most, found.size());
    }

    @Override
    public List<Message> search(HistorySearch search) {
        return search.rooms().keySet().stream()
                .flatMap(key -> inRoom(new RoomName(key, key)))
                .filter(Message.class::isInstance)
                .map(Message.class::cast)
                .filter(search::finds)
                .sorted(search.order())
                .limit(search.limit())
                .toList();
    }

    private Stream<RoomEvent> inRoom(RoomName room) {
        lock.lock();
        try {
            List<RoomEvent> all = kept.stream().filter(event -> event.room().key().equals(room.key())).toList();
            List<Long> takenBack = all.stream()
                    .filter(Redacted.class::isInstance)
                    .map(event -> ((Redacted) event).message())
                    .toList();
            return all.stream().filter(event -> !takenBack.contains(event.id()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        flush();
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        flush();
    }
}
