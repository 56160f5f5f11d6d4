package dev.chatroom.server.cluster.order;

import static dev.chatroom.server.cluster.order.Recorder.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.codec.EventCodec;
import dev.chatroom.core.order.Placement;
import dev.chatroom.core.order.Sequencer;
import dev.chatroom.server.cluster.broker.NatsServer;
import dev.chatroom.server.config.ClusterConfig;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever others write into the stream: all that happened comes, in its order. */
class ForeignMessagesTest {
    private static final int EVENTS = 100;
    private static final List<String> STATUSES = List.of(
            "NATS/1.0 503", "NATS/1.0 408 Request Timeout", "NATS/1.0 100 Idle Heartbeat", "NATS/1.0 404 No Messages",
            "NATS/1.0 409 Consumer Deleted", "NATS/1.0 100 FlowControl Request");

    @RegisterExtension
    static final NatsServer BROKER = new NatsServer();

    private final ClusterConfig config = BROKER.cluster();
    private final long seed = Long.getLong("foreign.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** Somebody who writes to the broker whatever they like. */
    private static final class Outsider implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), BROKER.port());

        Outsider() throws IOException {
            write("CONNECT {\"verbose\":false,\"headers\":true}\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        /** @param head with all its line ends; empty for none */
        void send(String subject, String head, byte[] data) throws IOException {
            byte[] headers = head.getBytes(StandardCharsets.ISO_8859_1);
            String sizes = headers.length == 0
                    ? "PUB %s %d\r\n".formatted(subject, data.length)
                    : "HPUB %s %d %d\r\n".formatted(subject, headers.length, headers.length + data.length);
            write(sizes.getBytes(StandardCharsets.US_ASCII));
            write(headers);
            write(data);
            write(new byte[] {'\r', '\n'});
        }

        private void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] data(byte[] good) {
        byte[] changed = good.clone();
        return switch (random.nextInt(6)) {
            case 0 -> new byte[0];
            case 1 -> bytes(random.nextInt(300));
            case 2 -> {
                changed[0] = 2;
                yield changed;
            }
            case 3 -> {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                yield changed;
            }
            case 4 -> new byte[100_000];
            default -> {
                random.nextBytes(changed);
                changed[0] = 1;
                yield changed;
            }
        };
    }

    private String head(String processIds) {
        return switch (random.nextInt(5)) {
            case 0 -> STATUSES.get(random.nextInt(STATUSES.size())) + "\r\n\r\n";
            case 1 -> "NATS/1.0\r\nNats-Msg-Id: " + processIds + random.nextLong() + random.nextInt() + "\r\n\r\n";
            case 2 -> "NATS/1.0\r\nNats-Msg-Id: " + processIds + "x" + random.nextInt() + "\r\n\r\n";
            case 3 -> "NATS/1.0\r\nNats-Sequence: x\r\nNats-Stream:\r\nKV-Operation: DEL\r\n\r\n";
            default -> "";
        };
    }

    private String subject() {
        List<String> rests =
                List.of("tea.speech", "tea.change", "tea", "a.b.c.d", "=.speech", "=ZZ.change", "tea.other");
        return config.prefix() + ".room." + rests.get(random.nextInt(rests.size()));
    }

    private static String idsOf(ClusterNode node, String stream) throws IOException, JetStreamApiException {
        String id = node.cluster.management().getMessage(stream, 1).getHeaders().getFirst("Nats-Msg-Id");
        return id.substring(0, id.lastIndexOf('.') + 1);
    }

    private static void append(ClusterNode node, long id) {
        ClusterNode.await("a place", () -> node.order.append(event(id), Sequencer.ANYWHERE) == Placement.UNDERWAY);
    }

    @Test
    void whatOthersWriteIsLeftOut() throws IOException, JetStreamApiException {
        Recorder recorder = new Recorder();
        Recorder later = new Recorder();
        List<Long> good = new ArrayList<>();
        try (ClusterNode node = new ClusterNode(config, 1); Outsider outsider = new Outsider()) {
            node.order.open(recorder);
            node.order.awaitCaughtUp(ClusterNode.PATIENCE);
            append(node, 1);
            good.add(1L);
            node.settle();
            String ids = idsOf(node, config.prefix());
            for (long id = 2; id <= EVENTS; id++) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    outsider.send(subject(), head(ids), data(EventCodec.encode(event(id))));
                }
                append(node, id);
                good.add(id);
            }
            node.settle();
            assertThat(recorder.events).as("seed %d", seed).containsSubsequence(good);
            assertThat(node.order.isCutOff()).isFalse();
        }
        try (ClusterNode other = new ClusterNode(config, 2)) {
            other.order.open(later);
            other.order.awaitCaughtUp(ClusterNode.PATIENCE);
            // What came last may have come after the node had ended.
            assertThat(later.events.subList(0, recorder.events.size())).as("seed %d", seed)
                    .isEqualTo(recorder.events);
        }
    }

    /** The client loses its connection by headers that are none. */
    @Test
    void whatTheClientCannotReadIsLeftOut() throws IOException {
        Recorder recorder = new Recorder();
        try (ClusterNode node = new ClusterNode(config, 1);
                ClusterNode other = new ClusterNode(config, 2);
                Outsider outsider = new Outsider()) {
            node.order.open(recorder);
            node.order.awaitCaughtUp(ClusterNode.PATIENCE);
            append(node, 1);
            node.settle();
            String speech = config.prefix() + ".room.tea.speech";
            outsider.send(speech, "NATS/1.0 abc\r\n\r\n", new byte[] {1});
            outsider.send(speech, "no headers", new byte[900_000]);
            ClusterNode.await("three messages", () -> other.end() == 3);
            append(node, 2);
            ClusterNode.await("the second event", () -> recorder.events.size() == 2);

            assertThat(recorder.events).containsExactly(1L, 2L);
            ClusterNode.await("the connection", () -> !node.order.isCutOff());
        }
    }
}
