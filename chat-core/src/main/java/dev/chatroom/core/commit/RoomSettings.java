package dev.chatroom.core.commit;

import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.memory.MemoryBudget;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a room is given from outside.
 *
 * @param outlivesMembers whether it stays when nobody is in it
 * @param executor wakes readers
 * @param later runs something about a second later, never at once, and does not throw
 * @param beforeWaiting is run before somebody waits for other chats, under no lock
 * @param secretRooms how many rooms of the chat are secret now
 */
public record RoomSettings(
        Limits limits, boolean outlivesMembers, Executor executor, MemoryBudget memory, Executor later,
        Runnable beforeWaiting, AtomicInteger secretRooms) {}
