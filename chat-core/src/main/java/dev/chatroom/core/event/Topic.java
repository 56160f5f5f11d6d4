package dev.chatroom.core.event;

import java.time.Instant;

/**
 * What a room is about.
 *
 * @param text empty if nobody has said
 * @param setBy who said so, as they were called then
 * @param at when
 */
public record Topic(String text, Author setBy, Instant at) {
    /** Of a room for which nobody has set one. */
    public static final Topic NONE = new Topic("", Author.ROOM, Instant.EPOCH);

    /** Whether there is one. */
    public boolean isSet() {
        return !text.isEmpty();
    }
}
