package dev.chatroom.server.web.json;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.server.dialect.Passage;
import java.util.List;

/**
 * As much of what was read as one answer may hold: it waits in memory for whoever asked, who may not read.
 *
 * @param events the oldest first; the first of those that were read is there in any case, from the end that was asked for
 * @param more whether there is more
 */
public record HistoryPage(List<RoomEvent> events, boolean more) {
    /** Names, times and ids. */
    private static final int PER_EVENT = 100;

    /** Copies. */
    public HistoryPage {
        events = List.copyOf(events);
    }

    /**
     * Of events that were read, the oldest first.
     *
     * @param end from which end they were read, if there are more
     * @param limit how many were asked for; if so many are there, there may be more
     */
    public static HistoryPage of(List<RoomEvent> read, End end, int limit) {
        List<RoomEvent> inOrder = end == End.OLDEST ? read : read.reversed();
        int characters = 0;
        int fitting = 0;
        while (fitting < inOrder.size() && (fitting == 0 || characters <= Passage.CHARACTERS_ASKED_FOR)) {
            characters += PER_EVENT;
            if (inOrder.get(fitting) instanceof Message message) {
                characters += message.text().length();
            }
            fitting++;
        }
        List<RoomEvent> shown = inOrder.subList(0, fitting);
        return new HistoryPage(
                end == End.OLDEST ? shown : shown.reversed(), fitting < read.size() || read.size() == limit);
    }
}
