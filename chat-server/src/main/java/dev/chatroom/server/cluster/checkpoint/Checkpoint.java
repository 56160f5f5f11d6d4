package dev.chatroom.server.cluster.checkpoint;

import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.server.cluster.order.StreamPlace;
import java.util.List;

/**
 * All rooms of a cluster.
 *
 * @param place up to which all of them include what happened; some include more
 */
public record Checkpoint(StreamPlace place, List<RoomCheckpoint> rooms) {
    /** No rooms, before anything has happened. */
    static final Checkpoint NOTHING = new Checkpoint(StreamPlace.BEGINNING, List.of());
}
