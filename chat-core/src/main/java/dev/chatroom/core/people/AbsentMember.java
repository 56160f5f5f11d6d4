package dev.chatroom.core.people;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.room.Participant;
import dev.chatroom.core.room.UserMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Somebody who is on the roster of a room and not in the chat: the node on which they were is gone. */
public record AbsentMember(Author asAuthor) implements Participant, Participant.Stay {
    @Override
    public long id() {
        return asAuthor.userId();
    }

    @Override
    public Set<UserMode> modes() {
        return Set.of();
    }

    @Override
    public boolean isGone() {
        return false;
    }

    @Override
    public Optional<String> away() {
        return Optional.empty();
    }

    @Override
    public List<String> hostmasks() {
        return List.of(asAuthor.hostmask());
    }

    @Override
    public Participant user() {
        return this;
    }

    @Override
    public boolean hasEnded() {
        return false;
    }
}
