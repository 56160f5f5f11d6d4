package dev.chatroom.server.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the disk has not taken, as long as it takes nothing: the newest, within a bound. Owned by the writer. */
final class RefusedTasks {
    private final long mostBytes;
    private final Consumer<WriteTask.Retire> givenUp;

    /** By their numbers, in the order of their coming: any of them is found and taken out at once. */
    private final Map<Long, WriteTask> tasks = new LinkedHashMap<>();

    /** Which of the tasks says how a room was left last, by the room's key. */
    private final Map<String, Long> retired = new HashMap<>();

    private long come;

    /** Written by the writer alone; read by any thread. */
    private volatile long bytes;

    /** @param givenUp is told how a room was left when that is given up */
    RefusedTasks(long mostBytes, Consumer<WriteTask.Retire> givenUp) {
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
        all.addAll(tasks.values());
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
            tasks.put(++come, task);
            sum += task.weight();
            if (task instanceof WriteTask.Retire left) {
                sum -= replaceRetired(left.room().name().key(), come);
            }
        }
        int before = tasks.size();
        sum -= giveUp(sum, task -> !(task instanceof WriteTask.Retire));
        // How a room was left has to be found so by whoever comes. If it is open to everybody, that matters least.
        sum -= giveUp(sum, task -> task instanceof WriteTask.Retire left && !left.now().isArranged());
        sum -= giveUp(sum, task -> true);
        bytes = sum;
        return before - tasks.size();
    }

    /** Gives up the oldest of these tasks as long as all together are too many; returns what they weigh. */
    private long giveUp(long sum, Predicate<WriteTask> which) {
        long less = 0;
        Iterator<WriteTask> each = tasks.values().iterator();
        while (isTooMuch(sum - less) && each.hasNext()) {
            WriteTask oldest = each.next();
            if (which.test(oldest)) {
                each.remove();
                less += oldest.weight();
                giveUp(oldest);
            }
        }
        return less;
    }

    private void giveUp(WriteTask task) {
        switch (task) {
            case WriteTask.Append append -> {
                if (append.now() != null) { // The event is lost, and not how the room is.
                    append.room().became(append.now());
                }
            }
            case WriteTask.Retire left -> {
                retired.remove(left.room().name().key());
                givenUp.accept(left);
            }
            case WriteTask.Change change -> {
                // It is about no room.
            }
        }
    }

    /** Only how a room was left last counts; returns what weighs less by that. */
    private long replaceRetired(String room, long now) {
        Long before = retired.put(room, now);
        WriteTask replaced = before == null ? null : tasks.remove(before);
        return replaced == null ? 0 : replaced.weight();
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
