package dev.chatroom.server.store;

import java.time.Duration;

/**
 * How much those who read the history may ask for.
 *
 * @param time a question that takes longer has no answer
 * @param waiting so many questions wait at most, and so many searches
 */
public record ReadBounds(Duration time, int waiting) {}
