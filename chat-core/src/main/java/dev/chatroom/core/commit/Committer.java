package dev.chatroom.core.commit;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.history.RoomHistory;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.order.PlacedEvent;
import dev.chatroom.core.room.RoomDecisions;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.room.RoomState;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way by which something happens in a room: it is decided, gets its place in the {@link Order}, and is applied.
 * Each of these is done under the append lock; where the lock itself is the order, all of them are one step. For any thread.
 */
public final class Committer {
    private final RoomName room;
    private final RoomSettings settings;
    private final Order order;

    /** Guarded by the append lock. */
    private final RoomState state;

    private final RoomDecisions decisions;
    private final RoomHistory history;
    private final Broadcaster<ChatEvent> log;

    /** Guarded by the append lock. */
    private final WakePolicy wakes;

    /** Whether nothing more happens, because the room emptied or the chat ends. Guarded by the append lock. */
    private boolean closed;

    /** @param now makes a snapshot of the room, called under the append lock */
    public Committer(
            RoomName room, RoomSettings settings, HistoryStore store, Order order, RoomState state,
            RoomDecisions decisions, Supplier<RoomSnapshot> now) {
        this.room = room;
        this.order = order;
        this.settings = settings;
        this.state = state;
        this.decisions = decisions;
        this.history = new RoomHistory(
                room, settings.limits(), settings.executor(), settings.memory(), store, state, now);
        this.log = history.log();
        this.wakes = new WakePolicy(settings.limits().of(Limit.LOG_EVENTS));
        countSecret(isSecret() ? 1 : 0);
    }

    /** The log, whose append lock guards all that the room is. */
    public Broadcaster<ChatEvent> log() {
        return log;
    }

    public RoomHistory history() {
        return history;
    }

    /** Lets nothing happen except by this thread, until it calls {@link #unlock}. */
    void lock() {
        log.lock();
    }

    void unlock() {
        log.unlock();
    }

    /** Whether something may be said or changed now: not while the store needs to keep it and cannot. Under the lock. */
    public boolean isKept() {
        return history.takesSpeech();
    }

    /** Does something under the lock. */
    public <T> T locked(Supplier<T> action) {
        return history.locked(action);
    }

    /** As {@link #begin}, and wakes the readers: takes the lock once. */
    void beginAndWake(Request<?> request) {
        boolean wake;
        boolean sumUp;
        log.lock();
        try {
            decide(request);
            wake = takeWake();
            sumUp = takeSummary();
        } finally {
            log.unlock();
        }
        wake(wake, sumUp);
    }

    /** Decides and appends, without waking anybody or waiting; {@link RoomRequests#settle} has to follow. */
    void begin(Request<?> request) {
        log.lock();
        try {
            decide(request);
        } finally {
            log.unlock();
        }
    }

    /** The caller holds the lock: to take it again for each message would cost two memory fences. */
    private <E extends RoomEvent> void decide(Request<E> request) {
        Outcome<E> decision = request.decide();
        request.decided(decision);
        if (!(decision instanceof Done<E>(E event))) {
            return;
        } else if (closed) {
            request.decided(new Refused<>(new Refusal.Gone()));
            return;
        }
        switch (order.append(event, request.after(state.lastChange()), request)) {
            case PLACED -> apply(event, request.by(), request);
            case UNDERWAY -> {
                // It is applied when it is handed over.
            }
            case CUT_OFF -> request.decided(new Refused<>(new Refusal.CutOff()));
        }
    }

    /** Under the lock. */
    private <E extends RoomEvent> void apply(E event, @Nullable Requester by, Effects<? super E> effects) {
        effects.before(event);
        if (by != null) {
            by.isAuthorOf(event.id(), settings.memory());
        }
        // Readers take no lock, so the room is as the event says before they can read it.
        changeState(event);
        history.append(event);
        if (by != null && history.hasUnshown()) {
            by.answerAfter(log, event.sequence());
        }
        wakes.committed(event);
        effects.after(event);
    }

