package dev.chatroom.server.store;

import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.store.upkeep.Upkeep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/**
 * Writes what happens, on a platform thread of its own, since the database's calls pin the carrier of a virtual one. What has
 * come while a transaction was committed makes the next one: the busier the chat, the more events share a commit.
 *
 * <p>If the disk takes nothing, readers get events all the same, the newest of them are kept in memory, and the writer tries
 * again each second. An event that cannot be written for a reason of its own is left out. Whatever goes wrong, what has
 * been taken from the queue is shown. For any thread.
 */
final class HistoryWriter {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Primary result codes of SQLite. */
    private static final int TOO_BIG = 18;

    private static final int CONSTRAINT = 19;
    private static final int MISMATCH = 20;

    private final Connection connection;
    private final Trouble trouble;
    private final WriteQueue queue;
    private final LongSupplier nanoTime;
    private final Thread thread;

    /** What the disk did not take; owned by the writer, and so are the following. */
    private final RefusedTasks refused;

    private final Transactions transactions;
    private final Maintenance maintenance;

    /** When the disk was last asked, of those times when it took nothing. */
    private long refusedAt;

    private final CommitPace pace;

    private final OpenRooms open;

    /**
     * A writer that has yet to be started.
     *
     * @param mostBytes so much heap may be taken by what waits, as much by what the disk has refused, and as much by what comes
     *         after the writer's end
     */
    HistoryWriter(
            Connection connection, Trouble trouble, long mostBytes, LongSupplier nanoTime, Upkeep upkeep) {
        this.connection = connection;
        this.transactions = new Transactions(connection);
        this.maintenance = new Maintenance(
                connection, transactions, upkeep, new Indexer(transactions, nanoTime), nanoTime);
        this.trouble = trouble;
        this.nanoTime = nanoTime;
        this.pace = new CommitPace(nanoTime);
        this.queue = new WriteQueue(mostBytes);
        this.open = new OpenRooms(mostBytes);
        this.refused = new RefusedTasks(mostBytes, open::giveUp);
        this.thread = Thread.ofPlatform().name("history-writer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Something happens in a room, which stays until it is {@linkplain #retire retired}; before the first event of it. */
    void open(WrittenRoom room) {
        open.add(room);
    }

    /** False if it will not be written, so that readers need not wait for it. */
    boolean append(WrittenRoom room, RoomEvent event, @Nullable RoomSnapshot now) {
        return queue.add(new WriteTask.Append(room, event, now));
    }

    void retire(WrittenRoom room, RoomSnapshot now) {
        room.left(now);
        WriteTask.Retire retire = new WriteTask.Retire(room, now);
        if (!queue.add(retire)) {
            open.keep(retire);
        }
    }

    /** Changes something that is about no room. */
    void change(String subject, TableChange change) {
        queue.add(new WriteTask.Change(subject, change));
    }

    /** Whether what comes now goes to the disk, as far as is known. For any thread. */
    boolean isKeeping() {
        return trouble.isKeeping();
    }

    /** Waits until little enough waits to be written. */
    void awaitSpace() throws InterruptedException {
        queue.awaitSpace();
    }

    /**
     * How a room was left if that is not in the tables, as the disk takes nothing; null if the tables have all of it. Waits
     * until what happened before its last member left is written, or cannot be.
     */
    @Nullable RoomSnapshot awaitRetired(RoomName room) {
        if (!open.contains(room.key())) {
            return null;
        }
        queue.awaitWritten();
        return open.left(room);
    }

    /** The rooms in which something happens, and how others were left. For any thread. */
    OpenRooms rooms() {
        return open;
    }

    /** Waits until all that has come so far is written, or cannot be. */
    void awaitWritten() {
        queue.awaitWritten();
    }

    /** The index of words was found damaged by somebody who reads it. */
    void giveUpIndex() {
        maintenance.giveUpIndex();
        change("the index of words", connection -> {
            // It makes the writer look.
        });
    }

    /** How many bytes of heap are taken by what is not written. */
    long bytes() {
        return queue.bytes() + refused.bytes();
    }

    /** Writes what has come, and takes nothing more. Idempotent. */
    void close() {
        queue.close();
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
        try (connection) {
            List<WriteTask> batch = queue.take(maintenance.waitNanos(), 0);
            while (!batch.isEmpty() || !queue.isClosed()) {
                process(batch);
                if (refused.isEmpty()) {
                    maintenance.tend(open::contains);
                }
                batch = queue.take(refused.isEmpty() ? maintenance.waitNanos() : RETRY_NANOS, pace.untilNext());
            }
            if (!refused.isEmpty()) {
                write(refused.followedBy(List.of()));
            }
            if (!refused.isEmpty()) {
                trouble.endsWith(refused.size());
            }
        } catch (SQLException | RuntimeException | Error e) {
            trouble.broken(e);
        } finally {
            WrittenRoom.show(queue.desert());
        }
    }

    private void process(List<WriteTask> batch) {
        pace.took(batch.size());
        if (batch.isEmpty() && refused.isEmpty()) {
            return;
        }
        try {
            if (!refused.isEmpty() && nanoTime.getAsLong() - refusedAt < RETRY_NANOS) {
                trouble.lost(refused.add(batch));
            } else {
                write(refused.followedBy(batch));
            }
        } catch (RuntimeException e) {
            trouble.broken(e);
        } finally {
            WrittenRoom.show(batch);
            queue.done(batch);
        }
    }

    private void write(List<WriteTask> all) {
        try {
            transactions.write(all);
            written(all);
            over();
        } catch (SQLException e) {
            if (isOfDisk(e)) {
                refuse(all, e);
            } else {
                writeSingly(all);
            }
        } catch (RuntimeException e) {
            writeSingly(all);
        }
    }

    private void written(List<WriteTask> all) {
        maintenance.written(all);
        for (WriteTask task : all) {
            switch (task) {
                case WriteTask.Append append -> {
                    if (append.event() instanceof Redacted) {
                        maintenance.tookBack();
                    }
                }
                case WriteTask.Retire(WrittenRoom room, RoomSnapshot now) -> open.remove(room);
                case WriteTask.Change change -> {
                    // It is about no room.
                }
            }
        }
    }

    /** One of them cannot be written; the others are. */
    private void writeSingly(List<WriteTask> all) {
        for (int i = 0; i < all.size(); i++) {
            WriteTask task = all.get(i);
            try {
                transactions.write(List.of(task));
                written(List.of(task));
            } catch (SQLException e) {
                if (isOfDisk(e)) {
                    refuse(all.subList(i, all.size()), e);
                    return;
                }
                drop(task, e);
            } catch (RuntimeException e) {
                drop(task, e);
            }
        }
        over();
    }

    private void over() {
        refused.clear();
        open.allWritten();
        trouble.over();
    }

    private void drop(WriteTask task, Exception reason) {
        trouble.dropped(task, reason);
        if (task instanceof WriteTask.Retire left) {
            open.remove(left.room());
        }
    }

    private void refuse(List<WriteTask> all, SQLException reason) {
        refusedAt = nanoTime.getAsLong();
        trouble.refused(reason, refused.replace(all));
    }

    /** Whether everything else would be refused as well, and may be taken later. */
    private static boolean isOfDisk(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return true;
        }
        return switch (sqlite.getResultCode().code & 0xff) {
            case CONSTRAINT, TOO_BIG, MISMATCH -> false;
            default -> true;
        };
    }
}
