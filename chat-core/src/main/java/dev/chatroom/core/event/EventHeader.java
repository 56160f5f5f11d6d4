package dev.chatroom.core.event;

import dev.chatroom.core.text.RoomName;
import java.time.Instant;

/**
 * Where and when a room event happened.
 *
 * @param id unique across rooms and, with {@code IdGenerator.timeOrdered}, across restarts
 * @param room the room
 * @param sequence its place in the room's history, counted from 1 without gaps
 * @param at when, by the chat's clock
 * @param author who did it
 */
public record EventHeader(long id, RoomName room, long sequence, Instant at, Author author) {}
