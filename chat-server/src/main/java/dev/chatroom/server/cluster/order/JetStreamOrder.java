package dev.chatroom.server.cluster.order;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.order.Placement;
import dev.chatroom.core.order.Sequencer;
import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.config.ClusterException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The order that the nodes of a cluster share: one stream of JetStream for all rooms, whose sequence is the place of an event. It
 * does not own the connection.
 */
public final class JetStreamOrder implements Sequencer {
    private static final int RADIX = 36;

    private final ClusterConnection cluster;
    private final StreamPlace from;
    private final BooleanSupplier mayAppend;
    private final String inbox;
    private final Underway underway;

    /** Null before it is opened. */
    private volatile @Nullable StreamReader reader;

    /**
     * Makes the stream, if there is none.
     *
     * @throws ClusterException if it is not as the configuration says, or cannot be used
     */
    public static void makeStream(ClusterConnection cluster) throws ClusterException {
        StreamSettings.make(cluster);
    }

    /**
     * An order over the stream, which has to be there.
     *
     * @param from up to where the chat needs nothing more
     * @param mayAppend whether this node may do something now; any thread asks
     */
    public JetStreamOrder(ClusterConnection cluster, StreamPlace from, BooleanSupplier mayAppend) {
        this.mayAppend = mayAppend;
        this.cluster = cluster;
        this.from = from;
        this.inbox = cluster.connection().createInbox();
        // The ids of events may begin anew with a process, and the broker knows the old ones for a while.
        String process = Long.toString(ThreadLocalRandom.current().nextLong(Integer.MAX_VALUE), RADIX);
        this.underway = new Underway(
                new RoomSubjects(cluster.config().prefix()), cluster.config().node() + "." + process + ".",
                StreamReader.answers(inbox), cluster.connection()::publish, System::nanoTime);
    }

    @Override
    public void open(Receiver receiver) {
        StreamReader opened = new StreamReader(cluster, inbox, underway, receiver, from, System::nanoTime);
        reader = opened;
        opened.start();
    }

    /**
     * Returns when all has been handed over that the stream had when it was reached; before that, the chat must serve nobody.
     *
     * @throws ClusterException if that takes longer than this, or the stream ends before {@code from}
     */
    public void awaitCaughtUp(Duration patience) throws ClusterException {
        StreamReader opened = reader;
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        try {
            var unused = opened.caughtUp().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new ClusterException("the events of the cluster have not all come within " + patience.toSeconds()
                    + " seconds; the last was " + opened.place().sequence(), late);
        } catch (ExecutionException ended) {
            throw ended.getCause() instanceof ClusterException why
                    ? why
                    : new ClusterException("the cluster cannot be read", ended);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while the events of the cluster came", stopped);
        }
    }

    /** The place of the last event that was handed over: the chat includes all up to there, and perhaps one more. */
    public StreamPlace place() {
        StreamReader opened = reader;
        return opened == null ? from : opened.place();
    }

    /** How many events of this node are underway. */
    public int underway() {
        return underway.size();
    }

    @Override
    public Placement append(RoomEvent event, long after) {
        StreamReader opened = reader;
        if (opened == null || !opened.isLive() || !mayAppend.getAsBoolean()) {
            return Placement.CUT_OFF;
        }
        long known = opened.place().sequence();
        return underway.append(event, EventPlace.sequence(after, known), known)
                ? Placement.UNDERWAY
                : Placement.CUT_OFF;
    }

    @Override
    public boolean placesAtOnce() {
        return false;
    }

    @Override
    public boolean isCutOff() {
        StreamReader opened = reader;
        return opened == null || !opened.isLive() || !mayAppend.getAsBoolean();
    }

    @Override
    public void close() {
        StreamReader opened = reader;
        if (opened != null) {
            opened.close();
        }
    }
}
