/** Users, rooms and events: a chat room that knows no socket. */
@NullMarked
package dev.chatroom.core;

import org.jspecify.annotations.NullMarked;
