package dev.chatroom.server.cluster.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Threads;
import dev.chatroom.core.order.Placement;
import dev.chatroom.core.order.Sequencer;
import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A node that writes, and what it is handed. */
final class WritingNode implements AutoCloseable {
    private static final int MOST_UNDERWAY = 100;

    final ClusterNode node;
    final Recorder recorder = new Recorder();

    /** The events that were refused at once. */
    final Set<Long> notAppended = ConcurrentHashMap.newKeySet();

    private final Set<Long> appended = ConcurrentHashMap.newKeySet();

    WritingNode(ClusterConfig config, int number) throws IOException {
        try {
            node = new ClusterNode(config, number);
            node.order.open(recorder);
            node.order.awaitCaughtUp(ClusterNode.PATIENCE);
        } catch (ClusterException late) {
            throw new IOException(late);
        }
    }

    void append(long id, long after) {
        boolean isUnderway = node.order.append(Recorder.event(id), after) == Placement.UNDERWAY;
        (isUnderway ? appended : notAppended).add(id);
    }

    /** Has each of them write speech and changes until it is over. */
    static List<Threads.Running<Boolean>> write(List<WritingNode> nodes, AtomicLong ids, AtomicBoolean over) {
        List<Threads.Running<Boolean>> writers = new ArrayList<>();
        for (WritingNode node : nodes) {
            writers.add(Threads.start(() -> node.write(ids, over, Sequencer.ANYWHERE)));
            writers.add(Threads.start(() -> node.write(ids, over, 0)));
        }
        return writers;
    }

    private boolean write(AtomicLong ids, AtomicBoolean over, long after) {
        while (!over.get()) {
            ClusterNode.await("room", () -> node.order.underway() < MOST_UNDERWAY);
            append(ids.incrementAndGet(), after == 0 ? node.order.place().sequence() : after);
        }
        return true;
    }

    void awaitMore() {
        int before = recorder.events.size();
        ClusterNode.await("more events", () -> recorder.events.size() > before + 20);
    }

    /** Whether all who wrote were handed the same as one that came later: all that was not refused, and nothing else. */
    static void assertAllIsThereOnce(WritingNode later, List<WritingNode> writers) {
        List<Long> stream = later.recorder.events;
        assertThat(stream).doesNotHaveDuplicates();
        assertThat(later.recorder.places).isSorted().doesNotHaveDuplicates();
        for (WritingNode writer : writers) {
            assertThat(writer.recorder.events).isEqualTo(stream);
            assertThat(stream).as("what was refused").noneMatch(
                    id -> writer.notAppended.contains(id) || writer.recorder.refused.containsKey(id));
            Set<Long> unanswered = new HashSet<>(writer.appended);
            unanswered.removeAll(writer.recorder.refused.keySet());
            assertThat(new HashSet<>(stream)).containsAll(unanswered);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
