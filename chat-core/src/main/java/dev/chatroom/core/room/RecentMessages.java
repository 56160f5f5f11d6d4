package dev.chatroom.core.room;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.EventWeight;
import dev.chatroom.core.memory.HeapSize;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What newcomers to a room are shown: its newest messages. The oldest of them are here alone, since the log, full of
 * comings and goings perhaps, has forgotten them; the others are in the log too, and weigh nothing here. Guarded by the
 * room's append lock.
 *
 * <p>Of lines that one author says in a row, pasted perhaps, only the newest are kept, so that they do not drive out all
 * that the others have said.
 */
public final class RecentMessages {
    private static final int PLACE = 2 * HeapSize.REFERENCE;

    /** This part of all that are kept may be lines in a row by one author. */
    private static final int PARTS = 4;

    private final int most;
    private final int longestRun;
    private final ArrayDeque<Message> here = new ArrayDeque<>(0);
    private final ArrayDeque<Message> inLog = new ArrayDeque<>(0);

    /** In the log too, and newer than the others: lines in a row by one author. */
    private final ArrayDeque<Message> run = new ArrayDeque<>(0);

    private long weightHere;

    /** @param most how many are kept at most */
    public RecentMessages(int most) {
        this.most = most;
        this.longestRun = mostInRow(most);
    }

    /** So many lines in a row by one author are kept at most if so many messages are. */
    public static int mostInRow(int most) {
        return Math.max(1, most / PARTS);
    }

    public void add(Message message) {
        if (most == 0) {
            return;
        }
        Message before = run.peekLast();
        if (before != null && !before.isFollowedAtOnceBy(message)) {
            inLog.addAll(run);
            run.clear();
        }
        if (run.size() == longestRun) {
            run.remove();
        }
        if (size() == most && !dropOldest()) {
            Message unused = inLog.isEmpty() ? run.remove() : inLog.remove();
        }
        run.add(message);
    }

    /** The log keeps nothing any more that is older than this. */
    public void logForgot(long oldest) {
        if (forget(inLog, oldest)) {
            forget(run, oldest);
        }
    }

    /** Whether there is none left. */
    private boolean forget(ArrayDeque<Message> kept, long oldest) {
        for (Message first = kept.peek(); first != null && first.sequence() < oldest; first = kept.peek()) {
            here.add(kept.remove());
            weightHere += EventWeight.of(first);
        }
        return kept.isEmpty();
    }

    /** Drops the oldest message if it is here alone; false if none is. */
    public boolean dropOldest() {
        Message oldest = here.poll();
        if (oldest != null) {
            weightHere -= EventWeight.of(oldest);
        }
        return oldest != null;
    }

    /** Newcomers are not shown messages up to this id any more. */
    public void forgetUpTo(long id) {
        while (!here.isEmpty() && here.peek().id() <= id) {
            boolean unused = dropOldest();
        }
        for (ArrayDeque<Message> kept : List.of(inLog, run)) {
            while (!kept.isEmpty() && kept.peek().id() <= id) {
                kept.remove();
            }
        }
    }

    /** Newcomers are not shown this message any more. */
    public void remove(long id) {
        Predicate<Message> meant = message -> message.id() == id;
        here.stream().filter(meant).forEach(message -> weightHere -= EventWeight.of(message));
        boolean unused = here.removeIf(meant) || inLog.removeIf(meant) || run.removeIf(meant);
    }

    public Optional<Message> find(long id) {
        return all().filter(message -> message.id() == id).findAny();
    }

    /** The newest, the oldest of them first, at most so many. */
    public List<Message> newest(int number) {
        return all().skip(Math.max(0, size() - number)).toList();
    }

    /**
     * The newest, the oldest of them first, as {@link ViewScope} says: lines that follow each other at once count as one, so that a
     * paste does not hide what others have said.
     */
    public List<Message> newest(int turns, int characters) {
        ArrayDeque<Message> found = new ArrayDeque<>();
        int turnsLeft = turns;
        int charactersLeft = characters;
        for (ArrayDeque<Message> part : List.of(run, inLog, here)) {
            for (Iterator<Message> older = part.descendingIterator(); older.hasNext();) {
                Message message = older.next();
                Message next = found.peekFirst();
                turnsLeft -= next != null && message.isFollowedAtOnceBy(next) ? 0 : 1;
                charactersLeft -= message.text().length() + ViewScope.PER_MESSAGE;
                if (turnsLeft < 0 || (charactersLeft < 0 && next != null)) {
                    return List.copyOf(found);
                }
                found.addFirst(message);
            }
        }
        return List.copyOf(found);
    }

    /** How many bytes of heap it takes beyond what the log takes. */
    public long weight() {
        return weightHere + (long) PLACE * size();
    }

    private int size() {
        return here.size() + inLog.size() + run.size();
    }

    private Stream<Message> all() {
        return Stream.of(here, inLog, run).flatMap(ArrayDeque::stream);
    }
}
