package dev.chatroom.server.store;

import dev.chatroom.core.codec.SnapshotCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the disk has not taken, as long as it takes nothing: the newest, within a bound. Owned by the writer. */
final class RefusedTasks {
    private final long mostBytes;
    private final ArrayDeque<WriteTask> tasks = new ArrayDeque<>();

    /** Written by the writer alone; read by any thread. */
    private volatile long bytes;

    RefusedTasks(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    int size() {
        return tasks.size();
    }

    /** These, and then those. */
    List<WriteTask> followedBy(Collection<WriteTask> later) {
        List<WriteTask> all = new ArrayList<>(tasks.size() + later.size());
        all.addAll(tasks);
        all.addAll(later);
        return all;
    }

    /** Keeps these instead of those that were here; returns as {@link #add}. */
    int replace(Collection<WriteTask> now) {
        clear();
        return add(now);
    }

    /** Keeps these too; returns how many of the oldest are given up because all together are too many. */
    int add(Collection<WriteTask> more) {
        long sum = bytes;
        for (WriteTask task : more) {
            tasks.add(task);
            sum += task.weight();
        }
        int lost = 0;
        while (sum > mostBytes || tasks.size() > WriteQueue.MOST_WAITING) {
            WriteTask oldest = tasks.remove();
            sum -= oldest.weight();
            lost++;
            if (oldest instanceof WriteTask.InRoom inRoom && inRoom.now() != null) {
                // The event is lost, and not how the room is.
                inRoom.room().became(SnapshotCodec.encode(inRoom.now()));
            }
        }
        bytes = sum;
        return lost;
    }

    void clear() {
        tasks.clear();
        bytes = 0;
    }

    long bytes() {
        return bytes;
    }
}
