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
import java.util.List;

/**
 * What was said in a room since an event, from what is kept on the disk: a stream goes on where it was although the room's memory does
 * not reach back so far, or the server was started anew. Confined to the reader's thread.
 */
final class EventReplay {
    private static final int PAGE = 50;
    private static final int MOST_PAGES = 80;
    private static final int UNITS_PER_PAGE = 4;

    private final ChatView view;
    private final RoomName room;
    private final BodyWriter body;
    private final Workload work;

    /** Whether the reader has been told that something is missing, and all has been there since. */
    private boolean incomplete;

    EventReplay(ChatView view, RoomName room, BodyWriter body, Workload work) {
        this.view = view;
        this.room = room;
        this.body = body;
        this.work = work;
    }

    /**
     * Writes it, and once that something is missing if it is too much.
     *
     * @return the last event after which nothing is to be written again
     */
    long write(long seen) throws IOException {
        long last = seen;
        int pages = 0;
        boolean more = true;
        try {
            while (more && pages < MOST_PAGES) {
                HistoryPage page = page(last);
                for (RoomEvent event : page.events()) {
                    body.write(EventStream.encoded(event));
                    last = event.id();
                }
                more = page.more();
                pages++;
            }
        } catch (UnreadableHistoryException later) {
            // The disk cannot be read now; what happens from now on can be told all the same.
            more = true;
        }
        if (more && !incomplete) {
            body.write(EventStream.missed());
        }
        incomplete = more;
        return last;
    }

    /** No more than one answer may hold, since the client may not read it. */
    private HistoryPage page(long last) {
        work.address().beginReading();
        try {
            work.address().charge(UNITS_PER_PAGE);
            List<RoomEvent> said = view.read(
                    room, new HistoryPoint.OfId(last), HistoryPoint.END, End.OLDEST, PAGE, Detail.MESSAGES)
                    .orElse(List.of());
            return HistoryPage.of(said, End.OLDEST, PAGE);
        } finally {
            work.address().endReading();
        }
    }
}
