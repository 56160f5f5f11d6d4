package dev.chatroom.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.cluster.broker.NatsServer;
import io.nats.client.KeyValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two servers that are one chat, as clients see them. */
class SeveralServersTest {
    @RegisterExtension
    static final NatsServer BROKER = new NatsServer();

    @RegisterExtension
    final RunningServer a = new RunningServer();

    @RegisterExtension
    final RunningServer b = new RunningServer();

    private final String prefix = BROKER.cluster().prefix();

    @BeforeEach
    void configure() {
        a.configure(config -> config.cluster(NatsServer.cluster("a", prefix, BROKER.address())));
        b.configure(config -> config.cluster(NatsServer.cluster("b", prefix, BROKER.address())));
    }

    @Test
    void aBanOfSomebodysAddressHoldsAtAllServers() {
        ChatClient ann = a.enterAt("tea", "ann");
        ChatClient bob = enterFromElsewhere(b, "bob");
        bob.send("/join tea");
        ann.expect("* bob joined");
        ann.send("/ban bob");
        bob.expect("* ann put you out of tea");
        bob.send("/quit");
        bob.rest();

        ChatClient eve = enterFromElsewhere(a, "eve");
        eve.send("/join tea");
        eve.expectStart("* you are banned from tea");
    }

    @Test
    void aServerWhoseNameAnotherProcessHasEnds() throws Exception {
        ChatClient ann = a.enterAt("tea", "ann");
        try (ClusterConnection other = NatsServer.open(NatsServer.cluster("other", prefix, BROKER.address()))) {
            KeyValue nodes = other.connection().keyValue(prefix + "-nodes");
            byte[] later = ByteBuffer.allocate(3 * Long.BYTES).putLong(1_000).putLong(1).putLong(0).array();
            nodes.put("a", later);
        }
        a.server().serveUntilReplaced();
        assertThat(ann.rest()).isNotEmpty();

        assertThat(a.warnings())
                .anySatisfy(line -> assertThat(line).startsWith("another process was started as node a"));
    }

    private static ChatClient enterFromElsewhere(RunningServer server, String nickname) {
        ChatClient client = server.connectFrom("127.0.0.9");
        client.send("/nick " + nickname);
        client.expect("* you are now " + nickname);
        return client;
    }

    private static ChatClient boss(RunningServer server, String nickname) {
        ChatClient boss = server.enter(nickname);
        boss.send("/oper root open sesame");
        boss.expectStart("* you run the server now");
        return boss;
    }

    @Test
    void anAddressThatIsBannedAtOneServerIsBannedAtAll() {
        a.configure(config -> config.operator("root", "open sesame"));
        b.configure(config -> config.operator("root", "open sesame"));
        ChatClient boss = boss(a, "boss");
        ChatClient bob = enterFromElsewhere(b, "bob");
        boss.send("/banip 127.0.0.9");
        assertThat(bob.rest()).contains("* your address is banned from this server");

        ChatClient other = boss(b, "other");
        other.send("/unbanip");
        other.expectEnd("127.0.0.9");
        a.server().close();
        assertThat(b.connectFrom("127.0.0.9").rest()).contains("* your address is banned from this server");
        other.send("/unbanip 127.0.0.9");
        other.expectStart("* 127.0.0.9");
        enterFromElsewhere(b, "bob");
    }

    @Test
    void whoeverWaitsForTheBrokerKeepsNobodyOfTheAddressWaiting() throws IOException {
        a.configure(config -> config.requests(1_000));
        ChatClient ann = a.enterAt("tea", "ann");
        ChatClient bob = a.enterAt("tea", "bob");
        BROKER.standStill(true);
        try {
            ann.send("hello");
            ann.send("/rooms");
            bob.send("/who");
            bob.expectStart("* 2 in tea");
        } finally {
            BROKER.standStill(false);
        }
        bob.expect("ann: hello");
    }

    private static List<String> health(RunningServer server) {
        ChatClient client = server.connectSpeaker();
        client.sendText("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return client.rest();
    }

    @Test
    void aServerThatIsCutOffSaysSoToLoadBalancers() throws IOException {
        assertThat(health(a)).first().isEqualTo("HTTP/1.1 200 OK");
        BROKER.kill();
        try {
            awaitHealth("HTTP/1.1 503 Service Unavailable");
            assertThat(health(a)).endsWith("cut off from the other servers");
            ChatClient late = a.connect();
            late.send("/nick ann");
            assertThat(late.rest()).containsExactly(
                    "* this server cannot reach the others now, and lets nobody in; come again later");
        } finally {
            BROKER.start();
        }
        awaitHealth("HTTP/1.1 200 OK");
    }

    @Test
    void everybodyIsToldThatTheServersHaveLostEachOther() throws IOException {
        a.configure(config -> config.operator("root", "open sesame"));
        ChatClient boss = boss(a, "boss");
        ChatClient irc = a.connect();
        irc.sendText("NICK irene\r\nUSER i 0 * :i\r\n");
        irc.expectStart(":chatroom.chat 001 irene");
        BROKER.kill();
        try {
            boss.expect(
                    "* this server cannot reach the others: you can read, and what you say is refused until it can again");
            irc.expectStart(":chatroom.chat NOTICE irene :This server cannot reach the others: you can read");
            boss.send("/announce soon over");
            boss.expect("* to people of this server alone, from boss: soon over");
            irc.expectStart(":chatroom.chat NOTICE irene :to people of this server alone, from boss: soon over");
        } finally {
            BROKER.start();
        }
        boss.expect("* this server reaches the others again: go on talking");
        boss.send("/announce over");
        boss.expect("* to everyone, from boss: over");
    }

    private void awaitHealth(String wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!health(a).getFirst().equals(wanted)) {
            assertThat(System.nanoTime()).as("health is %s", wanted).isLessThan(deadline);
        }
    }
}
