package dev.chatroom.server.web;

import dev.chatroom.core.ChatView;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Room;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.http.BodyWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One room for one reader, whether people are in it or not: it is there for as long as somebody is, and meanwhile what scripts say to
 * it goes to the disk alone. Confined to the reader's thread.
 */
final class FollowedRoom {
    /** Ids of events say when, so none is smaller. */
    private static final long FIRST_ID = 1L << IdGenerator.COUNTER_BITS;

    /** So much is read at once of a room that nobody is in; the next time it goes on there. */
    private static final int PAGES_AT_ONCE = 8;

    private final RoomName name;
    private final ChatView view;
    private final BooleanSupplier isThere;
    private final @Nullable EventReplay replay;
    private final LongSupplier forgottenUpTo;
    private final BodyWriter body;

    /** For how long nothing has been written while nobody is in the room. */
    private Duration silent = EventStream.KEEP_ALIVE;

    /**
     * Of a reader who may read it now.
     *
     * @param isThere whether it is still there for the reader, if only on the disk
     * @param replay reads what is kept of it; null if that is nothing but what is in memory
     * @param forgottenUpTo the id of the last event of all rooms that was kept once, and is not any more
     */
    FollowedRoom(
            RoomName name, ChatView view, BooleanSupplier isThere, @Nullable EventReplay replay,
            LongSupplier forgottenUpTo, BodyWriter body) {
        this.name = name;
        this.view = view;
        this.isThere = isThere;
        this.replay = replay;
        this.forgottenUpTo = forgottenUpTo;
        this.body = body;
    }

    /**
     * Writes until the reader goes, or there is nothing any more that it may follow.
     *
     * @param after the id of the event after which it begins
     * @param takesUp whether the reader has seen that one, and not all that has happened since
     */
    void run(long after, boolean takesUp) throws IOException, InterruptedException {
        long last = after;
        boolean catchesUp = takesUp;
        if (takesUp && isSomethingForgotten(after)) {
            body.write(EventStream.missed());
        }
        boolean goesOn = true;
        while (goesOn) {
            Optional<Room> room = view.room(name);
            if (replay != null && (catchesUp || room.isEmpty())) {
                OptionalLong written =
                        replay.write(last, room.isEmpty() ? PAGES_AT_ONCE : EventReplay.MOST_PAGES);
                if (written.isEmpty()) {
                    return;
                }
                last = written.getAsLong();
                if (room.isPresent()) {
                    replay.passOverRest();
                }
            }
            if (room.isPresent()) {
                OptionalLong through = follow(room.get(), last, replay != null || !catchesUp);
                if (through.isEmpty()) {
                    return;
                }
                last = Math.max(last, through.getAsLong());
            }
            catchesUp = true;
            goesOn = await() && isThere();
        }
    }

    /**
     * Whether nobody can tell what happened after this event: it is no longer kept, or was in an earlier room of this name,
     * which is not there any more. A number that is no event's asks for all that there is.
     */
    private boolean isSomethingForgotten(long event) {
        return event >= FIRST_ID
                && (replay == null
                        ? view.room(name).filter(room -> !isBefore(event, room)).isEmpty()
                        : event < forgottenUpTo.getAsLong());
    }

    private static boolean isBefore(long event, Room room) {
        Instant createdAt = room.view(0, 0).createdAt().truncatedTo(ChronoUnit.MILLIS);
        return IdGenerator.timeOf(event).isBefore(createdAt);
    }

    /** Lets some time go by; false if the reader has gone. */
    private boolean await() throws IOException, InterruptedException {
        if (silent.compareTo(EventStream.KEEP_ALIVE) >= 0) {
            silent = Duration.ZERO;
            body.write(EventStream.NOTHING_NEW);
        }
        silent = silent.plus(EventStream.LOOK);
        return body.await(EventStream.LOOK);
    }

    private boolean isThere() {
        try {
            return isThere.getAsBoolean();
        } catch (UnreadableHistoryException later) {
            return true;
        }
    }

    /** The id of the last event that the reader has been through; empty if the room is shut to it now. */
    private OptionalLong follow(Room room, long since, boolean complete) throws IOException, InterruptedException {
        try (EventStream stream = new EventStream(room, since, complete, view::mayRead, body)) {
            stream.run();
            return stream.isShut() ? OptionalLong.empty() : OptionalLong.of(stream.last());
        }
    }
}
