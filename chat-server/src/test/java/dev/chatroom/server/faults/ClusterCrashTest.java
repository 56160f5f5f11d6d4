package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.cluster.broker.NatsServer;
import dev.chatroom.server.faults.KilledTalk.Said;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two servers that are one chat, of which one is killed or stands still while many write at both. */
@Tag("launcher")
@Timeout(180)
class ClusterCrashTest {
    private static final int LINES = Extent.of(500, 20_000);

    @RegisterExtension
    static final NatsServer BROKER = new NatsServer();

    private final String prefix = BROKER.cluster().prefix();

    private ServerProcess node(String name) throws IOException {
        // No faster than everybody can read.
        return ServerProcess.startWithLimits(
                "-q", "--rate", "50", "--cluster", BROKER.address(), "--cluster-prefix", prefix, "--node", name);
    }

    private static ChatClient enter(ServerProcess server, String name) {
        ChatClient client = ChatClient.connect(server.address());
        client.expectStart("* type a line");
        client.send("/nick " + name);
        client.expect("* you are now " + name);
        client.send("/join tea");
        client.expectStart("* you are in tea");
        client.send("/leave lobby");
        client.expectStart("* you left lobby");
        return client;
    }

    @Test
    void whatIsReadAtANodeThatIsKilledIsReadAtTheOthersInTheSameOrder() throws Exception {
        try (ServerProcess a = node("a");
                ServerProcess b = node("b");
                ChatClient ann = enter(a, "ann");
                ChatClient bob = enter(b, "bob")) {
            ann.expect("* bob joined");
            bob.send("hello");
            ann.expect("bob: hello");
            try (KilledTalk talk = new KilledTalk(b, "b"); KilledTalk other = new KilledTalk(a, "a")) {
                talk.awaitRead(LINES);
                List<Said> killed = talk.kill();
                ann.expect("* bob left (connection to their node lost)");
                long last = killed.getLast().id();
                // The reader here came later than the other.
                long first = other.awaitRead(LINES).getFirst().id();
                List<Said> here =
                        other.awaitReadTo(last).stream().filter(said -> said.id() <= last).toList();

                assertThat(here).doesNotHaveDuplicates()
                        .isEqualTo(killed.stream().filter(said -> said.id() >= first).toList());
            }
            try (ChatClient again = enter(a, "bob")) {
                again.send("back");
                ann.expect("bob: back");
            }
        }
    }

    @Test
    void thePeopleOfANodeThatStoodStillComeBack() throws Exception {
        try (ServerProcess a = node("a");
                ServerProcess b = node("b");
                ChatClient ann = enter(a, "ann");
                ChatClient bob = enter(b, "bob")) {
            ann.expect("* bob joined");
            b.standStill(Duration.ofSeconds(12));
            ann.expect("* bob left (connection to their node lost)");
            ann.expect("* bob joined");
            ann.send("there?");
            bob.expect("ann: there?");
        }
    }

    @Test
    void thePeopleOfANodeThatIsStoppedLeave() throws Exception {
        try (ServerProcess a = node("a");
                ServerProcess b = node("b");
                ChatClient ann = enter(a, "ann");
                ChatClient bob = enter(b, "bob");
                ChatClient cay = enter(b, "cay")) {
            ann.expect("* bob joined");
            ann.expect("* cay joined");
            bob.expect("* cay joined");
            assertThat(b.terminate()).isZero();

            assertThat(List.of(ann.next(), ann.next())).containsExactlyInAnyOrder(
                    "* bob left (server shutting down)", "* cay left (server shutting down)");
            bob.expect("* the server is shutting down; goodbye");
            assertThat(bob.rest()).as("others are not seen leaving").noneMatch(line -> line.contains("left"));
            cay.expect("* the server is shutting down; goodbye");
        }
    }
}
