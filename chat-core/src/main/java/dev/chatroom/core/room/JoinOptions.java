package dev.chatroom.core.room;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * How a user comes into a room.
 *
 * @param key the word that lets people into the room, if it has one; empty if the user knows none
 * @param eventsBack how many events before the user's own joining to begin with, as far as they are still kept
 * @param maxMembers how many members the welcome needs to know at most
 * @param welcome words a welcome from the room as it is right after the user joined; its lines are the first thing that
 *     the user reads after that. Called at most once, under the lock of the user's {@code Outbox}, by the thread that joins
 *     or, if the chat has a {@code Sequencer} of its own, by the thread that hands over events: it must not block. If it throws, or returns null or a list with null in it, the user is in the room
 *     without a welcome, reads on, and has the place among {@code User.memberships}; the exception goes to the caller
 *     of {@code Chat.join}
 */
public record JoinOptions(String key, int eventsBack, int maxMembers, Function<RoomView, List<String>> welcome) {
    /** Without a key, without earlier events, and without a welcome. */
    public static final JoinOptions SILENT = new JoinOptions("", 0, 0, view -> List.of());

    private static final int FEW = 16;

    /** Refuses null. */
    public JoinOptions {
        Objects.requireNonNull(key, "a key is not null, only empty");
        Objects.requireNonNull(welcome, "a welcome is not null");
    }

    /** Without a key, and with a welcome that names a few members at most. */
    public static JoinOptions welcomed(int eventsBack, Function<RoomView, List<String>> welcome) {
        return new JoinOptions("", eventsBack, FEW, welcome);
    }
}
