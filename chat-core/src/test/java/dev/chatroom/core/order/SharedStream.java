package dev.chatroom.core.order;

import dev.chatroom.core.ChatBuilder;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.codec.EventCodec;
import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * An order that several chats share, in memory. It gives places on a thread of its own, later than it is asked; other chats
 * than the one that asked get events as bytes.
 */
public final class SharedStream implements AutoCloseable {
    private static final int MOST_CHATS = 8;
    private static final Instant BEGINNING = Instant.parse("2026-02-03T04:05:06Z");

    /** What the test does before an event is looked at. */
    private volatile Consumer<RoomEvent> before = event -> {
    };

    /** Held while nothing gets a place. */
    private final ReentrantLock gate = new ReentrantLock();

    private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger overtaken = new AtomicInteger();
    private final Thread thread;
    private volatile boolean cutOff;
    private volatile boolean broken;
    private volatile boolean endsBatches = true;

    /** @param copy what other chats get */
    private record Placed(RoomEvent event, RoomEvent copy, long id, boolean isChange) {}

    /** All that has a place; owned by the thread. */
    private final List<Placed> log = new ArrayList<>();

    /** Owned by the thread. */
    private long last = 1_000;

    /** The last place whose event all chats have; written by the thread. */
    private volatile long handed = last;

    /** The last change of each room; owned by the thread. */
    private final Map<String, Long> changes = new HashMap<>();

    public SharedStream() {
        thread = Thread.ofPlatform().daemon().name("stream").start(this::run);
    }

    /** One of the chats. */
    public final class Node implements Sequencer {
        private final ConcurrentHashMap<String, Long> handed = new ConcurrentHashMap<>();
        private final long after;
        private volatile Receiver receiver;
        private volatile boolean closed;

        private Node(long after) {
            this.after = after;
        }

        @Override
        public void open(Receiver chat) {
            receiver = chat;
            inbox.add(() -> {
                log.forEach(placed -> {
                    if (placed.id() > after) {
                        hand(placed, this, false);
                    }
                });
                nodes.add(this);
            });
        }

        private void endBatch() {
            if (!closed) {
                receiver.endBatch();
            }
        }

        @Override
        public Placement append(RoomEvent event, long after) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            if (cutOff || closed) {
                return Placement.CUT_OFF;
            }
            long expected = after == 0 ? handed.getOrDefault(event.room().key(), 0L) : after;
            asked.incrementAndGet();
            inbox.add(() -> {
                place(this, event, expected);
                asked.decrementAndGet();
            });
            return Placement.UNDERWAY;
        }

        @Override
        public boolean placesAtOnce() {
            return false;
        }

        @Override
        public boolean isCutOff() {
            return cutOff;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Has one more chat share this order. Its ids are unlike those of the others. */
    public ChatBuilder with(ChatBuilder builder) {
        return with(builder, 0);
    }

    /** The same, for a chat that is handed only what comes after this place. */
    public ChatBuilder with(ChatBuilder builder, long after) {
        long number = numbers.incrementAndGet();
        return builder.sequencer(new Node(after)).userIds(ids(number)).eventIds(ids(number));
    }

    private static IdGenerator ids(long number) {
        AtomicLong next = new AtomicLong();
        return () -> next.incrementAndGet() * MOST_CHATS + number;
    }

    private void run() {
        try {
            while (true) {
                Runnable next = inbox.take();
                gate.lock();
                try {
                    next.run();
                    if (inbox.isEmpty() && endsBatches) {
                        nodes.forEach(Node::endBatch);
                    }
                } finally {
                    gate.unlock();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last place whose event all chats have. */
    public long handed() {
        return handed;
    }

    private void place(Node from, RoomEvent event, long expected) {
        before.accept(event);
        String room = event.room().key();
        if (cutOff) {
            from.receiver.refuse(event.id(), Rejection.CUT_OFF);
        } else if (expected != Sequencer.ANYWHERE && expected != changes.getOrDefault(room, 0L)) {
            overtaken.incrementAndGet();
            from.receiver.refuse(event.id(), Rejection.OVERTAKEN);
        } else {
            last += 1;
            if (expected != Sequencer.ANYWHERE) {
                changes.put(room, last);
            }
            Placed placed = new Placed(event, copy(event), last, expected != Sequencer.ANYWHERE);
            log.add(placed);
            nodes.forEach(node -> hand(placed, node, node == from));
            handed = last;
        }
    }

    private static void hand(Placed placed, Node node, boolean own) {
        if (!node.closed) {
            RoomEvent event = own ? placed.event() : placed.copy();
            node.receiver.apply(event, placed.id(), BEGINNING.plusMillis(placed.id()));
            if (placed.isChange()) {
                node.handed.put(event.room().key(), placed.id());
            }
        }
    }

    private static RoomEvent copy(RoomEvent event) {
        try {
            return (RoomEvent) EventCodec.decode(EventCodec.encode(event));
        } catch (MalformedEventException broken) {
            throw new AssertionError(broken);
        }
    }

    /** Does this with each event before it is looked at, on the thread of the stream. */
    public void before(Consumer<RoomEvent> action) {
        before = action;
    }

    /** Hands a change to all chats that none of them has asked for; for {@link #before}. */
    public void overtake(RoomEvent change) {
        last += 1;
        changes.put(change.room().key(), last);
        Placed placed = new Placed(change, copy(change), last, true);
        log.add(placed);
        nodes.forEach(node -> hand(placed, node, false));
    }

    /** Hands the last event to all chats once more, as a stream does that is not sure. */
    public void repeat(RoomEvent event) {
        nodes.forEach(node -> node.receiver.apply(event, last, BEGINNING.plusMillis(last)));
    }

    /** While true, the order cannot be reached. */
    public void cutOff(boolean now) {
        cutOff = now;
    }

    /** While true, whoever asks for a place is thrown an exception. */
    public void broken(boolean now) {
        broken = now;
    }

    /** From now on, nobody is told of what is handed over. */
    public void neverEndBatches() {
        endsBatches = false;
    }

    /** Lets nothing have a place until {@link #release}, by the same thread. */
    public void hold() {
        gate.lock();
    }

    public void release() {
        gate.unlock();
    }

    /** Returns when so many events wait for a place. */
    public void awaitAsked(int events) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (asked.get() != events) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(asked + " events wait, not " + events);
            }
            Thread.onSpinWait();
        }
    }

    /** How many events were overtaken. */
    public int overtaken() {
        return overtaken.get();
    }

    /** Returns when all that was appended before has a place, or none. */
    public void settle() {
        CountDownLatch reached = new CountDownLatch(1);
        inbox.add(() -> {
            nodes.forEach(Node::endBatch);
            reached.countDown();
        });
        try {
            if (!reached.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the stream stands still");
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
