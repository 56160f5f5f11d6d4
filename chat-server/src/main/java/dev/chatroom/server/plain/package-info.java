/**
 * The door for people at {@code nc} and telnet, and for scripts that only send: the dialects, and what their commands do. It
 * knows no socket and no other door.
 */
@NullMarked
package dev.chatroom.server.plain;

import org.jspecify.annotations.NullMarked;
