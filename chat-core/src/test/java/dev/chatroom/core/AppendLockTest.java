package dev.chatroom.core;

import dev.chatroom.core.order.SequencerContract;

/** The order of a chat that is given no sequencer. */
class AppendLockTest extends SequencerContract {
    @Override
    protected ChatBuilder with(ChatBuilder builder) {
        return builder;
    }

    @Override
    protected void settle() {
        // Everything has its place at once.
    }
}
