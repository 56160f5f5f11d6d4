package dev.chatroom.core.event;

import java.time.Instant;

/**
 * Somebody who has left the chat or taken another name.
 *
 * @param author who that was
 * @param until when that ended
 */
public record FormerUser(Author author, Instant until) {}
