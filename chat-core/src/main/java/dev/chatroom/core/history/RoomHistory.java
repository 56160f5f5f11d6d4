package dev.chatroom.core.history;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.broadcast.EventLog;
import dev.chatroom.core.broadcast.FallbackExecutor;
import dev.chatroom.core.event.AudienceRule;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.EventWeight;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.memory.MemoryAccount;
import dev.chatroom.core.memory.MemoryBudget;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.room.RoomState;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What has happened in a room, as far as the memory budget lets it be kept. */
public final class RoomHistory implements MemoryAccount.Holder {
    /** Of a log that has to give back, so many events are left before newcomers are shown less. */
    private static final int LEFT_FOR_READERS = 32;

    /** How many events are forgotten before others may do something in the room. */
    private static final int FORGOTTEN_AT_ONCE = 256;

    /** A room that is gone gives back before those that are not. */
    private static final double OF_LEAVERS = 0.1;

    /** A sum of shares below this is a rounding error: nobody is there. */
    private static final double LEAST_SHARE = 1e-4;

    /** What a room that is gone keeps for those who still have not read it: nobody counts that any more. */
    private static final int LEFT_BEHIND = 2 * 1024;

    private final MemoryBudget memory;
    private final MemoryAccount account;
    private final Broadcaster<ChatEvent> log;

    /** Guarded by the append lock, as is what is unshown. */
    private final RoomState state;

    private final UnshownEvents unshown = new UnshownEvents();

    private final HistoryStore.Appender store;
    private final HistoryStore kept;

    /** Whether the store is being told of an event; guarded by the append lock. */
    private boolean telling;

    /** Whether the room is closing: its log ends when all that waits has been shown. Guarded by the append lock. */
    private boolean ending;

    /** The shares of all members; guarded by the append lock. */
    private double people;

    /** How many bytes of lists are counted in their budget; guarded by the append lock. */
    private long listed;

    /** @param now what the room is, for the store */
    public RoomHistory(
            RoomName room, Limits limits, Executor executor, MemoryBudget memory, HistoryStore store, RoomState state,
            Supplier<RoomSnapshot> now) {
        this.state = state;
        this.memory = memory;
        this.account = memory.open(this);
        this.log = new Broadcaster<>(
                room.text(),
                limits.of(Limit.LOG_EVENTS),
                limits.of(Limit.LOG_BYTES),
                EventWeight::of,
                new AudienceRule(),
                executor,
                account);
        log.log().beginAfter(state.position());
        this.kept = store;
        this.store = store.open(room, now, new HistoryStore.Readers(this::showUpTo, this::wake));
        locked(() -> {
            count(); // A room that goes on has messages already.
            return true;
        });
    }

    /** The log, whose append lock guards all that a room is. */
    public Broadcaster<ChatEvent> log() {
        return log;
    }

    /** Does something under the lock. */
    public <T> T locked(Supplier<T> action) {
        log.lock();
        try {
            return action.get();
        } finally {
            log.unlock();
        }
    }

    /** What the room is, without messages that the store has forgotten; under the lock. */
    public RoomState current() {
        state.recent().forgetUpTo(kept.forgottenUpTo());
        return state;
    }

    /** Puts an event into the history that the state includes already, without waking anybody; under the lock. */
    public void append(RoomEvent event) {
        boolean lost = !tell(event);
        if (unshown.isEmpty() && (lost || unshown.isKept(event))) {
            show(event);
            count();
        } else {
            unshown.add(event, lost);
            showWaiting();
        }
    }

    /** Whether something may be said, or a topic set, now; under the lock. */
    public boolean takesSpeech() {
        return store.takesSpeech();
    }

    /** Tells the store of an event; false if that threw. Whatever it throws, the state has changed, and the log must follow. */
    private boolean tell(RoomEvent event) {
        telling = true;
        try {
            if (store.append(event)) {
                unshown.keep(event.sequence());
            }
            return true;
        } catch (Throwable broken) {
            FallbackExecutor.report(broken);
            return false;
        } finally {
            telling = false;
        }
    }

