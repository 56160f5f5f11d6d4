package dev.chatroom.server.dialect;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.memory.MemoryAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of a room in one encoding, rendered once for all who read it: each of them copies what it has yet to
 * read, many lines at a time. Kept in a few segments that grow with use. For any thread.
 */
public final class RenderCache {
    private static final int FIRST_SEGMENT_BYTES = 512;
    private static final int LARGEST_SEGMENT_BYTES = 32 * 1024;

    private static final int FEWEST_SEGMENTS = 4;
    private static final int MOST_SEGMENTS = 64;

    private final Encoding encoding;
    private final MemoryAccount account;

    /** The oldest first; never changed, only replaced, under {@code writing}. */
    private volatile List<Segment> segments = List.of();

    /** How large the next segment is, and how many there are; both grow when a reader is further behind than that goes. */
    private volatile int segmentBytes = FIRST_SEGMENT_BYTES;

    private volatile int segmentsKept = FEWEST_SEGMENTS;

    private final ReentrantLock writing = new ReentrantLock();

    /** @param account what the segments take is charged to; as long as that is refused, readers look at events singly */
    RenderCache(Encoding encoding, MemoryAccount account) {
        this.encoding = encoding;
        this.account = account;
    }

    /**
     * Gives a reader what comes next, as many lines at once as there are between its own.
     *
     * @param reader whose own events are shown otherwise
     * @param inOneRoom whether the reader is in no other room, and need not be kept from reading of one change twice
     * @param single shows one event by itself: the reader's own, one that does not reach such readers, or one for which
     *               the sink has too little space left
     * @return false if the sink is full; true if all were taken, or the next has just been forgotten
     */
    public boolean read(
            EventBatch<ChatEvent> events, long reader, boolean inOneRoom, LineSink sink, Consumer<RoomEvent> single) {
        Segment.Reader reading = new Segment.Reader(reader, inOneRoom);
        while (!events.isTaken()) {
            long from = events.position();
            Segment segment = segment(events);
            long to = segment == null ? from - 1 : segment.runEnd(from, events.last(), reading, sink.space());
            if (segment != null && to >= from) {
                segment.give(from, to, sink);
                events.advanceTo(to);
                continue;
            }
            Delivery.Event<ChatEvent> next = events.next();
            if (next == null) {
                return true;
            }
            if (next.event() instanceof RoomEvent event) {
                single.accept(event);
            }
            if (sink.isFull()) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #read}, for a reader who has to look at each event. */
    public boolean readSingly(EventBatch<ChatEvent> events, LineSink sink, BiConsumer<RoomEvent, byte[]> show) {
        while (!events.isTaken()) {
            long position = events.position();
            Segment segment = segment(events);
            Delivery.Event<ChatEvent> next = events.next();
            if (next == null) {
                return true;
            }
            if (next.event() instanceof RoomEvent event) {
                show.accept(event, segment == null ? encoding.render(event) : segment.lines(position));
            }
            if (sink.isFull()) {
                return false;
            }
        }
        return true;
    }

    /** The segment that holds the next event; null if the event is older than what is kept here. */
    private @Nullable Segment segment(EventBatch<ChatEvent> events) {
        long wanted = events.position();
        Segment segment = find(wanted);
        if (segment != null) {
            return segment;
        }
        List<Segment> now = segments;
        if (now.isEmpty() || wanted >= now.getFirst().first()) {
            return write(events);
        }
        growSegments();
        return null;
    }

    private @Nullable Segment find(long sequence) {
        List<Segment> now = segments;
        for (int i = now.size() - 1; i >= 0; i--) {
            if (now.get(i).holds(sequence)) {
                return now.get(i);
            }
        }
        return null;
    }

    /** Adds the events unless somebody else has meanwhile. */
    private @Nullable Segment write(EventBatch<ChatEvent> events) {
        long wanted = events.position();
        writing.lock();
        try {
            if (find(wanted) == null && (segments.isEmpty() || wanted >= segments.getLast().next())) {
                long sequence = wanted;
                Delivery.Event<ChatEvent> event = events.peek(sequence);
                while (event != null && event.event() instanceof RoomEvent shown && add(sequence, shown, wanted)) {
                    sequence++;
                    event = events.peek(sequence);
                }
            }
            return find(wanted);
        } finally {
            writing.unlock();
        }
    }

    /** Lets go of all segments, and begins with small ones again. */
    void clear() {
        writing.lock();
        try {
            segments.forEach(this::release);
            segments = List.of();
            segmentBytes = FIRST_SEGMENT_BYTES;
            segmentsKept = FEWEST_SEGMENTS;
        } finally {
            writing.unlock();
        }
    }

    private void release(Segment segment) {
        account.charge(-Segment.heapSize(segment.size()));
    }

    /** Adds an event; false if that would push out the one that is wanted, or if memory is short. */
    private boolean add(long sequence, RoomEvent event, long wanted) {
        byte[] lines = encoding.render(event);
        Visibility reach = encoding.reach(event);
        long author = event.author().userId();
        List<Segment> now = segments;
        if (!now.isEmpty() && now.getLast().next() == sequence && now.getLast().add(reach, author, lines)) {
            return true;
        }
        boolean full = now.size() >= segmentsKept;
        if (full && now.getFirst().holds(wanted)) {
            growSegments();
            return false;
        }
        int size = Math.max(segmentBytes, lines.length);
        if (!account.charge(Segment.heapSize(size))) {
            return false;
        }
        if (full) {
            release(now.getFirst());
        }
        Segment segment = new Segment(sequence, size);
        segment.add(reach, author, lines);
        List<Segment> more = new ArrayList<>(full ? now.subList(1, now.size()) : now);
        more.add(segment);
        segments = List.copyOf(more);
        return true;
    }

    /** For a room that is so busy that its readers fall behind. */
    private void growSegments() {
        if (segmentBytes < LARGEST_SEGMENT_BYTES) {
            segmentBytes = 2 * segmentBytes;
        } else {
            segmentsKept = MOST_SEGMENTS;
        }
    }
}
