/** One connection from accepting to closing: its reader, its writer, its user, and how long it may be silent. */
@NullMarked
package dev.chatroom.server.session;

import org.jspecify.annotations.NullMarked;
