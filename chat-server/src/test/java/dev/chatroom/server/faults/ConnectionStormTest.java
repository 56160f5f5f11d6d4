package dev.chatroom.server.faults;

import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More connections than anybody needs. */
class ConnectionStormTest {
    private static final int IN_A_ROW = Extent.of(500, 5_000);
    private static final int AT_ONCE = Extent.of(200, 2_000);
    private static final int RETURNS = 3;

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void connectionsThatAreOpenedAndClosedInARow() throws Exception {
        Undisturbed.by(server, "open and close in a row", beside -> {
            for (int i = 0; i < IN_A_ROW; i++) {
                RudeClient.connect(server.address()).close();
            }
        });
    }

    @Test
    void connectionsThatSayNothing() throws Exception {
        server.configure(config -> config.idleTimeout(Extent.of(Duration.ofSeconds(1), Duration.ofSeconds(5))));
        Undisturbed.by(server, "say nothing", beside -> {
            // The first may be ended before the last has come.
            List<RudeClient> silent =
                    Stream.generate(() -> RudeClient.connect(server.address())).limit(AT_ONCE).toList();
            beside.hear(50);
            for (RudeClient client : silent) {
                client.awaitEnd();
                client.close();
            }
        });
    }

    @Test
    void everybodyComesBackAtOnceAgainAndAgain() throws Exception {
        Undisturbed.by(server, "reconnect at once", beside -> {
            for (int time = 0; time < RETURNS; time++) {
                CountDownLatch together = new CountDownLatch(1);
                List<Future<?>> returns = new ArrayList<>();
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (int i = 0; i < AT_ONCE; i++) {
                        String nickname = "back" + i;
                        returns.add(threads.submit(() -> comeBack(nickname, together)));
                    }
                    together.countDown();
                    for (Future<?> one : returns) {
                        one.get();
                    }
                }
            }
        });
    }

    private Void comeBack(String nickname, CountDownLatch together) throws InterruptedException {
        together.await();
        RudeClient client = RudeClient.connect(server.address());
        if (!client.write("/nick " + nickname + "\n") || client.read() != '*') {
            throw new AssertionError(nickname + " was not greeted");
        }
        client.vanish();
        return null;
    }
}
