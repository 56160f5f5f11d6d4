/**
 * HTTP/1.1 as this server speaks it (RFC 9110, RFC 9112): heads are read strictly and within bounds, and what is asked for is
 * handed on. It knows nothing of the chat.
 */
@NullMarked
package dev.chatroom.server.http;

import org.jspecify.annotations.NullMarked;
