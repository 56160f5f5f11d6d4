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
 * The newest events of a room in one edition, rendered once for all who read it: each of them copies what it has yet to
 * read, many lines at a time. Kept on a few pages that grow with use. For any thread.
 */
public final class RenderCache {
    private static final int FIRST_PAGE_BYTES = 512;
    private static final int LARGEST_PAGE_BYTES = 32 * 1024;

    private static final int FEWEST_PAGES = 4;
    private static final int MOST_PAGES = 64;

    private final Encoding encoding;
    private final MemoryAccount account;

    /** The oldest first; never changed, only replaced, under {@code writing}. */
    private volatile List<Segment> pages = List.of();

    /** How large the next page is, and how many there are; both grow when a reader is further behind than that goes. */
    private volatile int pageBytes = FIRST_PAGE_BYTES;

    private volatile int pagesKept = FEWEST_PAGES;

    private final ReentrantLock writing = new ReentrantLock();

    /** @param account what the pages take is charged to; as long as that is refused, readers look at events singly */
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
            Segment page = page(events);
            long to = page == null ? from - 1 : page.runEnd(from, events.last(), reading, sink.space());
            if (page != null && to >= from) {
                page.give(from, to, sink);
                events.takeTo(to);
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
            Segment page = page(events);
            Delivery.Event<ChatEvent> next = events.next();
            if (next == null) {
                return true;
            }
            if (next.event() instanceof RoomEvent event) {
                show.accept(event, page == null ? encoding.render(event) : page.lines(position));
            }
            if (sink.isFull()) {
                return false;
            }
        }
        return true;
    }

    /** The page that holds the next event; null if the event is older than what is kept here. */
    private @Nullable Segment page(EventBatch<ChatEvent> events) {
        long wanted = events.position();
        Segment page = find(wanted);
        if (page != null) {
            return page;
        }
        List<Segment> now = pages;
        if (now.isEmpty() || wanted >= now.getFirst().first()) {
            return write(events);
        }
        growPages();
        return null;
    }

    private @Nullable Segment find(long sequence) {
        List<Segment> now = pages;
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
            if (find(wanted) == null && (pages.isEmpty() || wanted >= pages.getLast().next())) {
                long sequence = wanted;
                Delivery.Event<ChatEvent> event = events.look(sequence);
                while (event != null && event.event() instanceof RoomEvent shown && add(sequence, shown, wanted)) {
                    sequence++;
                    event = events.look(sequence);
                }
            }
            return find(wanted);
        } finally {
            writing.unlock();
        }
    }

    /** Lets go of all pages, and begins with small ones again. */
    void clear() {
        writing.lock();
        try {
            pages.forEach(this::release);
            pages = List.of();
            pageBytes = FIRST_PAGE_BYTES;
            pagesKept = FEWEST_PAGES;
        } finally {
            writing.unlock();
        }
    }

    private void release(Segment page) {
        boolean unused = account.charge(-Segment.heapSize(page.size()));
    }

    /** Adds an event; false if that would push out the one that is wanted, or if memory is short. */
    private boolean add(long sequence, RoomEvent event, long wanted) {
        byte[] lines = encoding.render(event);
        Visibility reach = encoding.reach(event);
        long author = event.author().userId();
        List<Segment> now = pages;
        if (!now.isEmpty() && now.getLast().next() == sequence && now.getLast().add(reach, author, lines)) {
            return true;
        }
        boolean full = now.size() >= pagesKept;
        if (full && now.getFirst().holds(wanted)) {
            growPages();
            return false;
        }
        int size = Math.max(pageBytes, lines.length);
        if (!account.charge(Segment.heapSize(size))) {
            return false;
        }
        if (full) {
            release(now.getFirst());
        }
        Segment page = new Segment(sequence, size);
        boolean unused = page.add(reach, author, lines);
        List<Segment> more = new ArrayList<>(full ? now.subList(1, now.size()) : now);
        more.add(page);
        pages = List.copyOf(more);
        return true;
    }

    /** For a room that is so busy that its readers fall behind. */
    private void growPages() {
        if (pageBytes < LARGEST_PAGE_BYTES) {
            pageBytes = 2 * pageBytes;
        } else {
            pagesKept = MOST_PAGES;
        }
    }
}
