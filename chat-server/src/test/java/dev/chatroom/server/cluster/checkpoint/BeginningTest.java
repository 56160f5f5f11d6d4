package dev.chatroom.server.cluster.checkpoint;

import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.House;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.cluster.broker.NatsServer;
import dev.chatroom.server.cluster.order.JetStreamOrder;
import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterException;
import io.nats.client.PurgeOptions;
import io.nats.client.api.StreamInfoOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes that begin with what others have kept at a real broker. */
class BeginningTest {
    private static final RoomName TEA = new RoomName("tea", "tea");
    private static final CheckpointPace PACE = new CheckpointPace(40, 60, Duration.ofMillis(20));

    @RegisterExtension
    static final NatsServer BROKER = new NatsServer();

    private final ClusterConfig config = BROKER.cluster();
    private final List<Node> nodes = new ArrayList<>();

    private final class Node {
        final ClusterConnection cluster = NatsServer.open(config);
        final Checkpoint begun;
        final House house;
        final CheckpointWriter writer;
        final Checkpoints checkpoints;

        Node(boolean areOthersThere) throws ClusterException {
            JetStreamOrder.makeStream(cluster);
            nodes.add(this);
            Beginning beginning = Beginning.open(cluster, PACE);
            checkpoints = Checkpoints.open(cluster);
            begun = beginning.find(() -> areOthersThere);
            JetStreamOrder order = new JetStreamOrder(cluster, begun.place(), () -> true);
            int number = nodes.size();
            house = new House(limits -> limits, builder -> builder.sequencer(order).checkpoint(begun.rooms())
                    .userIds(ids(number)).eventIds(ids(number)));
            order.awaitCaughtUp(Duration.ofSeconds(20));
            writer = beginning.keep(house.chat, order);
        }

        private static IdGenerator ids(int number) {
            AtomicLong next = new AtomicLong();
            return () -> next.incrementAndGet() * 8 + number;
        }

        List<RoomCheckpoint> rooms() {
            return house.chat.checkpoint()
                    .sorted(Comparator.comparing(room -> room.snapshot().name().key()))
                    .toList();
        }

        List<Long> places() {
            try {
                return checkpoints.places();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }

        void close() {
            writer.close();
            house.chat.close();
            cluster.close();
        }
    }

    @AfterEach
    void close() {
        nodes.forEach(Node::close);
    }

    private static void await(String what, Callable<Boolean> reached) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!reached.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Says so many lines in the name of two, since a room shows newcomers only the last of those that one says in a row. */
    private static void speak(Node node, Membership one, int lines) {
        Membership other = node.house.chat.find("eve").flatMap(eve -> eve.membership(TEA))
                .orElseGet(() -> node.house.member("eve", "tea"));
        for (int i = 0; i < lines; i++) {
            done((i % 2 == 0 ? one : other).say("line " + i));
        }
    }

    @Test
    void aNodeThatBeginsLaterHasTheSameRooms() throws Exception {
        Node first = new Node(false);
        Membership ann = first.house.member("ann", "tea");
        done(ann.setTopic("cups"));
        for (int i = 0; i < 3; i++) {
            speak(first, ann, 50);
            long last = ann.room().newest();
            await("a checkpoint of what was said", () -> first.places().stream().anyMatch(place -> place > last - 40));
        }
        first.house.member("bob", "milk");

        Node later = new Node(true);

        assertThat(later.begun.place().sequence()).as("not with the beginning").isPositive();
        assertThat(later.begun.rooms()).isNotEmpty();
        await("all has come", () -> later.rooms().equals(first.rooms()));
        Room tea = later.house.chat.room(TEA).orElseThrow();
        assertThat(tea.newest() - tea.oldest()).as("events that can be read again").isGreaterThanOrEqualTo(50);
        done(ann.say("more"));
        await("what comes later", () -> later.rooms().equals(first.rooms()));
        assertThat(tea.event(tea.newest())).isEqualTo(ann.room().event(ann.room().newest()));
    }

    @Test
    void fewAreKept() throws Exception {
        Node first = new Node(false);
        Membership ann = first.house.member("ann", "tea");
        for (int i = 0; i < 8; i++) {
            speak(first, ann, 45);
            long last = ann.room().newest();
            await("one more", () -> first.places().stream().anyMatch(place -> place > last - 40));
        }

        await("the old ones are gone", () -> first.places().size() <= 3);
        first.writer.close();
        String store = config.prefix() + "-checkpoints";
        assertThat(first.cluster.management()
                .getStreamInfo("OBJ_" + store, StreamInfoOptions.filterSubjects("$O." + store + ".M.>"))
                .getStreamState().getSubjects())
                .as("what each node reads at each look").hasSize(first.places().size());
    }

    @Test
    void theStreamMayForget() throws Exception {
        Node first = new Node(false);
        Membership ann = first.house.member("ann", "tea");
        done(ann.setTopic("cups"));
        speak(first, ann, 3);
        assertThat(first.places()).isEmpty();
        forget(first, 4);
        await("a checkpoint, though there are few events", () -> !first.places().isEmpty());

        Node later = new Node(true);

        assertThat(later.rooms()).isEqualTo(first.rooms());
        assertThat(later.rooms().getFirst().snapshot().topic().text()).isEqualTo("cups");
    }

    @Test
    void aNodeDoesNotBeginBesideOthersWithoutWhatTheyHave() throws Exception {
        Node first = new Node(false);
        first.writer.close();
        done(first.house.member("ann", "tea").setTopic("cups"));
        forget(first, 3);

        assertThatThrownBy(() -> new Node(true)).isInstanceOf(ClusterException.class)
                .hasMessageContaining("begins at 3, and no checkpoint says what was before");
        nodes.removeLast().cluster.close();
        Node alone = new Node(false);
        assertThat(alone.rooms()).isEmpty();
        assertThat(alone.begun.place().sequence()).isEqualTo(2);
    }

    @Test
    void anotherIsTakenForOneThatCannotBeRead() throws Exception {
        Node first = new Node(false);
        Membership ann = first.house.member("ann", "tea");
        speak(first, ann, 50);
        await("a checkpoint", () -> !first.places().isEmpty());
        first.writer.close();
        speak(first, ann, 100);
        first.cluster.connection().objectStore(config.prefix() + "-checkpoints").put("after-90", new byte[] {9});

        Node later = new Node(true);

        assertThat(later.begun.place().sequence()).isNotEqualTo(90);
        assertThat(later.rooms()).isEqualTo(first.rooms());
    }

    private static void forget(Node node, long before) throws Exception {
        node.cluster.management().purgeStream(
                node.cluster.config().prefix(), PurgeOptions.builder().sequence(before).build());
    }
}
