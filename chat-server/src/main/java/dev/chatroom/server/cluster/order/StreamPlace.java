package dev.chatroom.server.cluster.order;

import java.time.Instant;

/**
 * A place of the stream, with what the ids of later events depend on.
 *
 * @param sequence the place, 0 before the first
 * @param id of the last event up to there, 0 if there is none
 * @param at when that event got its place, no earlier than those before it
 */
public record StreamPlace(long sequence, long id, Instant at) {
    /** Before the first event. */
    public static final StreamPlace BEGINNING = new StreamPlace(0, 0, Instant.EPOCH);
}
