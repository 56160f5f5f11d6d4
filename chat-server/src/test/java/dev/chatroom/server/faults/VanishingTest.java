package dev.chatroom.server.faults;

import dev.chatroom.server.RunningServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that are gone, wholly or by half, when nobody expects it. */
class VanishingTest {
    private static final int IN_A_ROW = Extent.of(100, 5_000);
    private static final int AT_ONCE = Extent.of(100, 1_000);
    private static final String HALF_A_LINE = "this is not the e";

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void clientsThatVanishInTheMiddleOfALine() throws Exception {
        // Every other one waits for it.
        server.configure(config -> config.greetingDelay(Duration.ofMillis(10)));
        Undisturbed.by(server, "vanish in the middle of a line", beside -> {
            for (int i = 0; i < IN_A_ROW; i++) {
                RudeClient client = RudeClient.connect(server.address());
                if (i % 2 == 0) {
                    // The server has let it in by now.
                    client.read();
                }
                client.write(HALF_A_LINE);
                client.vanish();
            }
        });
    }

    @Test
    void clientsThatVanishTogether() throws Exception {
        Undisturbed.by(server, "vanish together", beside -> {
            try (Crowd crowd = Crowd.of(server, AT_ONCE)) {
                crowd.clients().forEach(client -> client.write("here I am\n" + HALF_A_LINE));
                beside.hear(50);
                crowd.clients().forEach(RudeClient::vanish);
            }
        });
    }

    @Test
    void clientsThatCloseTheirHalfAndRead() throws Exception {
        Undisturbed.by(server, "half-close, and read", beside -> {
            try (Crowd crowd = Crowd.of(server, AT_ONCE)) {
                crowd.clients().forEach(client -> client.write("no end of the line"));
                crowd.clients().forEach(RudeClient::halfClose);
                crowd.clients().forEach(RudeClient::awaitEnd);
            }
        });
    }

    @Test
    void clientsThatCloseTheirHalfAndDoNothingMore() throws Exception {
        Undisturbed.by(server, "half-close, and nothing more", beside -> {
            try (Crowd crowd = Crowd.of(server, AT_ONCE)) {
                for (RudeClient client : crowd.clients()) {
                    client.write("/who\n");
                    client.halfClose();
                }
                crowd.awaitGone();
            }
        });
    }
}
