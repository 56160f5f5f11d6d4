/** What one user has yet to read, of all rooms and of what is for this user alone, in one order: {@link dev.chatroom.core.outbox.Outbox}. */
@NullMarked
package dev.chatroom.core.outbox;

import org.jspecify.annotations.NullMarked;
