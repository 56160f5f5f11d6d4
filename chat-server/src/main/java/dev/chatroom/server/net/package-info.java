/** Connections: accepting them, their bytes, and the buffers for these. Knows nothing of chats. */
@NullMarked
package dev.chatroom.server.net;

import org.jspecify.annotations.NullMarked;
