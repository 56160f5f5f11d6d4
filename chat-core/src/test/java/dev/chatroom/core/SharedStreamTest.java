package dev.chatroom.core;

import dev.chatroom.core.order.SequencerContract;
import dev.chatroom.core.order.SharedStream;
import org.junit.jupiter.api.AfterEach;

/** The order of a chat whose events have their places later than they are asked for, on another thread. */
class SharedStreamTest extends SequencerContract {
    private final SharedStream stream = new SharedStream();

    @Override
    protected ChatBuilder with(ChatBuilder builder) {
        return stream.with(builder);
    }

    @Override
    protected void settle() {
        stream.settle();
    }

    @AfterEach
    void closeStream() {
        stream.close();
    }
}
