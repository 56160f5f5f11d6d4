/** The chat as JSON over WebSocket: one message for each request, answer and event. {@link dev.chatroom.server.web.chat.JsonDialect} is its dialect. */
@NullMarked
package dev.chatroom.server.web.chat;

import org.jspecify.annotations.NullMarked;
