package dev.chatroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LostConnectionTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void theRoomIsToldThatAConnectionIsLost() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        bob.reset();

        ann.expectNext("* bob left (connection lost)");
    }

    @Test
    void whatWasNotFinishedWhenAConnectionIsLostIsNotSaid() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        bob.sendText("whole\nhal");
        ann.expectNext("bob: whole");
        bob.reset();

        ann.expectNext("* bob left (connection lost)");
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void whoIsGoneWhileItIsWrittenToIsNoticed() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob", 2 * 1024);
        ann.sync();
        for (int i = 0; i < 2_000; i++) {
            ann.send("x".repeat(500));
        }
        ann.sync();

        bob.reset();

        // Linux tells of a reset once. If it tells the one who writes, the one who reads finds an end in good order.
        assertThat(ann.next()).isIn("* bob left (connection lost)", "* bob left");
    }

    @Test
    void manyThatBreakOffAtAnyMomentHarmNobody() {
        ChatClient ann = server.enter("ann");
        for (int i = 0; i < 100; i++) {
            ChatClient brief = server.connect();
            if (i % 3 > 0) {
                brief.sendText(i % 3 == 1 ? "/nick brief" + i + "\n" : "half");
            }
            brief.reset();
        }
        ChatClient bob = server.enter("bob");
        bob.send("still here?");
        ann.expect("bob: still here?");
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (server.server().connections() > 2) {
            assertThat(System.nanoTime()).as("the broken connections are closed").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
