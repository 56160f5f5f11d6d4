/** Sockets, threads, limits: the chat server around the core. */
@NullMarked
package dev.chatroom.server;

import org.jspecify.annotations.NullMarked;
