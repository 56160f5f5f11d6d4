package dev.chatroom.core;

import dev.chatroom.core.directory.SharedDirectory;
import dev.chatroom.core.order.SharedStream;
import org.junit.jupiter.api.AfterEach;

/** Two chats that are one, in memory. */
abstract class TwoNodesScene {
    final SharedStream stream = new SharedStream();
    final SharedDirectory directory = new SharedDirectory();
    final SharedDirectory.Node a = directory.node("a");
    final SharedDirectory.Node b = directory.node("b");
    final House here = new House(limits -> limits, builder -> stream.with(builder).directory(a));
    final House there = new House(limits -> limits, builder -> stream.with(builder).directory(b));

    @AfterEach
    final void close() {
        here.chat.close();
        there.chat.close();
        directory.close();
        stream.close();
    }

    /** Returns when each knows what the other has done. */
    final void settle() {
        stream.settle();
        directory.settle();
    }

    /** Time enough for the first to see who is missing. */
    final void lookFiveTimes() {
        look(5);
    }

    final void look(int times) {
        for (int i = 0; i < times; i++) {
            here.later();
            settle();
        }
    }
}
