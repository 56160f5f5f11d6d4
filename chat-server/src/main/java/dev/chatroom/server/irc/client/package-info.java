/** One IRC client: who it is, what it has agreed on, what it asks for, and how it is answered. */
@NullMarked
package dev.chatroom.server.irc.client;

import org.jspecify.annotations.NullMarked;
