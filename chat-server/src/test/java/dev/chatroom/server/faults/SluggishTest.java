package dev.chatroom.server.faults;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that take or give nothing, or next to nothing. */
class SluggishTest {
    private static final int CLIENTS = Extent.of(10, 200);
    private static final int BYTES = 30;
    private static final Duration BETWEEN_BYTES = Extent.of(Duration.ofMillis(20), Duration.ofSeconds(1));

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void clientsThatNeverRead() throws Exception {
        server.configure(config -> config.stallTimeout(Duration.ofSeconds(1)));
        Undisturbed.by(server, "never read", beside -> {
            try (Crowd crowd = Crowd.withSmallBuffers(server, CLIENTS)) {
                crowd.clients().forEach(client -> client.write("\n"));
                crowd.awaitGone(beside);
            }
        });
    }

    @Test
    void clientsThatAskAndNeverReadTheAnswers() throws Exception {
        server.configure(config -> config.stallTimeout(Duration.ofSeconds(1)));
        Undisturbed.by(server, "ask and never read", beside -> {
            try (Crowd crowd = Crowd.withSmallBuffers(server, CLIENTS)) {
                crowd.clients().forEach(client -> client.write("/help\n".repeat(2_000)));
                crowd.awaitGone(beside);
            }
        });
    }

    @Test
    void clientsThatReadAByteNowAndThen() throws Exception {
        Undisturbed.by(server, "read a byte now and then", beside -> {
            try (Crowd crowd = Crowd.withSmallBuffers(server, CLIENTS)) {
                crowd.clients().forEach(client -> client.write("\n"));
                for (int i = 0; i < BYTES; i++) {
                    crowd.clients().forEach(RudeClient::read);
                    LockSupport.parkNanos(BETWEEN_BYTES.toNanos());
                }
                beside.hear(10);
            }
        });
    }

    @Test
    void clientsThatWriteAByteNowAndThen() throws Exception {
        Undisturbed.by(server, "write a byte now and then", beside -> {
            try (Crowd crowd = Crowd.of(server, CLIENTS)) {
                for (int i = 0; i < BYTES; i++) {
                    crowd.clients().forEach(client -> client.write("y"));
                    LockSupport.parkNanos(BETWEEN_BYTES.toNanos());
                }
                try (ChatClient witness = server.enter("witness")) {
                    for (RudeClient client : crowd.clients()) {
                        client.write("\n");
                        witness.expectEnd(": " + "y".repeat(BYTES));
                    }
                }
            }
        });
    }
}
