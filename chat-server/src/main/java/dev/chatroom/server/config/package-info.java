/** What a server is told at its start. */
@NullMarked
package dev.chatroom.server.config;

import org.jspecify.annotations.NullMarked;
