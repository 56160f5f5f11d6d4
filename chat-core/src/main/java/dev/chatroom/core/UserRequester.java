package dev.chatroom.core;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.commit.Requester;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.memory.MemoryBudget;
import java.time.Instant;

/** A user who asks something of a room. */
record UserRequester(User user) implements Requester {
    @Override
    public void isAuthorOf(long event, MemoryBudget memory) {
        user.markRequest(event, memory);
    }

    @Override
    public void spoke(Instant at) {
        user.spoke(at);
    }

    @Override
    public void answerAfter(Broadcaster<ChatEvent> room, long sequence) {
        user.outbox().answerAfter(room, sequence);
    }
}
