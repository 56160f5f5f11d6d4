/**
 * The web door: what browsers, {@code curl} and programs find at the port of the chat. {@link dev.chatroom.server.web.WebDoor}
 * answers requests; whoever asks for WebSocket goes on in {@code web.chat} or in the IRC door.
 */
@NullMarked
package dev.chatroom.server.web;

import org.jspecify.annotations.NullMarked;
