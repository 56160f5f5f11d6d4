package dev.chatroom.server.store;

import dev.chatroom.core.codec.SnapshotCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the disk has not taken, as long as it takes nothing: the newest, within a bound. Owned by the writer. */
final class RefusedTasks {
    private final long mostBytes;
    private final Consumer<WrittenRoom> givenUp;
    private final ArrayDeque<WriteTask> tasks = new ArrayDeque<>();

    /** How each room was left last, of the tasks, by its key. */
    private final Map<String, WriteTask.Retire> retired = new HashMap<>();

    /** Written by the writer alone; read by any thread. */
    private volatile long bytes;

    /** @param givenUp is told of a room when it is given up how that was left */
    RefusedTasks(long mostBytes, Consumer<WrittenRoom> givenUp) {
        this.mostBytes = mostBytes;
        this.givenUp = givenUp;
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
            if (task instanceof WriteTask.Retire retired) {
                sum -= replaceRetired(retired);
            }
        }
        int lost = 0;
        Iterator<WriteTask> each = tasks.iterator();
        while (isTooMuch(sum) && each.hasNext()) {
            WriteTask oldest = each.next();
            if (oldest instanceof WriteTask.Retire) {
                continue; // It says how a room was left, which whoever comes has to find so.
            }
            each.remove();
            sum -= oldest.weight();
            lost++;
            if (oldest instanceof WriteTask.InRoom inRoom && inRoom.now() != null) {
                // The event is lost, and not how the room is.
                inRoom.room().became(SnapshotCodec.encode(inRoom.now()));
            }
        }
        while (isTooMuch(sum)) {
            WriteTask oldest = tasks.remove(); // There are no others left.
            sum -= oldest.weight();
            lost++;
            if (oldest instanceof WriteTask.Retire one) {
                retired.remove(one.room().name().key());
                givenUp.accept(one.room());
            }
        }
        bytes = sum;
        return lost;
    }

    /** Only how a room was left last counts; returns what weighs less by that. */
    private long replaceRetired(WriteTask.Retire now) {
        WriteTask.Retire before = retired.put(now.room().name().key(), now);
        return before != null && tasks.remove(before) ? before.weight() : 0;
    }

    private boolean isTooMuch(long sum) {
        return sum > mostBytes || tasks.size() > WriteQueue.MOST_WAITING;
    }

    void clear() {
        tasks.clear();
        retired.clear();
        bytes = 0;
    }

    long bytes() {
        return bytes;
    }
}
