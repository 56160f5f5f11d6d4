/** The door for people at {@code nc} and telnet, and for scripts that only send. */
@NullMarked
package dev.chatroom.server.plain;

import org.jspecify.annotations.NullMarked;
