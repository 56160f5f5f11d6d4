/**
 * What a room is, and what is decided in it. {@link dev.chatroom.core.room.RoomDecisions} makes an event of a request, or says why
 * not. {@link dev.chatroom.core.room.RoomState} is what the events of the room have made of it; nothing else changes it, except
 * that the memory budget may have its oldest recent messages forgotten.
 */
@NullMarked
package dev.chatroom.core.room;

import org.jspecify.annotations.NullMarked;
