package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.Message;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What newcomers to a room are shown: its newest messages. The oldest of them are here alone, since the log, full of
 * comings and goings perhaps, has forgotten them; the others are in the log too, and weigh nothing here. Guarded by the
 * room's append lock.
 */
final class RecentMessages {
    private static final int PLACE = 2 * HeapSize.REFERENCE;

    private final int most;
    private final ArrayDeque<Message> here = new ArrayDeque<>(0);
    private final ArrayDeque<Message> inLog = new ArrayDeque<>(0);
    private long weightHere;

    /** @param most how many are kept at most */
    RecentMessages(int most) {
        this.most = most;
    }

    void add(Message message) {
        if (most > 0) {
            if (here.size() + inLog.size() == most && !dropOldest()) {
                inLog.remove();
            }
            inLog.add(message);
        }
    }

    /** The log keeps nothing any more that is older than this. */
    void logForgot(long oldest) {
        for (Message first = inLog.peek(); first != null && first.sequence() < oldest; first = inLog.peek()) {
            here.add(inLog.remove());
            weightHere += EventWeight.of(first);
        }
    }

    /** Drops the oldest message if it is here alone; false if none is. */
    boolean dropOldest() {
        Message oldest = here.poll();
        if (oldest != null) {
            weightHere -= EventWeight.of(oldest);
        }
        return oldest != null;
    }

    /** Newcomers are not shown this message any more. */
    void remove(long id) {
        Predicate<Message> meant = message -> message.id() == id;
        here.stream().filter(meant).forEach(message -> weightHere -= EventWeight.of(message));
        boolean unused = here.removeIf(meant) || inLog.removeIf(meant);
    }

    Optional<Message> find(long id) {
        return all().filter(message -> message.id() == id).findAny();
    }

    /** The newest, the oldest of them first, at most so many. */
    List<Message> newest(int number) {
        return all().skip(Math.max(0, here.size() + inLog.size() - number)).toList();
    }

    /** How many bytes of heap it takes beyond what the log takes. */
    long weight() {
        return weightHere + (long) PLACE * (here.size() + inLog.size());
    }

    private Stream<Message> all() {
        return Stream.concat(here.stream(), inLog.stream());
    }
}
