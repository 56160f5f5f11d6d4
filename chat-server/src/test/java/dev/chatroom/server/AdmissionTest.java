package dev.chatroom.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AdmissionTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aFullServerSaysSoAndCloses() {
        server.configure(config -> config.maxConnections(2));
        server.enter("ann");
        server.enter("bob");

        assertThat(server.connect().rest()).singleElement().asString()
                .startsWith("* the server is full (2 connections)").contains("try again");
        assertThat(server.server().connections()).isEqualTo(2);
    }

    @Test
    void aPlaceIsFreeAgainWhenSomebodyHasLeft() {
        server.configure(config -> config.maxConnections(2));
        ChatClient ann = server.enter("ann");
        for (int i = 0; i < 20; i++) {
            ChatClient bob = server.enter("bob");
            bob.send("/quit");
            bob.rest();
            bob.close();
            ann.expect("* bob left");
            awaitConnections(1);
        }
    }

    @Test
    void thereAreOnlySoManyConnectionsFromOneAddress() {
        server.configure(config -> config.maxPerAddress(2));
        server.enter("ann");
        ChatClient bob = server.enter("bob");

        assertThat(server.connect().rest()).singleElement().asString()
                .isEqualTo("* there are already 2 connections from your address; close one first");
        bob.reset();
        awaitConnections(1);
        server.enter("cid");
    }

    @Test
    void whoIsRefusedIsNotCounted() {
        server.configure(config -> config.maxConnections(1).maxPerAddress(1));
        ChatClient ann = server.enter("ann");
        for (int i = 0; i < 300; i++) {
            ChatClient refused = server.connect();
            refused.send("hello");
            refused.rest();
            refused.close();
        }
        ann.close();
        awaitConnections(0);
        server.enter("bob");
    }

    @Test
    void thoseWhoConnectAndSayNothingAreCountedToo() {
        server.configure(config -> config.maxConnections(1));
        ChatClient silent = server.connect();
        silent.expectStart("* welcome");

        assertThat(server.connect().next()).startsWith("* the server is full (1 connection)");
    }

    private void awaitConnections(int number) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (server.server().connections() != number) {
            assertThat(System.nanoTime()).as("waiting for %d connections", number).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
