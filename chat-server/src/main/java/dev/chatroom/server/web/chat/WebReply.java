package dev.chatroom.server.web.chat;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.memory.HeapSize;

/** What a client of the web door is answered with, besides texts. */
sealed interface WebReply extends Delivery.Reply<ChatEvent> {
    int OBJECT = 16;

    /** The client has come into a room, or has asked what one is like. */
    record OnRoom(MessageType type, String ref) implements WebReply {
        @Override
        public int weight() {
            return OBJECT + HeapSize.string(ref);
        }
    }

    /** The answers to a command that was typed, with this reference, come behind it. */
    record Typed(String ref) implements WebReply {
        @Override
        public int weight() {
            return OBJECT + HeapSize.string(ref);
        }
    }

    /** A question whether the client is there. */
    record Ping() implements WebReply {
        @Override
        public int weight() {
            return OBJECT;
        }
    }
}
