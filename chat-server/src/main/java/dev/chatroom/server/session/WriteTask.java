package dev.chatroom.server.session;

import java.nio.ByteBuffer;

/** Something that a {@link WriterPool} does: writing to a client, or waking those who have something to read. */
interface WriteTask {

    /**
     * Does a part of it, on the thread of whoever does it.
     *
     * @param buffer empty, for use meanwhile
     * @return whether there is more to do, after others have had their turn
     */
    boolean run(ByteBuffer buffer);

    /** It has been found stuck. For any thread. */
    default void runDetached() {}

    /** Whether it is to have a thread of its own, since it was found stuck lately. For any thread. */
    default boolean isDetached() {
        return false;
    }
}
