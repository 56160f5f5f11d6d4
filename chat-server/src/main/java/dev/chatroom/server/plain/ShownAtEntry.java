package dev.chatroom.server.plain;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Passage;
import java.util.List;

/**
 * Which messages somebody who came into a room was shown of what was said before.
 *
 * @param first the sequence of the first of them; if there was none, of the first that comes
 * @param leftOut what was left out among them, since pastes were shown shortened
 * @param position the sequence of the last event before those that the user reads as they happen
 */
record ShownAtEntry(RoomName room, long first, List<Lines> leftOut, long position) {

    /** Lines in a row, by their sequences, both of which are among them. */
    record Lines(long from, long to) {}

    static ShownAtEntry shortened(RoomName room, List<Passage> passages, long position) {
        return new ShownAtEntry(
                room,
                passages.isEmpty() ? position + 1 : passages.getFirst().lines().getFirst().sequence(),
                passages.stream().filter(passage -> passage.more() > 0).map(ShownAtEntry::rest).toList(),
                position);
    }

    private static Lines rest(Passage passage) {
        List<Message> lines = passage.lines();
        return new Lines(lines.get(passage.beginning().size()).sequence(), lines.getLast().sequence());
    }

    static ShownAtEntry whole(RoomName room, List<Message> messages, long position) {
        return new ShownAtEntry(
                room, messages.isEmpty() ? position + 1 : messages.getFirst().sequence(), List.of(), position);
    }

    /** Whether it was said before the user came. */
    boolean precedes(Message message) {
        return message.sequence() <= position;
    }

    /** Whether the user has been shown it. */
    boolean includes(Message message) {
        long sequence = message.sequence();
        return sequence >= first
                && leftOut.stream().noneMatch(lines -> lines.from() <= sequence && sequence <= lines.to());
    }
}
