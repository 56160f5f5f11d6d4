package dev.chatroom.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where and when a room event happened.
 *
 * @param id unique across rooms and, with {@link IdGenerator#timeOrdered}, across restarts
 * @param room the room
 * @param sequence its place in the room's history, counted from 1 without gaps
 * @param at when, by the chat's clock
 * @param author who did it
 * @param request what its author's side wants to recognise it by, as {@link User#setRequest} says; nobody else's concern
 */
public record Stamp(
        long id, RoomName room, long sequence, Instant at, Author author, @Nullable Object request) {

    /** For what nobody needs to recognise. */
    public Stamp(long id, RoomName room, long sequence, Instant at, Author author) {
        this(id, room, sequence, at, author, null);
    }
}
