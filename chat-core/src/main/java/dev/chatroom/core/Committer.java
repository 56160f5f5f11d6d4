package dev.chatroom.core;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.CrowdChanged;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.RoomDecisions;
import dev.chatroom.core.room.RoomState;
import dev.chatroom.core.room.WakePolicy;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.text.RoomName;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way by which something happens in a room: it is decided, committed and applied in one step, under the append
 * lock. For any thread.
 */
final class Committer {
    private final ChatSettings settings;

    /** Guarded by the append lock. */
    private final RoomState state;

    private final RoomDecisions decisions;
    private final RoomHistory history;
    private final Broadcaster<ChatEvent> log;

    /** Guarded by the append lock. */
    private final WakePolicy wakes;

    /** Whether nothing more happens, because the room emptied or the chat ends. Guarded by the append lock. */
    private boolean closed;

    Committer(
            RoomName room, ChatSettings settings, HistoryStore store, RoomState state, RoomDecisions decisions) {
        this.settings = settings;
        this.state = state;
        this.decisions = decisions;
        this.history = new RoomHistory(room, settings, store, state);
        this.log = history.log();
        this.wakes = new WakePolicy(settings.limits().of(Limit.LOG_EVENTS));
    }

    /** The log, whose append lock guards all that the room is. */
    Broadcaster<ChatEvent> log() {
        return log;
    }

    RoomHistory history() {
        return history;
    }

    /** Lets nothing happen except by this thread, until it calls {@link #unlock}. */
    void lock() {
        log.lock();
    }

    void unlock() {
        log.unlock();
    }

    /** Does something under the lock. */
    <T> T locked(Supplier<T> action) {
        log.lock();
        try {
            return action.get();
        } finally {
            log.unlock();
        }
    }

    /** As {@link #commit(User, Supplier, Consumer)}, with nothing to be done before. */
    <E extends RoomEvent> Outcome<E> commit(@Nullable User by, Supplier<Outcome<E>> decide) {
        return commit(by, decide, event -> {
        });
    }

    /**
     * Has an event happen if it is decided so and the room is not closed, without waking anybody.
     *
     * @param by who asked for it; null for the room itself
     * @param decide makes the event, or refuses it; called under the lock
     * @param before what is to be so already when the first reader learns of the event; called under the lock
     * @return what was decided, or {@link Refusal.Gone}
     */
    <E extends RoomEvent> Outcome<E> commit(
            @Nullable User by, Supplier<Outcome<E>> decide, Consumer<? super E> before) {
        log.lock();
        try {
            return commitLocked(by, decide, before);
        } finally {
            log.unlock();
        }
    }

    /** The caller holds the lock: to take it again for each message would cost two memory fences. */
    private <E extends RoomEvent> Outcome<E> commitLocked(
            @Nullable User by, Supplier<Outcome<E>> decide, Consumer<? super E> before) {
        Outcome<E> outcome = decide.get();
        if (!(outcome instanceof Done<E>(E event))) {
            return outcome;
        } else if (closed) {
            return new Refused<>(new Refusal.Gone());
        }
        before.accept(event);
        if (by != null) {
            by.markRequest(event.id(), settings.memory());
        }
        // Readers take no lock, so the room is as the event says before they can read it.
        state.apply(event);
        history.append(event);
        wakes.committed(event);
        return outcome;
    }

    /** As {@link #publish(User, Supplier, Consumer)}, with nothing to be done before. */
    <E extends RoomEvent> Outcome<E> publish(User by, Supplier<Outcome<E>> decide) {
        return publish(by, decide, event -> {
        });
    }

    /** Does what {@link #commit(User, Supplier, Consumer)} says, and wakes the readers. */
    <E extends RoomEvent> Outcome<E> publish(User by, Supplier<Outcome<E>> decide, Consumer<? super E> before) {
        Outcome<E> outcome;
        boolean wake;
        boolean sumUp;
        log.lock();
        try {
            outcome = commitLocked(by, decide, before);
            wake = wakes.takeWake();
            sumUp = takeSummary();
        } finally {
            log.unlock();
        }
        wake(wake, sumUp);
        return outcome;
    }

    /** Wakes the readers for what has been committed, unless that can wait; the caller holds no lock of a room. */
    void wake() {
        boolean wake;
        boolean sumUp;
        log.lock();
        try {
            wake = wakes.takeWake();
            sumUp = takeSummary();
        } finally {
            log.unlock();
        }
        wake(wake, sumUp);
    }

    private void wake(boolean wake, boolean sumUp) {
        if (wake) {
            history.wake();
        }
        if (sumUp) {
            settings.soon(this::summarise);
        }
    }

    private boolean takeSummary() {
        return !closed && wakes.takeSummary(state.summary());
    }

    /** Tells how many came and left quietly; if it is too soon for that, it comes again later. */
    private void summarise() {
        log.lock();
        try {
            wakes.summaryCame();
            Outcome<CrowdChanged> summary = decisions.summarise();
            if (summary != null) {
                Outcome<CrowdChanged> unused = commit(null, () -> summary);
            }
        } finally {
            log.unlock();
        }
        wake();
    }

    /** Under the lock. */
    boolean isClosed() {
        return closed;
    }

    /** The last member has left: nothing happens any more; under the lock. */
    void retire() {
        closed = true;
        history.retire();
    }

    /** Ends the room for everyone in it, once they have read what is in its history. */
    void close() {
        log.lock();
        try {
            closed = true;
        } finally {
            log.unlock();
        }
        history.close();
    }
}
