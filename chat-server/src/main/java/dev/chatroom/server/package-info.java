/** What is wired together: a chat server, and the settings by which it is started. */
@NullMarked
package dev.chatroom.server;

import org.jspecify.annotations.NullMarked;
