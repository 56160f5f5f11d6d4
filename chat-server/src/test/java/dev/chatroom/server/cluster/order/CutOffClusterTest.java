package dev.chatroom.server.cluster.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatroom.core.Threads;
import dev.chatroom.core.order.Rejection;
import dev.chatroom.core.order.Sequencer;
import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.cluster.broker.NatsServer;
import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterException;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Subscription;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The broker is killed, while nodes write and read. */
class CutOffClusterTest {
    @RegisterExtension
    static final NatsServer BROKER = new NatsServer();

    private final ClusterConfig config = BROKER.cluster();

    @Test
    void nothingThatHappenedIsLostAndNothingThatWasRefusedComes() throws IOException {
        AtomicLong ids = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        try (WritingNode one = new WritingNode(config, 1); WritingNode other = new WritingNode(config, 2)) {
            List<Threads.Running<Boolean>> writers = WritingNode.write(List.of(one, other), ids, over);
            for (int i = 0; i < 3; i++) {
                one.awaitMore();
                BROKER.kill();
                ClusterNode.await("a refusal", one.node.order::isCutOff);
                BROKER.start();
                one.awaitMore();
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

    @Test
    void whileTheBrokerIsAwayNothingIsAppended() throws IOException {
        try (WritingNode node = new WritingNode(config, 1)) {
            node.append(1, Sequencer.ANYWHERE);
            node.node.settle();
            BROKER.kill();
            ClusterNode.await("the end of the connection", node.node.order::isCutOff);
            node.append(2, Sequencer.ANYWHERE);
            BROKER.start();
            ClusterNode.await("the connection", () -> !node.node.order.isCutOff());
            node.append(3, Sequencer.ANYWHERE);
            node.node.settle();

            assertThat(node.notAppended).containsExactly(2L);
            assertThat(node.recorder.events).containsExactly(1L, 3L);
        }
    }

    @Test
    void aChangeThatIsOvertakenIsRefusedAfterTheFasterOne() throws IOException {
        try (WritingNode one = new WritingNode(config, 1); WritingNode other = new WritingNode(config, 2)) {
            one.append(1, 0);
            one.node.settle();
            other.node.settle();
            other.recorder.gate.lock();
            try {
                one.append(2, 1);
                one.node.settle();
                other.append(3, 1);
                ClusterNode.await("the faster one", other.recorder.gate::hasQueuedThreads);
                assertThat(other.recorder.refused).isEmpty();
            } finally {
                other.recorder.gate.unlock();
            }
            other.node.settle();
            ClusterNode.await("a refusal", () -> !other.recorder.refused.isEmpty());

            assertThat(other.recorder.refused).containsExactly(Map.entry(3L, Rejection.OVERTAKEN));
            assertThat(other.recorder.events).containsExactly(1L, 2L);
        }
    }

    @Test
    void whatCannotBeReadKeepsItsPlaceAndBlocksNobody() throws IOException {
        try (WritingNode node = new WritingNode(config, 1)) {
            node.append(1, 0);
            node.node.settle();
            node.node.cluster.connection().publish(config.prefix() + ".room.tea.change", new byte[] {2, 1});
            node.node.cluster.connection().publish(config.prefix() + ".room.tea.speech", new byte[] {1});
            ClusterNode.await("all three", () -> node.node.end() == 3);
            node.node.settle();
            node.append(4, 1);
            node.node.settle();

            assertThat(node.recorder.places).containsExactly(1L, 4L);
            assertThat(node.recorder.refused).isEmpty();
        }
    }

    @Test
    void aChatThatBeginsLaterIsHandedAllFromWhereItWants() throws IOException {
        try (WritingNode node = new WritingNode(config, 1)) {
            for (int i = 1; i <= 3 * StreamConsumer.BATCH; i++) {
                node.append(i, Sequencer.ANYWHERE);
            }
            node.node.settle();
            Recorder rest = new Recorder();
            JetStreamOrder later = ClusterNode.order(node.node.cluster, after(StreamConsumer.BATCH));
            later.open(rest);
            // Sooner than silence would have it begin anew.
            later.awaitCaughtUp(Duration.ofSeconds(2));
            later.close();

            assertThat(rest.places).hasSize(2 * StreamConsumer.BATCH).startsWith(StreamConsumer.BATCH + 1L)
                    .isEqualTo(node.recorder.places.subList(StreamConsumer.BATCH, 3 * StreamConsumer.BATCH));
        }
    }

    @Test
    void whatTheBrokerDoesNotTakeIsRefused() throws IOException, JetStreamApiException {
        try (WritingNode node = new WritingNode(config, 1)) {
            boolean unused = node.node.cluster.management().deleteStream(config.prefix());
            node.append(1, Sequencer.ANYWHERE);
            node.append(2, 0);
            ClusterNode.await("two refusals", () -> node.notAppended.size() + node.recorder.refused.size() == 2);
            ClusterNode.await("the end of the stream", node.node.order::isCutOff);

            assertThat(node.recorder.refused.values()).allMatch(Rejection.CUT_OFF::equals);
            assertThat(node.recorder.events).isEmpty();
        }
    }

    @Test
    void aStreamThatIsNotTheOneFromBeforeIsNotFollowed() throws IOException, JetStreamApiException {
        try (WritingNode node = new WritingNode(config, 1)) {
            node.append(1, 0);
            node.node.settle();
            JetStreamManagement management = node.node.cluster.management();
            StreamConfiguration stream = management.getStreamInfo(config.prefix()).getConfiguration();
            replace(management, stream);
            ClusterNode.await("the end of the stream", node.node.order::isCutOff);

            JetStreamOrder ahead = ClusterNode.order(node.node.cluster, after(7));
            ahead.open(new Recorder());
            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> ahead.awaitCaughtUp(ClusterNode.PATIENCE))
                    .withMessageEndingWith("ends at 0, and this node has taken 7: it has lost events, or is another");
            assertThat(ahead.isCutOff()).isTrue();
            ahead.close();

            StreamEnd end = new StreamEnd(config.prefix());
            assertThat(end.find(management, 0)).isZero();
            replace(management, stream);
            assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> end.find(management, 0))
                    .withMessageContaining("has been made anew");
        }
    }

    private static void replace(JetStreamManagement management, StreamConfiguration stream)
            throws IOException, JetStreamApiException {
        assertThat(management.deleteStream(stream.getName())).isTrue();
        assertThat(management.addStream(stream).getStreamState().getLastSequence()).isZero();
    }

    @Test
    void whereNoStreamListensNothingIsStored() throws InterruptedException {
        try (ClusterConnection cluster = NatsServer.open(config)) {
            Subscription inbox = cluster.connection().subscribe("inbox");
            cluster.connection().publish("nowhere", "inbox", new byte[0]);

            assertThat(BrokerAnswer.of(inbox.nextMessage(ClusterNode.PATIENCE))).isEqualTo(new BrokerAnswer.Refused());
        }
    }

    @Test
    void afterTheEndNothingIsHandedOver() throws IOException {
        try (WritingNode one = new WritingNode(config, 1); WritingNode other = new WritingNode(config, 2)) {
            one.node.order.close();
            other.append(1, Sequencer.ANYWHERE);
            other.node.settle();

            one.append(2, Sequencer.ANYWHERE);
            assertThat(one.notAppended).containsExactly(2L);
            assertThat(one.recorder.events).isEmpty();
            assertThat(other.recorder.events).containsExactly(1L);
        }
    }

    private static StreamPlace after(long sequence) {
        return new StreamPlace(sequence, 0, Instant.EPOCH);
    }
}
