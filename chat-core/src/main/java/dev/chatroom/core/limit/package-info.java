/** How much there may be of anything, which names there may be, and why something was refused. */
@NullMarked
package dev.chatroom.core.limit;

import org.jspecify.annotations.NullMarked;
