/** What happens in a chat, as plain values that hold no live object: {@link dev.chatroom.core.event.ChatEvent} and its parts. */
@NullMarked
package dev.chatroom.core.event;

import org.jspecify.annotations.NullMarked;
