package dev.chatroom.core;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.broadcast.ManualExecutor;
import dev.chatroom.core.event.ChatEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs a reader to drain what was said in its rooms, in one after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OutboxBenchmark {
    private static final int READERS = 1_000;

    @Param({"1", "64"})
    public int events;

    @Param({"1", "3"})
    public int rooms;

    private final ManualExecutor passes = new ManualExecutor();
    private final House house = new House(limits -> limits, builder -> builder.executor(passes));
    private final User speaker = house.enter("speaker");
    private final List<Membership> places = new ArrayList<>();
    private final List<Outbox> outboxes = new ArrayList<>(READERS);
    private final DeliverySink<ChatEvent> sink = this::take;
    private Delivery<ChatEvent> last;

    @Setup
    public void join() {
        for (int room = 0; room < rooms; room++) {
            places.add(house.join(speaker, "room" + room));
        }
        for (int i = 0; i < READERS; i++) {
            User reader = house.enter("reader" + i);
            places.forEach(place -> house.join(reader, place.room().name().text()));
            outboxes.add(reader.outbox());
        }
    }

    // Many read what was said once, so that neither the clock nor what saying allocates counts for much in
    // a reader's figure.
    @Setup(Level.Invocation)
    public void say() {
        for (int i = 0; i < events; i++) {
            House.done(places.get(i % rooms).say("hello"));
        }
        passes.runAll();
    }

    @Benchmark
    @OperationsPerInvocation(READERS)
    public Delivery<ChatEvent> drain() {
        for (Outbox outbox : outboxes) {
            boolean unused = outbox.drain(sink);
        }
        return last;
    }

    private boolean take(Delivery<ChatEvent> delivery) {
        last = delivery;
        return true;
    }
}
