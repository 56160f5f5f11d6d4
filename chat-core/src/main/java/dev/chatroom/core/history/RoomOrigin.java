package dev.chatroom.core.history;

import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.room.RoomState;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.Optional;

/** What a room of this process begins with. */
public sealed interface RoomOrigin {
    /** Nothing: nobody has been in it. */
    record Nothing() implements RoomOrigin {}

    /** What a store has kept of it; its sequences go on, even if the room itself does not. */
    record Kept(StoredRoom room) implements RoomOrigin {}

    /** The room as others have it that share the order. */
    record Shared(RoomCheckpoint room) implements RoomOrigin {}

    /** The room that goes on; absent if it is a new one. */
    default Optional<RoomSnapshot> before() {
        return switch (this) {
            case Nothing() -> Optional.empty();
            case Kept(StoredRoom room) -> room.goesOn() ? Optional.of(room.snapshot()) : Optional.empty();
            case Shared(RoomCheckpoint room) -> Optional.of(room.snapshot());
        };
    }

    /** Whether it was left by all, so that those who ran it do not run it any more. */
    default boolean wasDeserted() {
        return this instanceof Kept(StoredRoom room) && room.goesOn();
    }

    /** The name as it was written by whoever made the room. */
    default RoomName name(RoomName asked) {
        return before().map(RoomSnapshot::name).orElse(asked);
    }

    default Instant createdAt(Instant now) {
        return before().map(RoomSnapshot::createdAt).orElse(now);
    }

    /** Makes the room what it was; before its first event. */
    default void restore(RoomState state) {
        switch (this) {
            case Nothing() -> {
                // It is new.
            }
            case Kept(StoredRoom room) -> state.restore(room.snapshot(), room.recent());
            case Shared(RoomCheckpoint room) -> state.restore(room);
        }
    }
}
