package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.RoomName;
import java.util.List;
import java.util.Optional;

/**
 * Which messages of a room are looked for.
 *
 * @param words each must be in the text, whatever its case; none for all messages
 * @param author the nickname under which it was said, whatever its case
 * @param after all of them are after this point
 * @param before all of them are before this point
 * @param limit how many at most, not negative
 * @param reader the id of the user for whom they are, or {@link HistoryQuery#ANYBODY}
 */
public record HistorySearch(
        RoomName room, List<String> words, Optional<String> author, HistoryPoint after, HistoryPoint before, int limit,
        long reader) {

    /** @throws IllegalArgumentException if the limit is negative */
    public HistorySearch {
        words = words.stream().map(CaseFold::key).toList();
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
        String text = CaseFold.key(message.text());
        return words.stream().allMatch(text::contains);
    }
}
