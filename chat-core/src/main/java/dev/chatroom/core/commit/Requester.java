package dev.chatroom.core.commit;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.memory.MemoryBudget;
import java.time.Instant;

/** Somebody who asks something of a room, as far as the event that comes of it is another for them than for all others. */
public interface Requester {
    /** The event with this id is their own, which their reader is to know; before anybody reads it, under the append lock. */
    void isAuthorOf(long event, MemoryBudget memory);

    /** They have said something, at this time; under the append lock. */
    void spoke(Instant at);

    /** Nobody can read that event yet: what they are answered comes after it. Under the append lock. */
    void answerAfter(Broadcaster<ChatEvent> room, long sequence);
}
