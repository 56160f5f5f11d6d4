package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which messages of some rooms are looked for.
 *
 * @param rooms the keys of the rooms ({@code RoomName.key}), each with the point after which its messages may be read
 * @param phrases of each, the {@link Words} must follow each other in the text, whatever their case; one that has no word is in
 *     no text. None for all messages
 * @param author the nickname under which it was said, whatever its case
 * @param after all of them are after this point
 * @param before all of them are before this point
 * @param end which of them, if there are more than wanted: the newest, which come first then, or the oldest, the same
 * @param limit how many at most, not negative
 * @param reader the id of the user for whom they are, or {@link HistoryQuery#ANYBODY}
 */
public record HistorySearch(
        Map<String, HistoryPoint> rooms, List<String> phrases, Optional<String> author, HistoryPoint after,
        HistoryPoint before, HistoryQuery.End end, int limit, long reader) {

    /** @throws IllegalArgumentException if the limit is negative */
    public HistorySearch {
        rooms = Map.copyOf(rooms);
        phrases = List.copyOf(phrases);
        author = author.map(CaseFold::key);
        if (limit < 0) {
            throw new IllegalArgumentException("nobody can want " + limit + " messages");
        }
    }

    /** The newest messages of a room with these phrases. */
    public static HistorySearch newest(RoomName room, List<String> phrases, int limit, long reader) {
        return new HistorySearch(Map.of(room.key(), HistoryPoint.BEGINNING), phrases, Optional.empty(),
                HistoryPoint.BEGINNING, HistoryPoint.END, HistoryQuery.End.NEWEST, limit, reader);
    }

    /**
     * Whether a message is among those that are looked for. A store leaves out besides what has been taken back, and what is
     * more than the limit.
     */
    public boolean finds(Message message) {
        HistoryPoint since = rooms.get(message.room().key());
        if (since == null || since.compare(message) <= 0) {
            return false;
        }
        if (after.compare(message) <= 0 || before.compare(message) >= 0 || !message.audience().includes(reader)) {
            return false;
        }
        if (author.isPresent() && !message.author().nickname().key().equals(author.get())) {
            return false;
        }
        List<String> text = phrases.isEmpty() ? List.of() : Words.of(message.text());
        return phrases.stream().allMatch(phrase -> Words.contains(text, Words.of(phrase)));
    }

    /** The order in which they are found. */
    public Comparator<Message> order() {
        Comparator<Message> onwards = Comparator.comparingLong(Message::id);
        return end == HistoryQuery.End.OLDEST ? onwards : onwards.reversed();
    }
}