    /** The store has kept the events up to this one. For any thread. */
    private void showUpTo(long sequence) {
        boolean over;
        log.lock();
        try {
            unshown.keep(sequence);
            if (telling) {
                return; // By the thread that appends, which shows and wakes after that.
            }
            showWaiting();
            over = ending && unshown.isEmpty();
        } finally {
            log.unlock();
        }
        if (over) {
            log.close();
        }
    }

    /** Under the lock. */
    private void showWaiting() {
        for (RoomEvent next = unshown.next(); next != null; next = unshown.next()) {
            show(next);
        }
        count();
    }

    /** Whether something has happened that nobody may read yet; under the lock. */
    public boolean hasUnshown() {
        return !unshown.isEmpty();
    }

    /** What has happened and nobody may read yet; under the lock. */
    public Iterable<RoomEvent> unshown() {
        return unshown;
    }

    /** The later of a point and the beginning of this room, which came into being then. For any thread. */
    public HistoryPoint since(HistoryPoint after, Instant createdAt) {
        long first = state.firstId();
        HistoryPoint beginning = first == 0 ? HistoryPoint.END : new HistoryPoint.OfId(first - 1);
        return switch (after) {
            case HistoryPoint.OfId(long id) -> first != 0 && id >= first ? after : beginning;
            case HistoryPoint.OfTime(Instant at) -> at.isBefore(createdAt) ? beginning : after;
        };
    }

    /** Under the lock. */
    private void show(RoomEvent event) {
        long sequence = log.append(event);
        if (sequence != event.sequence()) {
            throw new IllegalStateException("event " + event.sequence() + " came to place " + sequence);
        }
    }

    /** Ends the log once all that has happened has been shown; nothing more happens. Not under the lock. */
    public void close() {
        boolean over;
        log.lock();
        try {
            ending = true;
            over = unshown.isEmpty();
        } finally {
            log.unlock();
        }
        if (over) {
            log.close();
        }
    }

    /** Wakes the readers, and has others give back what all together keep too much; not under a lock. */
    public void wake() {
        log.wake();
        memory.balance();
    }

    /** Somebody has come, or has left if the share is negative. A user of several rooms has a smaller share in each. Under the lock. */
    public void addPeople(double share) {
        people += share;
        // A room in which nobody of this chat is now is kept for whoever comes next.
        account.setShare(people < LEAST_SHARE ? 1 : people);
    }

    @Override
    public void giveBack(long target) {
        account.clearCaches();
        boolean more = true;
        while (more) {
            more = locked(() -> {
                boolean left = true;
                for (int i = 0; i < FORGOTTEN_AT_ONCE && left && weight() > target; i++) {
                    left = forgetOldest();
                }
                boolean again = left && weight() > target;
                if (!again) {
                    log.log().shrink();
                }
                count();
                return again;
            });
        }
    }

    /** The room is gone: nothing comes any more, and those who have just left read what they have yet to; under the lock. */
    public void retire() {
        FallbackExecutor.call(store::retire);
        account.setShare(OF_LEAVERS);
        memory.endLater(account);
    }

    @Override
    public void end() {
        locked(() -> {
            while (weight() > LEFT_BEHIND && forgetOldest()) {
                // Nobody counts any more what is left.
            }
            log.log().shrink();
            account.close();
            return true;
        });
        account.clearCaches();
    }

    /** Forgets something that makes the history lighter, sooner or later; false if there is only the newest event. */
    private boolean forgetOldest() {
        EventLog<ChatEvent> events = log.log();
        long kept = events.newest() - events.oldest() + 1;
        if (kept <= LEFT_FOR_READERS && state.recent().dropOldest()) {
            return true;
        }
        if (kept <= 1) {
            return false;
        }
        events.forgetOldest();
        state.recent().logForgot(events.oldest());
        return true;
    }

    private long weight() {
        return log.log().weight() + log.log().overhead() + state.recent().weight() + unshown.weight();
    }

    private void count() {
        state.recent().logForgot(log.log().oldest());
        account.hold(weight());
        long lists = state.listSize();
        if (lists != listed) {
            memory.lists().add(lists - listed);
            listed = lists;
        }
    }
}
