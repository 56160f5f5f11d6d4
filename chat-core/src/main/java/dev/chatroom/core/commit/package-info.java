/**
 * How something happens in a room: it is decided, gets its place in the order, and is applied, once and in one way. Nothing
 * here knows {@link dev.chatroom.core.Room} or {@link dev.chatroom.core.User}, and the module does not export it.
 */
@NullMarked
package dev.chatroom.core.commit;

import org.jspecify.annotations.NullMarked;