    /**
     * Applies an event that has its place, unless the room has ended.
     *
     * @param own what asked for it here; null if another chat did
     * @param others what goes with what another chat asked for
     * @return false if the room has ended
     */
    public boolean take(RoomEvent event, long id, Instant at, @Nullable Request<?> own, Effects<RoomEvent> others) {
        log.lock();
        try {
            // A room that was taken up may include it already.
            if (closed || isDeserted(event) || id <= state.lastId()) {
                return !closed;
            }
            long sequence = decisions.position() + 1;
            RoomEvent placed = PlacedEvent.of(event, new EventHeader(id, room, sequence, at, event.author()));
            if (own == null) {
                apply(placed, null, others);
            } else {
                takeOwn(placed, own);
            }
            return true;
        } finally {
            log.unlock();
        }
    }

    @SuppressWarnings("unchecked") // It asked for an event of this kind.
    private <E extends RoomEvent> void takeOwn(RoomEvent placed, Request<E> own) {
        E event = (E) placed;
        own.happened(event);
        apply(event, own.by(), own);
    }

    /** Whether it comes to a room that all have left before: then there is nobody to read it, on any node. */
    private boolean isDeserted(RoomEvent event) {
        return state.roster().size() == 0
                && !(event instanceof Joined)
                && !settings.outlivesMembers();
    }

    /** Wakes the readers for what has been committed, unless that can wait; the caller holds no lock of a room. */
    public void wake() {
        boolean wake;
        boolean sumUp;
        log.lock();
        try {
            wake = takeWake();
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
            settings.later().execute(this::summarise);
        }
    }

    /** Not as long as there is nothing new to be read: the store shows what waits for it, and wakes the readers then. */
    private boolean takeWake() {
        return wakes.takeWake() && !history.hasUnshown();
    }

    private boolean takeSummary() {
        return !closed && wakes.takeSummary(state.summary());
    }

    /** Tells how many came and left quietly; if it is too soon for that, it comes again later. */
    private void summarise() {
        log.lock();
        try {
            wakes.summaryCame();
            // Nobody waits for it: if somebody was faster, there will be another.
            begin(Request.of(null, decisions::summarise));
        } finally {
            log.unlock();
        }
        wake();
    }

    /** Under the lock. */
    public boolean isClosed() {
        return closed;
    }

    /** Ends the room if nobody is in it, none of it is to stay, and nothing is asked of it that may come to something. */
    public void closeIfEmpty(BooleanSupplier isIdle) {
        log.lock();
        try {
            // What is asked later finds it closed.
            if (!closed && isIdle.getAsBoolean()) {
                retireIfEmpty();
            }
        } finally {
            log.unlock();
        }
    }

    /** Ends the room if nobody is in it, unless it is to stay then; under the lock. */
    public void retireIfEmpty() {
        if (state.roster().size() == 0 && !settings.outlivesMembers()) {
            closed = true;
            countSecret(isSecret() ? -1 : 0);
            history.retire();
        }
    }

    private void changeState(RoomEvent event) {
        if (event instanceof Message) {
            state.apply(event); // It changes no modes, and is most of what happens.
            return;
        }
        boolean wasSecret = isSecret();
        state.apply(event);
        if (isSecret() != wasSecret) {
            countSecret(wasSecret ? -1 : 1);
        }
    }

    /** Of the rooms that there are: one that goes on as it was may be secret before anything happens in it. */
    private void countSecret(int by) {
        settings.secretRooms().addAndGet(by);
    }

    private boolean isSecret() {
        return state.modes().has(RoomFlag.SECRET);
    }

    /** Ends the room for everyone in it, once they have read what is in its history. */
    public void close() {
        log.lock();
        try {
            closed = true;
        } finally {
            log.unlock();
        }
        history.close();
    }
}
