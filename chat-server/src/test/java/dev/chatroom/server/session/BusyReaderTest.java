package dev.chatroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is for one user alone, while that user does not read. */
class BusyReaderTest {
    private static final int SMALL_BUFFER = 2 * 1024;

    @RegisterExtension
    final RunningServer server = new RunningServer().limit(Limit.PENDING, 16);

    @Test
    void aMessageToWhoDoesNotReadIsRefusedWhenTooMuchIsWaiting() {
        ChatClient bob = server.enter("bob");
        ChatClient stuck = server.enter("stuck", SMALL_BUFFER);
        bob.sync();

        int sent = tellUntilRefused(bob);

        for (int i = 0; i < sent; i++) {
            assertThat(stuck.next()).startsWith("bob (private): " + i + " ");
        }
        stuck.sync();
        bob.send("/msg stuck again");
        bob.expectNext("* sent to stuck");
        stuck.expectNext("bob (private): again");
    }

    private static int tellUntilRefused(ChatClient bob) {
        for (int i = 0; i < 100_000; i++) {
            bob.send("/msg stuck " + i + " " + "x".repeat(1_000));
            String answer = bob.next();
            if (!answer.equals("* sent to stuck")) {
                assertThat(answer).isEqualTo("* stuck is not reading at the moment; your message was not sent");
                return i;
            }
        }
        throw new AssertionError("never refused");
    }

    @Test
    void whoAsksWithoutReadingIsAnsweredInFullWhenItReads() {
        ChatClient bob = server.enter("bob");
        ChatClient asking = server.enter("asking", SMALL_BUFFER);
        bob.sync();
        int questions = 1_000;

        asking.sendText("/help\n".repeat(questions) + "that is all\n");
        bob.send("nobody else waits");
        assertThat(bob.sync()).isEmpty();

        List<String> read = asking.until("bob: nobody else waits"::equals, "the other's line");
        read.addAll(asking.sync());
        assertThat(read).filteredOn(line -> line.startsWith("*   /quit")).hasSize(questions);
        bob.expect("asking: that is all");
    }
}
