package dev.chatroom.core;

import java.time.Instant;

/**
 * A line in a list of rooms.
 *
 * @param topic its topic
 * @param createdAt since when there is this room
 * @param secret whether only its members may know of it
 * @param present how many members the room has
 */
public record RoomSummary(RoomName name, Topic topic, Instant createdAt, boolean secret, int present) {}
