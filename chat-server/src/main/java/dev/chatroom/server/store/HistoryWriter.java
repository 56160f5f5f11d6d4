package dev.chatroom.server.store;

import dev.chatroom.core.codec.SnapshotCodec;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.RoomSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happens, on a platform thread of its own, since the database's calls pin the carrier of a virtual one. What has
 * come while a transaction was committed makes the next one: the busier the chat, the more events share a commit.
 *
 * <p>If the disk takes nothing, readers get events all the same, the newest of them are kept in memory, and the writer tries
 * again each second. For any thread.
 */
final class HistoryWriter {
    /** So many events may wait before those who act have to. */
    static final int MOST_WAITING = 20_000;

    private static final int MOST_IN_COMMIT = 2_000;
    private static final long RETRY_SECONDS = 1;

    /** Something to be done in the order of its coming. */
    private sealed interface Work {
        WrittenRoom room();

        /** @param now what the room is from then on; null if it is as before */
        record Append(WrittenRoom room, RoomEvent event, @Nullable RoomSnapshot now) implements Work {}

        /** The last has left. */
        record Retire(WrittenRoom room, RoomSnapshot now) implements Work {}
    }

    private final Connection connection;
    private final StoredEvents tables;
    private final Trouble trouble;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by the lock, and so are the following. */
    private ArrayDeque<Work> waiting = new ArrayDeque<>();

    private boolean closed;

    /** How many pieces of work have come, and how many are done with. */
    private long come;

    private long done;

    /** What the disk did not take; owned by the writer. */
    private final ArrayDeque<Work> refused = new ArrayDeque<>();

    HistoryWriter(Connection connection, Trouble trouble) throws SQLException {
        this.connection = connection;
        this.tables = new StoredEvents(connection);
        this.trouble = trouble;
        this.thread = Thread.ofPlatform().name("history-writer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** False if it is closed, so that the event will not be written. */
    boolean append(WrittenRoom room, RoomEvent event, @Nullable RoomSnapshot now) {
        return add(new Work.Append(room, event, now));
    }

    void retire(WrittenRoom room, RoomSnapshot now) {
        boolean unused = add(new Work.Retire(room, now));
    }

    private boolean add(Work work) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            waiting.add(work);
            come++;
            if (waiting.size() == 1) {
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until little enough waits to be written. */
    void awaitSpace() throws InterruptedException {
        if (come - done < MOST_WAITING) {
            return; // A look without the lock may come late, which does no harm.
        }
        lock.lock();
        try {
            while (come - done >= MOST_WAITING && !closed) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that has come so far is written, or cannot be. */
    void awaitWritten() {
        lock.lock();
        try {
            long wanted = come;
            while (done < wanted && thread.isAlive()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what has come, and takes nothing more. Idempotent. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (tables) {
            List<Work> batch = take();
            while (!batch.isEmpty() || !closed()) {
                write(batch);
                batch = take();
            }
        } catch (SQLException e) {
            trouble.broken(e);
        }
    }

    private boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** What is to be written next. Empty if the writer is closed, or if it is time to try again what was refused. */
    private List<Work> take() {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(RETRY_SECONDS);
            while (waiting.isEmpty() && !closed && (refused.isEmpty() || left > 0)) {
                if (refused.isEmpty()) {
                    changed.awaitUninterruptibly();
                } else {
                    left = changed.awaitNanos(left);
                }
            }
            List<Work> batch = new ArrayList<>(Math.min(waiting.size(), MOST_IN_COMMIT));
            while (!waiting.isEmpty() && batch.size() < MOST_IN_COMMIT) {
                batch.add(waiting.remove());
            }
            return batch;
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        } finally {
            lock.unlock();
        }
    }

    private void write(List<Work> batch) {
        Map<WrittenRoom, Long> newest = new LinkedHashMap<>();
        List<Work> all = new ArrayList<>(refused);
        all.addAll(batch);
        try {
            for (Work work : all) {
                write(work);
            }
            connection.commit();
            refused.clear();
            all.forEach(work -> work.room().committed());
            trouble.over();
        } catch (SQLException e) {
            rollBack(all, e);
        }
        for (Work work : batch) {
            if (work instanceof Work.Append(WrittenRoom room, RoomEvent event, RoomSnapshot now)) {
                newest.put(room, event.sequence());
            }
        }
        newest.forEach(WrittenRoom::show);
        done(batch.size());
    }

    private void write(Work work) throws SQLException {
        switch (work) {
            case Work.Append(WrittenRoom room, RoomEvent event, RoomSnapshot now) -> {
                if (now != null) {
                    room.became(SnapshotCodec.encode(now));
                }
                tables.add(room.row(tables), event);
            }
            case Work.Retire(WrittenRoom room, RoomSnapshot now) -> {
                room.became(SnapshotCodec.encode(now));
                long row = room.row(tables);
                if (!now.isArranged() && !tables.hasSpeech(row)) {
                    tables.forget(row);
                }
            }
        }
    }

    private void rollBack(List<Work> all, SQLException reason) {
        try {
            connection.rollback();
        } catch (SQLException worse) {
            reason.addSuppressed(worse);
        }
        tables.forgetRows();
        all.forEach(work -> work.room().rolledBack());
        refused.clear();
        refused.addAll(all);
        long lost = 0;
        while (refused.size() > MOST_WAITING) {
            Work unused = refused.remove();
            lost++;
        }
        trouble.refused(reason, lost);
    }

    private void done(int number) {
        lock.lock();
        try {
            done += number;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
