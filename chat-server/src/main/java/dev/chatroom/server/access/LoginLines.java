package dev.chatroom.server.access;

import dev.chatroom.server.access.LoginAttempt.Kind;
import dev.chatroom.server.access.LoginAttempt.Source;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The guesses that wait, a line for each address, of which only the first may be looked at. Guarded by the lock of the
 * {@link LoginQueue} that has it.
 *
 * <p>The order of addresses: those with the fewest wrong guesses come first. Of those with as many, each gets its turn;
 * only of newcomers, the newest comes first. They all are strangers then, and in a rush of them it is of no use to
 * anybody that the one that is looked at has waited longest: once one of them was right, those who know the secret too
 * need no turn at all.
 *
 * <p>Once an address has guessed wrong, only {@value #MOST_AFTER_WRONG} of its guesses may wait. Before that there is no such
 * bound: an office behind one address that comes back after a restart says the right password many times at once.
 */
final class LoginLines {
    /** With the waits that double, they take 15 seconds if all are wrong. */
    static final int MOST_AFTER_WRONG = 4;

    /** @param place where it stands among all, from those that came or had their turn longest ago */
    private record Line(Deque<LoginAttempt> attempts, int wrong, int place) {
        LoginAttempt first() {
            return attempts.element();
        }

        Kind kind() {
            return first().source().kind();
        }
    }

    private static final Comparator<Line> IN_TURN = Comparator.comparingInt(Line::wrong)
            .thenComparing(Line::kind)
            .thenComparingInt(line -> line.wrong() == 0 ? -line.place() : line.place());

    private final Function<Source, LoginThrottle> throttles;
    private final int most;

    /** None is empty. */
    private final LinkedHashMap<Source, Deque<LoginAttempt>> lines = new LinkedHashMap<>();

    private int size;

    /** @param most how many guesses may wait */
    LoginLines(Function<Source, LoginThrottle> throttles, int most) {
        this.throttles = throttles;
        this.most = most;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    int size() {
        return size;
    }

    /** Whether a guess from there has none before it. */
    boolean isFirst(Source source) {
        return !lines.containsKey(source);
    }

    /**
     * Puts a guess at the end of its line.
     *
     * @param untouchable one that cannot be taken out
     * @return the one that is too many, if one is: the last of the longest line, and of those the last in turn. So nobody
     *     can fill the space who has but few addresses.
     */
    @Nullable LoginAttempt add(LoginAttempt attempt, @Nullable LoginAttempt untouchable) {
        lines.computeIfAbsent(attempt.source(), source -> new ArrayDeque<>()).add(attempt);
        size++;
        if (size <= most) {
            return null;
        }
        LoginAttempt surplus = all().stream()
                .filter(line -> line.attempts().getLast() != untouchable)
                .max(Comparator.comparingInt((Line line) -> line.attempts().size()).thenComparing(IN_TURN))
                .map(line -> line.attempts().getLast())
                .orElse(attempt);
        remove(surplus);
        return surplus;
    }

    /** Whether no more guesses from there may wait, since it has guessed wrong. */
    boolean isFull(Source source) {
        Deque<LoginAttempt> line = lines.get(source);
        return line != null && line.size() >= MOST_AFTER_WRONG && wrongGuesses(source) > 0;
    }

    /** Takes out the guesses that are too many, now that their address has guessed wrong: the last ones. */
    List<LoginAttempt> shorten(Source source) {
        List<LoginAttempt> surplus = new ArrayList<>();
        Deque<LoginAttempt> line = lines.get(source);
        while (line != null && line.size() > MOST_AFTER_WRONG) {
            surplus.add(line.removeLast());
            size--;
        }
        return surplus;
    }

    /** Takes a guess out; false if it is not there. If it was the first, its address has had its turn. */
    boolean remove(LoginAttempt attempt) {
        Deque<LoginAttempt> line = lines.get(attempt.source());
        if (line == null) {
            return false;
        }
        boolean first = line.peek() == attempt;
        if (!line.remove(attempt)) {
            return false;
        }
        size--;
        if (line.isEmpty()) {
            lines.remove(attempt.source());
        } else if (first) {
            lines.putLast(attempt.source(), line);
        }
        return true;
    }

    /** The first of all lines that need not wait for a wrong guess, in no order. */
    List<LoginAttempt> ready() {
        return lines.values().stream().map(Deque::element).filter(this::isReady).toList();
    }

    /** The guess whose turn it is; null if none may be looked at now. */
    @Nullable LoginAttempt next() {
        return first(line -> true);
    }

    /**
     * The guess whose turn it is of those that need not wait until the thread has rested: they come from newcomers that
     * have just come. Null if there is none.
     *
     * @param since since when, by System.nanoTime
     */
    @Nullable LoginAttempt nextNewcomer(long since) {
        return first(line -> line.wrong() == 0 && line.first().isNewerThan(since));
    }

    private @Nullable LoginAttempt first(Predicate<Line> wanted) {
        return all().stream()
                .filter(line -> isReady(line.first()) && wanted.test(line))
                .min(IN_TURN)
                .map(Line::first)
                .orElse(null);
    }

    /** How long it is until one of the lines need not wait for a wrong guess any more. */
    Duration shortestWait() {
        return lines.keySet().stream().map(this::left).min(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private List<Line> all() {
        List<Line> all = new ArrayList<>(lines.size());
        lines.forEach((source, attempts) -> all.add(new Line(attempts, wrongGuesses(source), all.size())));
        return all;
    }

    private int wrongGuesses(Source source) {
        return throttles.apply(source).wrongGuesses(source.host());
    }

    private boolean isReady(LoginAttempt attempt) {
        return left(attempt.source()).isZero();
    }

    private Duration left(Source source) {
        return throttles.apply(source).left(source.host());
    }
}
