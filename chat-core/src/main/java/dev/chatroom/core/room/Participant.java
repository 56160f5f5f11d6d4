package dev.chatroom.core.room;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.text.Nickname;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Somebody who asks something of a room, as far as it has to know them to decide. For any thread. */
public interface Participant {
    /** Unique among all users of the chat, positive; stays the same whatever they are called. */
    long id();

    /** They as the author of what happens now. */
    Author asAuthor();

    /** What they are called now. */
    default Nickname nickname() {
        return asAuthor().nickname();
    }

    /** What is switched on for them. */
    Set<UserMode> modes();

    /** Whether this is switched on for them. */
    default boolean has(UserMode mode) {
        return modes().contains(mode);
    }

    /** Whether they have left the chat, or are about to: nothing more is to be done for them. */
    boolean isGone();

    /** Why they are away: an empty text if no reason was given, absent if they are here. */
    Optional<String> away();

    /** All forms in which masks find them: as of now first, and as by earlier nicknames. */
    List<String> hostmasks();

    /** Somebody's stay in a room. */
    interface Stay {
        /** Whose it is. */
        Participant user();

        /** Whether it is over, so that nothing may be done by it any more. */
        boolean hasEnded();
    }
}
