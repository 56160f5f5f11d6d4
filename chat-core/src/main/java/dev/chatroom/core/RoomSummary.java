package dev.chatroom.core;

/**
 * A line in a list of rooms.
 *
 * @param topic empty if there is none
 * @param present how many members the room has
 */
public record RoomSummary(RoomName name, String topic, int present) {}
