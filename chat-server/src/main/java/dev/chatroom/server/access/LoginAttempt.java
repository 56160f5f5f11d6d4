package dev.chatroom.server.access;

import dev.chatroom.server.pace.Pending;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A guess at a secret on its way through the {@link LoginQueue}. For any thread. */
public final class LoginAttempt implements Pending {
    /** What became of it. */
    public enum Verdict {
        /** It is right. */
        ADMITTED,
        /** It is wrong. */
        WRONG,
        /** It has not been looked at, since too many others wait. */
        CROWDED,
        /** It has not been looked at, since too many others from its own address wait, which has guessed wrong. */
        ADDRESS_CROWDED
    }

    /** What is guessed; those that come first here are looked at first. */
    enum Kind {
        /** Somebody who is in says that they run the server. */
        OPERATOR("operator's secret"),
        /** Somebody asks to be let in. */
        PASSWORD("password");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        /** As the log calls it. */
        String shown() {
            return shown;
        }
    }

    /**
     * From where something is guessed.
     *
     * @param host the same for all connections that one household can make
     */
    record Source(Kind kind, String host) {}

    private final LoginQueue queue;
    private final Source source;
    private final String address;
    private final Guess guess;
    private final long beganAt = System.nanoTime();
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();

    /** How long its address had to wait when it was made. */
    private final Duration delay;

    /** How many guesses had been right when this one was last compared with them. Guarded by the queue's lock. */
    private int comparedAfter = -1;

    /**
     * A guess that is to be looked at.
     *
     * @param address where it comes from, for the log
     */
    LoginAttempt(LoginQueue queue, Source source, String address, Guess guess, Duration delay) {
        this.queue = queue;
        this.source = source;
        this.address = address;
        this.guess = guess;
        this.delay = delay;
    }

    /** How long its address had to wait when it was made, since guesses from there had been wrong; zero if not at all. */
    public Duration delay() {
        return delay;
    }

    /** What became of it; null while it waits or is being looked at. */
    public @Nullable Verdict verdict() {
        return verdict.getNow(null);
    }

    @Override
    public void whenDone(Runnable action) {
        CompletableFuture<Void> unused = verdict.thenRun(action);
    }

    @Override
    public boolean abandon() {
        return queue.abandon(this);
    }

    Source source() {
        return source;
    }

    String address() {
        return address;
    }

    /** Whether it was made after a time, by System.nanoTime. */
    boolean isNewerThan(long nanoTime) {
        return beganAt - nanoTime > 0;
    }

    Guess guess() {
        return guess;
    }

    /** For the queue: whether it has been compared since so many guesses had been right. */
    boolean isComparedAfter(int rightGuesses) {
        return comparedAfter == rightGuesses;
    }

    /** For the queue. */
    void markComparedAfter(int rightGuesses) {
        comparedAfter = rightGuesses;
    }

    /** For the queue: what became of it. */
    void settle(Verdict found) {
        verdict.complete(found);
    }
}
