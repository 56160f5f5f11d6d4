package dev.chatroom.core.history;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import java.util.List;
import java.util.Optional;

/** What a room keeps for its readers, as far as {@link WindowHistory} reads it. For any thread. */
public interface Window {

    /** The sequence of the oldest event that is kept; one more than {@link #newest} if none is. */
    long oldest();

    /** The sequence of the newest event that readers have; 0 before the first. */
    long newest();

    /** The event with this sequence, if it is kept. */
    Optional<RoomEvent> event(long sequence);

    /** The messages that are kept for people who join later, also those whose events are kept no more; the oldest first. */
    List<Message> messages();
}
