package dev.chatroom.server.plain;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.text.RoomName;
import java.util.ArrayList;
import java.util.List;

/**
 * Which messages somebody who came into a room was shown of what was said before. Memory may lack some between two of them,
 * since it drops lines of long pastes.
 *
 * @param shown those that were shown
 * @param position the sequence of the last event before those that the user reads as they happen
 * @param end a point behind what was said up to then, and not long behind if that is known
 */
record ShownAtEntry(RoomName room, List<Lines> shown, long position, HistoryPoint end) {

    /** Lines in a row, by their sequences, both of which are among them. */
    record Lines(long from, long to) {}

    /** @param view the room as it was then */
    static ShownAtEntry of(RoomView view, List<Message> messages) {
        HistoryPoint end = view.recent().isEmpty()
                ? HistoryPoint.END
                : new HistoryPoint.OfId(view.recent().getLast().id() + 1);
        return new ShownAtEntry(view.name(), inRows(messages), view.position(), end);
    }

    private static List<Lines> inRows(List<Message> messages) {
        List<Lines> rows = new ArrayList<>();
        for (Message message : messages) {
            long sequence = message.sequence();
            boolean goesOn = !rows.isEmpty() && rows.getLast().to() == sequence - 1;
            rows.add(new Lines(goesOn ? rows.removeLast().from() : sequence, sequence));
        }
        return List.copyOf(rows);
    }

    ShownAtEntry withNothingShown() {
        return new ShownAtEntry(room, List.of(), position, end);
    }

    /** Whether it was said before the user came. */
    boolean precedes(Message message) {
        return message.sequence() <= position;
    }

    /** Whether the user has been shown it. */
    boolean includes(Message message) {
        long sequence = message.sequence();
        return shown.stream().anyMatch(lines -> lines.from() <= sequence && sequence <= lines.to());
    }
}
