/**
 * WebSocket (RFC 6455): how a connection comes to speak it, and how messages are framed. It knows nothing of what the messages
 * say.
 */
@NullMarked
package dev.chatroom.server.websocket;

import org.jspecify.annotations.NullMarked;
