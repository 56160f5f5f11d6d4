package dev.chatroom.server.session;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import java.nio.ByteBuffer;

/**
 * An answer of a protocol whose messages nothing may interrupt: the writer sends it between two of them.
 *
 * @param bytes as they are sent; not to be changed
 * @param closing whether they are the closing, which is sent once
 */
record FramedAnswer(ByteBuffer bytes, boolean closing) implements Delivery.Reply<ChatEvent> {
    private static final int OBJECTS = 16 + 48 + 16;

    @Override
    public int weight() {
        return OBJECTS + bytes.capacity();
    }
}
