package dev.chatroom.core.room;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.text.Nickname;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Somebody who asks something of a room, as far as it has to know them to decide. For any thread. */
public interface Participant {
    /** The id, which stays the same whatever they are called. */
    long id();

    /** How they are known now. */
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

    /** Whether they have left the chat. */
    boolean isGone();

    /** Why they are away; empty if they are not. */
    Optional<String> away();

    /** By which hosts and names masks find them: those of now, and those that they had before. */
    List<String> hostmasks();

    /** Somebody's stay in a room. */
    interface Stay {
        /** Whose it is. */
        Participant user();

        /** Whether it is over, so that nothing may be done by it any more. */
        boolean hasEnded();
    }
}
