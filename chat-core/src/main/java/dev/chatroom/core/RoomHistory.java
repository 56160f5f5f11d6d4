package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.RoomEvent;
import dev.chatroom.core.Outcome.Done;
import dev.chatroom.core.Outcome.Refused;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that has happened in a room, as far as it is kept, and the one way to add to it. */
final class RoomHistory implements MemoryAccount.Holder {
    /** Of a log that has to give back, so many events are left before newcomers are shown less. */
    private static final int LEFT_FOR_READERS = 32;

    /** How many events are forgotten before others may do something in the room. */
    private static final int FORGOTTEN_AT_ONCE = 256;

    /** A room that is gone gives back before those that are not. */
    private static final double OF_LEAVERS = 0.1;

    /** What a room that is gone keeps for those who still have not read it: nobody counts that any more. */
    private static final int LEFT_BEHIND = 2 * 1024;

    private final RoomName room;
    private final ChatSettings settings;
    private final MemoryAccount account;
    private final Broadcaster<ChatEvent> log;

    /** Guarded by the append lock. */
    private final RecentMessages recent;

    RoomHistory(RoomName room, ChatSettings settings) {
        this.room = room;
        this.settings = settings;
        this.account = settings.memory().open(this);
        this.log = new Broadcaster<>(
                room.text(),
                settings.limits().of(Limit.LOG_EVENTS),
                settings.limits().of(Limit.LOG_BYTES),
                EventWeight::of,
                new AudienceRule(),
                settings.executor(),
                account);
        this.recent = new RecentMessages(settings.limits().of(Limit.HISTORY));
    }

    /** The log, whose append lock guards all that a room is. */
    Broadcaster<ChatEvent> log() {
        return log;
    }

    /** What newcomers are shown. */
    RecentMessages recent() {
        return recent;
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

    /** Does something under the lock. */
    void run(Runnable action) {
        log.lock();
        try {
            action.run();
        } finally {
            log.unlock();
        }
    }

    /** Puts an event into the history unless there is an obstacle; both are asked for under the lock. */
    <E extends RoomEvent> Outcome<E> enact(Supplier<@Nullable Refusal> obstacle, Supplier<E> event) {
        E enacted;
        log.lock();
        try {
            Refusal refusal = obstacle.get();
            if (refusal != null) {
                return new Refused<>(refusal);
            }
            enacted = event.get();
            long unused = append(enacted);
        } finally {
            log.unlock();
        }
        wake();
        return new Done<>(enacted);
    }

    /** Puts an event into the history without waking anybody; under the lock. Returns its sequence. */
    long append(RoomEvent event) {
        long sequence = log.append(event);
        count();
        return sequence;
    }

    /** Wakes the readers, and has others give back what all together keep too much; not under a lock. */
    void wake() {
        log.wake();
        settings.memory().balance();
    }

    /** For how many people the room is; under the lock. */
    void setPeople(Roster roster) {
        // A room that stays when it empties is kept for whoever comes next.
        account.setShare(roster.size() == 0 ? 1 : roster.people());
    }

    /** The stamp of the next event; under the lock, so that ids and times have the order of the sequence. */
    Stamp stamp(Author author) {
        return new Stamp(settings.eventIds().next(), room, log.nextSequence(), settings.clock().instant(), author);
    }

    /** The stamp of what a member does next; under the lock. */
    Stamp stamp(Membership membership) {
        return stamp(membership.asAuthor(), membership.user());
    }

    /** The stamp of what somebody does who is not in the room; under the lock. */
    Stamp stamp(User user) {
        return stamp(user.asAuthor(), user);
    }

    private Stamp stamp(Author author, User by) {
        Stamp stamp = stamp(author);
        by.markRequest(stamp.id(), settings.memory());
        return stamp;
    }

    @Override
    public void giveBack(long target) {
        log.log().attachment().clear();
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
    void retire() {
        account.setShare(OF_LEAVERS);
        settings.memory().endLater(account);
    }

    @Override
    public void end() {
        run(() -> {
            while (weight() > LEFT_BEHIND && forgetOldest()) {
                // Nobody counts any more what is left.
            }
            log.log().shrink();
            account.close();
        });
        log.log().attachment().clear();
    }

    /** Forgets something that makes the history lighter, sooner or later; false if there is only the newest event. */
    private boolean forgetOldest() {
        EventLog<ChatEvent> events = log.log();
        long kept = events.newest() - events.oldest() + 1;
        if (kept <= LEFT_FOR_READERS && recent.dropOldest()) {
            return true;
        }
        if (kept <= 1) {
            return false;
        }
        events.forgetOldest();
        recent.logForgot(events.oldest());
        return true;
    }

    private long weight() {
        return log.log().weight() + log.log().overhead() + recent.weight();
    }

    private void count() {
        recent.logForgot(log.log().oldest());
        account.hold(weight());
    }
}
