package dev.chatroom.server.store;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.server.store.events.IndexedMessages;
import dev.chatroom.server.store.tables.Database;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Brings the index of words up to what is kept, in transactions of its own after people have been shown what was said, so that
 * nobody waits for it, and many messages share the price of a change of the index. Until then a search looks through what is not
 * indexed. What a process leaves is indexed by the next. Owned by the writer.
 */
final class Indexer {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");

    /** So many bytes of messages make a transaction that pays. */
    static final long ENOUGH_BYTES = 64 * 1024;

    /** No more than these are indexed at once: about 10 ms, after which events that have come are written first. */
    static final long MOST_BYTES_AT_ONCE = 2 * ENOUGH_BYTES;

    /** If the index is further behind, nothing is written until it is not; those who act wait then as for a slow disk. */
    static final long MOST_BYTES_BEHIND = 8 * 1024 * 1024;

    /** What is less than enough waits so long at most. */
    static final long DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So many events that are no messages may follow the mark before it is moved on their account. */
    static final int MOST_OTHERS = 5_000;

    private static final long AFTER_FAILURE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Transactions transactions;
    private final LongSupplier nanoTime;

    /** Whether there may be something to do; the process before may have left something. */
    private boolean isBehind = true;

    /** About how much waits of what was written since the beginning. */
    private long bytesBehind;

    /** How many other events were written since the mark came to the end: each search looks through them. */
    private int others;

    private boolean hasFailed;

    /** When something is to be done at the latest, if there may be something to do. */
    private long next;

    Indexer(Transactions transactions, LongSupplier nanoTime) {
        this.transactions = transactions;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** These were written. */
    void written(List<WriteTask> tasks) {
        long bytes = 0;
        for (WriteTask task : tasks) {
            if (task instanceof WriteTask.Append append) {
                if (append.event() instanceof Message message) {
                    bytes += IndexedMessages.bytes(message.text());
                } else {
                    others++;
                }
            }
        }
        bytesBehind += bytes;
        if ((bytes > 0 || others >= MOST_OTHERS) && !isBehind) {
            isBehind = true;
            next = nanoTime.getAsLong() + DELAY_NANOS;
        }
    }

    /** How long the writer may wait for something to be written, in nanoseconds. */
    long waitNanos() {
        if (!isBehind) {
            return Long.MAX_VALUE;
        }
        return isDue() ? 0 : next - nanoTime.getAsLong();
    }

    private boolean isDue() {
        return isBehind && ((bytesBehind >= ENOUGH_BYTES && !hasFailed) || nanoTime.getAsLong() - next >= 0);
    }

    /** Takes a step if one is due, or as many as it takes not to be too far behind. */
    void tend() {
        if (!isDue()) {
            return;
        }
        hasFailed = true; // Unless it succeeds.
        next = nanoTime.getAsLong() + AFTER_FAILURE_NANOS;
        try {
            IndexedMessages.Step step = index();
            while (!step.isAll() && bytesBehind >= MOST_BYTES_BEHIND) {
                step = index();
            }
            hasFailed = false;
            isBehind = !step.isAll();
            others = step.isAll() ? 0 : others;
            next = nanoTime.getAsLong();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "what is said is not being indexed: {0}", Database.reason(e));
        }
    }

    private IndexedMessages.Step index() throws SQLException {
        IndexedMessages.Step step = transactions.index(MOST_BYTES_AT_ONCE);
        bytesBehind = step.isAll() ? 0 : Math.max(0, bytesBehind - step.bytes());
        return step;
    }
}
