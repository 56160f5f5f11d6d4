/** The form of what IRC clients write and read: lines, tags, numerics, capabilities, and events as lines. */
@NullMarked
package dev.chatroom.server.irc.message;

import org.jspecify.annotations.NullMarked;
