package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.RoomEvent;
import dev.chatroom.core.Outcome.Done;
import dev.chatroom.core.Outcome.Refused;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that has happened in a room, as far as it is kept, and the one way to add to it. */
final class RoomHistory {
    private final RoomName room;
    private final ChatSettings settings;
    private final Broadcaster<ChatEvent> log;

    RoomHistory(RoomName room, ChatSettings settings) {
        this.room = room;
        this.settings = settings;
        this.log = new Broadcaster<>(
                room.text(),
                settings.limits().of(Limit.LOG_EVENTS),
                settings.limits().of(Limit.LOG_TEXT),
                EventWeight::of,
                settings.executor());
    }

    /** The log, whose append lock guards all that a room is. */
    Broadcaster<ChatEvent> log() {
        return log;
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
            log.append(enacted);
        } finally {
            log.unlock();
        }
        log.wake();
        return new Done<>(enacted);
    }

    /** The stamp of the next event; under the lock, so that ids and times have the order of the sequence. */
    Stamp stamp(Author author, @Nullable Object request) {
        return new Stamp(
                settings.eventIds().next(), room, log.nextSequence(), settings.clock().instant(), author, request);
    }

    /** The stamp of what a member does next; under the lock. */
    Stamp stamp(Membership membership) {
        return stamp(membership.asAuthor(), membership.user().request());
    }
}
