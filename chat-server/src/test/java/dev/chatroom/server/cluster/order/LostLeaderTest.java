package dev.chatroom.server.cluster.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Threads;
import dev.chatroom.server.cluster.broker.NatsServer;
import dev.chatroom.server.cluster.broker.ThreeBrokers;
import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterException;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Of three brokers the one that leads the stream is killed, while nodes write and read. On a machine with little to do that takes half a
 * minute, as the brokers have to agree each time; on a busy one they may need minutes.
 */
@EnabledIfSystemProperty(named = "faults.long", matches = "true", disabledReason = "-Dfaults.long=true asks for it")
@Timeout(600)
class LostLeaderTest {
    @RegisterExtension
    static final ThreeBrokers BROKERS = new ThreeBrokers();

    @Test
    void nothingThatHappenedIsLostAndNothingThatWasRefusedComes() throws IOException {
        ClusterConfig config = BROKERS.cluster();
        awaitBrokers(config);
        AtomicLong ids = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        try (WritingNode one = new WritingNode(config, 1); WritingNode other = new WritingNode(config, 2)) {
            List<Threads.Running<Boolean>> writers = WritingNode.write(List.of(one, other), ids, over);
            for (int i = 0; i < 2; i++) {
                one.awaitMore();
                String leader = leader(one);
                NatsServer broker = BROKERS.named(leader);
                broker.kill();
                ClusterNode.await("another leader", () -> hasAnother(one, leader));
                one.awaitMore();
                other.awaitMore();
                broker.start();
            }
            over.set(true);
            writers.forEach(Threads.Running::get);
            one.node.settle();
            other.node.settle();

            try (WritingNode later = new WritingNode(config, 3)) {
                WritingNode.assertAllIsThereOnce(later, List.of(one, other));
            }
        }
    }

    /** The brokers have to agree on one that leads before anything can be made. */
    private static void awaitBrokers(ClusterConfig config) {
        ClusterNode.await("a stream of three brokers", () -> {
            try (ClusterNode first = new ClusterNode(config, 0)) {
                return first.end() == 0;
            } catch (UncheckedIOException early) {
                assertThat(early).hasCauseInstanceOf(ClusterException.class);
                return false;
            }
        });
    }

    private static boolean hasAnother(WritingNode node, String leader) {
        String now = leaderIfAny(node);
        return now != null && !now.equals(leader);
    }

    private static String leader(WritingNode node) {
        String leader = leaderIfAny(node);
        assertThat(leader).isNotNull();
        return leader;
    }

    /** Null if there is none that would say so. */
    private static @Nullable String leaderIfAny(WritingNode node) {
        try {
            return node.node.cluster.management().getStreamInfo(node.node.cluster.config().prefix())
                    .getClusterInfo().getLeader();
        } catch (IOException | JetStreamApiException | IllegalStateException unknown) {
            // The last is said while the connection is lost.
            return null;
        }
    }
}
