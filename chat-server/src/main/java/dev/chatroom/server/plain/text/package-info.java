/** The words that plain readers are shown, and the lines of events. They are made of what happened alone, without a look at the chat. */
@NullMarked
package dev.chatroom.server.plain.text;

import org.jspecify.annotations.NullMarked;
