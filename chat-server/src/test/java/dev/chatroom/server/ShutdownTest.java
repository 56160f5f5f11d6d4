package dev.chatroom.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.config.ServerConfig;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShutdownTest {
    private static final String LAST_WORDS = "* the server is shutting down; goodbye";

    @RegisterExtension
    final RunningServer server = new RunningServer();

    /** At an address where nothing else listens, so that what other tests open never takes the port that is free again. */
    private InetSocketAddress addressOfItsOwn() throws UnknownHostException {
        InetAddress alone = InetAddress.getByAddress(new byte[] {127, 0, 0, 62});
        server.configure(config -> config.bind(new InetSocketAddress(alone, 0)));
        return server.address();
    }

    private Thread closeInBackground() {
        return Thread.ofPlatform().start(server.server()::close);
    }

    @Test
    void everybodyIsTold() throws Exception {
        List<ChatClient> clients = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> clients.add(server.enter("p" + i)));

        Thread closing = closeInBackground();

        for (ChatClient client : clients) {
            assertThat(client.rest()).last().isEqualTo(LAST_WORDS);
            client.close();
        }
        closing.join();
        assertThat(server.server().connections()).isZero();
    }

    @Test
    void theGoodbyesOfTheOthersAreNotShown() {
        ChatClient ann = server.enter("ann");
        IntStream.range(0, 30).forEach(i -> server.enter("p" + i));
        ann.sync();

        closeInBackground();

        assertThat(ann.rest()).containsExactly(LAST_WORDS);
    }

    @Test
    void whatWasSaidBeforeIsDelivered() throws Exception {
        server.configure(config -> config.closeTimeout(Duration.ofMinutes(1)));
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob", 2 * 1024);
        String padding = "x".repeat(300);
        IntStream.range(0, 1_000).forEach(i -> ann.send(i + padding));
        ann.sync();

        Thread closing = closeInBackground();
        ann.expect(LAST_WORDS);

        IntStream.range(0, 1_000).forEach(i -> bob.expectNext("ann: " + i + padding));
        bob.expectNext(LAST_WORDS);
        assertThat(bob.rest()).isEmpty();
        closing.join();
    }

    @Test
    @Timeout(20)
    void whoNeverReadsDoesNotKeepTheServer() {
        server.configure(config -> config.closeTimeout(Duration.ofMillis(300)));
        ChatClient ann = server.enter("ann");
        server.enter("stuck", 2 * 1024);
        IntStream.range(0, 4_000).forEach(i -> ann.send("x".repeat(300)));
        ann.sync();

        long before = System.nanoTime();
        server.server().close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(server.server().connections()).isZero();
    }

    @Test
    void whoWaitsForItsRateIsNotWaitedFor() throws Exception {
        server.limit(Limit.RATE, 1).limit(Limit.BURST, 3).configure(config -> config.clock(new ManualClock()));
        ChatClient hasty = server.connect();
        hasty.sendText("one\ntwo\nthree\nfour\n");
        hasty.expectStart("* slow down");
        ServerThreads.awaitOneIn("PausableInput.pause"); // It is told so before it waits.

        closeInBackground();

        assertThat(hasty.rest()).containsExactly(
                "* the server is shutting down, and what still waited was not said; goodbye");
    }

    @Test
    void whoWaitedForItsRateBeforeIsToldNothingOfThat() {
        ManualClock clock = new ManualClock();
        server.limit(Limit.RATE, 1).limit(Limit.BURST, 3).configure(config -> config.clock(clock));
        ChatClient hasty = server.connect();
        ChatClient ann = server.enter("ann");
        hasty.sendText("one\ntwo\nthree\nfour\n");
        hasty.expectStart("* slow down");
        clock.advance(Duration.ofSeconds(10));
        ann.expectEnd(": four");

        closeInBackground();

        assertThat(hasty.rest()).last().isEqualTo(LAST_WORDS);
    }

    @Test
    void whoHasNotBeenGreetedIsToldToo() throws Exception {
        server.configure(config -> config.greetingDelay(Duration.ofMinutes(1)));
        ChatClient silent = server.connect();
        awaitConnections(1);

        Thread closing = closeInBackground();

        assertThat(silent.rest()).containsExactly(LAST_WORDS);
        silent.close();
        closing.join();
        assertThat(server.server().connections()).isZero();
    }

    @Test
    void whoIsAskedForThePasswordIsToldToo() {
        server.configure(config -> config.password("sesame"));
        ChatClient ann = server.connect();
        ann.expect("* the password:");

        closeInBackground();

        assertThat(ann.rest()).last().asString().endsWith(LAST_WORDS);
    }

    @Test
    void whoHasYetToIntroduceItselfIsToldToo() {
        ChatClient ann = server.connect();
        ann.sendText("NICK ann\r\nPING x\r\n");
        ann.expectStart(":");

        closeInBackground();

        assertThat(ann.rest()).singleElement().asString()
                .startsWith("ERROR :Closing Link: ").contains("Server shutting down");
    }

    @Test
    void nobodyIsAcceptedAnyMore() throws Exception {
        InetSocketAddress address = addressOfItsOwn();
        server.enter("ann").close();

        server.server().close();

        try (Socket late = new Socket()) {
            assertThatThrownBy(() -> late.connect(address)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void thePortIsFreeAgain() throws Exception {
        InetSocketAddress address = addressOfItsOwn();
        ChatClient ann = server.enter("ann");
        closeInBackground();
        ann.rest();
        ann.close();
        server.server().close();

        try (ChatServer next = ChatServer.start(ServerConfig.builder().bind(address).build())) {
            assertThat(next.address()).isEqualTo(address);
        }
    }

    @Test
    void aPortThatIsTakenIsAFailureToStart() {
        InetSocketAddress address = server.address();
        assertThatThrownBy(() -> ChatServer.start(ServerConfig.builder().bind(address).build()))
                .isInstanceOf(BindException.class);
    }

    @Test
    void closingTwiceOrAtOnceIsClosing() throws Exception {
        ChatClient ann = server.enter("ann");
        CountDownLatch together = new CountDownLatch(1);
        List<Thread> closing = IntStream.range(0, 4).mapToObj(i -> Thread.ofPlatform().start(() -> {
            try {
                together.await();
                server.server().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })).toList();
        together.countDown();

        assertThat(ann.rest()).containsExactly(LAST_WORDS);
        ann.close();
        for (Thread thread : closing) {
            thread.join();
        }
        server.server().close();
    }

    @Test
    void noThreadIsLeft() throws Exception {
        server.configure(config -> config.closeTimeout(Duration.ofMillis(300)));
        ChatClient ann = server.enter("ann");
        server.enter("stuck", 2 * 1024);
        IntStream.range(0, 20).forEach(i -> server.connect());
        IntStream.range(0, 2_000).forEach(i -> ann.send("x".repeat(300)));
        ann.sync();
        assertThat(ServerThreads.dump()).anyMatch(thread -> thread.contains("chatroom-listener"));

        server.server().close();

        ServerThreads.awaitNone();
    }

    private void awaitConnections(int number) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (server.server().connections() != number) {
            assertThat(System.nanoTime()).as("waiting for %d connections", number).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
