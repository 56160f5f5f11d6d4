/** Dialects: what a client writes, and what it reads. */
@NullMarked
package dev.chatroom.server.dialect;

import org.jspecify.annotations.NullMarked;
