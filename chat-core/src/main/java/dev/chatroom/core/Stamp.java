package dev.chatroom.core;

import java.time.Instant;

/**
 * Where and when a room event happened.
 *
 * @param id unique across rooms and, with {@link IdGenerator#timeOrdered}, across restarts
 * @param room the room
 * @param sequence its place in the room's history, counted from 1 without gaps
 * @param at when, by the chat's clock
 * @param author who did it
 */
public record Stamp(long id, RoomName room, long sequence, Instant at, Author author) {}
