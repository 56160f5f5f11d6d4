package dev.chatroom.server.web;

import dev.chatroom.core.ChatView;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery.Detail;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.http.BodyWriter;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.web.json.HistoryPage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;

/**
 * What outsiders may read of a room since an event, from what is kept on the disk: a stream goes on where it was although the room's memory does
 * not reach back so far, or the server was started anew. Confined to the reader's thread.
 */
final class EventReplay {
    private static final int PAGE = 50;

    /** So many pages a stream is behind at most, where it has to go on with what is in memory. */
    static final int MOST_PAGES = 80;

    private static final int UNITS_PER_PAGE = 2;
    private static final int EVENTS_PER_UNIT = 8;
    private static final int BYTES_PER_UNIT = 4 * 1024;

    private final ChatView view;
    private final RoomName room;
    private final BodyWriter body;
    private final Workload work;

    /** Shared by all streams: one of them is at the disk at a time, however many catch up at once, after a restart say. */
    private final Semaphore turn;

    /** Whether there is more after what was written last. */
    private boolean more;

    /** Whether the reader has been told that something is missing, and all has been there since. */
    private boolean incomplete;

    EventReplay(ChatView view, RoomName room, BodyWriter body, Workload work, Semaphore turn) {
        this.view = view;
        this.room = room;
        this.body = body;
        this.work = work;
        this.turn = turn;
    }

    /**
     * Writes so many pages at most, each when the reader's address owes nothing: else many streams would have a disk and a carrier
     * for as long as there is history.
     *
     * @return the last event after which nothing is to be written again; empty if the reader has gone
     */
    OptionalLong write(long seen, int mostPages) throws IOException, InterruptedException {
        long last = seen;
        more = true;
        try {
            for (int pages = 0; more && pages < mostPages; pages++) {
                if (!awaitPaid()) {
                    return OptionalLong.empty();
                }
                Page page = page(last);
                for (byte[] event : page.events()) {
                    body.write(event);
                }
                last = page.last();
                more = page.more();
            }
        } catch (UnreadableHistoryException later) {
            // The disk cannot be read now; what happens from now on can be told all the same.
            more = true;
        }
        incomplete &= more;
        return OptionalLong.of(last);
    }

    /** Tells the reader, once, that something is missing if there was too much, since the stream goes on behind it. */
    void passOverRest() throws IOException {
        if (more && !incomplete) {
            body.write(EventStream.missed());
        }
        incomplete = more;
    }

    /** False if the reader has gone, which is looked for meanwhile. */
    private boolean awaitPaid() throws IOException, InterruptedException {
        for (Duration wait = work.address().untilNext(); !wait.isZero(); wait = work.address().untilNext()) {
            if (!body.await(wait.compareTo(EventStream.LOOK) < 0 ? wait : EventStream.LOOK)) {
                return false;
            }
        }
        return true;
    }

    /**
     * What is written next, encoded.
     *
     * @param last the last event of it
     * @param more whether more follows
     */
    private record Page(List<byte[]> events, long last, boolean more) {}

    /** No more than one answer may hold, since the client may not read it. In this order, an address has one stream that waits for a turn. */
    private Page page(long seen) {
        work.address().beginReading();
        try {
            turn.acquireUninterruptibly();
            try {
                return encoded(read(seen), seen);
            } finally {
                turn.release();
            }
        } finally {
            work.address().endReading();
        }
    }

    private HistoryPage read(long seen) {
        work.address().charge(UNITS_PER_PAGE);
        List<RoomEvent> happened = view.read(
                room, new HistoryPoint.OfId(seen), HistoryPoint.END, End.OLDEST, PAGE, Detail.OUTSIDE)
                .orElse(List.of());
        work.address().charge(happened.size() / EVENTS_PER_UNIT);
        return HistoryPage.of(happened, End.OLDEST, PAGE);
    }

    private Page encoded(HistoryPage page, long seen) {
        List<byte[]> encoded = page.events().stream()
                .filter(EventStream::isForOutsiders)
                .map(EventStream::encoded)
                .toList();
        work.address().charge(encoded.stream().mapToInt(event -> event.length).sum() / BYTES_PER_UNIT);
        long last = page.events().isEmpty() ? seen : page.events().getLast().id();
        return new Page(encoded, last, page.more());
    }
}
