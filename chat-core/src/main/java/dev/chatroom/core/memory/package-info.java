/** How much heap may be kept of what people said and of what they put on lists, all of them together. */
@NullMarked
package dev.chatroom.core.memory;

import org.jspecify.annotations.NullMarked;
