package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Words;
import java.util.List;
import java.util.Optional;

/**
 * Which messages of a room are looked for.
 *
 * @param phrases of each, the {@link Words} must follow each other in the text, whatever their case; one that has no word is in
 *     no text. None for all messages
 * @param author the nickname under which it was said, whatever its case
 * @param after all of them are after this point
 * @param before all of them are before this point
 * @param limit how many at most, not negative
 * @param reader the id of the user for whom they are, or {@link HistoryQuery#ANYBODY}
 */
public record HistorySearch(
        RoomName room, List<String> phrases, Optional<String> author, HistoryPoint after, HistoryPoint before,
        int limit,
        long reader) {

    /** @throws IllegalArgumentException if the limit is negative */
    public HistorySearch {
        phrases = List.copyOf(phrases);
        author = author.map(CaseFold::key);
        if (limit < 0) {
            throw new IllegalArgumentException("nobody can want " + limit + " messages");
        }
    }

    /**
     * Whether a message is among those that are looked for. A store leaves out besides what has been taken back, and what is
     * more than the limit.
     */
    public boolean finds(Message message) {
        if (after.compare(message) <= 0 || before.compare(message) >= 0 || !message.audience().includes(reader)) {
            return false;
        }
        if (author.isPresent() && !message.author().nickname().key().equals(author.get())) {
            return false;
        }
        List<String> text = phrases.isEmpty() ? List.of() : Words.of(message.text());
        return phrases.stream().allMatch(phrase -> Words.contains(text, Words.of(phrase)));
    }
}
