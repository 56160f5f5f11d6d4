/**
 * What one user has yet to read, and in which order: the parts of an {@link dev.chatroom.core.Outbox}. The module does not
 * export them.
 */
@NullMarked
package dev.chatroom.core.reading;

import org.jspecify.annotations.NullMarked;
