package dev.chatroom.core.room;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import java.util.Objects;
import java.util.Optional;

/**
 * How a user comes into a room.
 *
 * @param key the word that lets people into the room, if it has one; empty if the user knows none
 * @param eventsBack how many events before the user's own joining to begin with, as far as they are still kept
 * @param scope what the welcome needs to know of the room
 * @param welcome what the user reads first after having joined: a {@link RoomReport} that is about this, with the room as it is
 *     right then; empty for no report
 */
public record JoinOptions(
        String key, int eventsBack, ViewScope scope, Optional<Delivery.Reply<ChatEvent>> welcome) {
    /** Without a key, without earlier events, and without a welcome. */
    public static final JoinOptions SILENT = withKey("");

    /** Refuses null. */
    public JoinOptions {
        Objects.requireNonNull(key, "a key is not null, only empty");
        Objects.requireNonNull(scope, "a scope is not null");
        Objects.requireNonNull(welcome, "a welcome is not null, only empty");
    }

    /** With a key, without earlier events, and without a welcome. */
    public static JoinOptions withKey(String key) {
        return new JoinOptions(key, 0, ViewScope.NOTHING, Optional.empty());
    }

    /** Without a key, and with a welcome that names a few members and messages at most. */
    public static JoinOptions welcomed(int eventsBack, Delivery.Reply<ChatEvent> welcome) {
        return new JoinOptions("", eventsBack, ViewScope.FEW_OF_EACH, Optional.of(welcome));
    }
}
