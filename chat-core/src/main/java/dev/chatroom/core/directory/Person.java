package dev.chatroom.core.directory;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody in the chat, as the other nodes know them.
 *
 * @param author their id, nickname and profile
 * @param node where they are connected
 * @param address where they came from, as the transport writes it; for the eyes of those who run the server
 * @param enteredAt when they came
 * @param known whether others may know of them; if not, only the nickname is taken
 * @param away why they are away; absent if they are here
 * @param modes what is switched on for them; not changed any more
 */
public record Person(
        Author author, String node, String address, Instant enteredAt, boolean known, Optional<String> away,
        Set<UserMode> modes) {

    /** Refuses null. */
    public Person {
        Objects.requireNonNull(author, "a person is somebody");
        Objects.requireNonNull(node, "a node is not null, only empty");
        Objects.requireNonNull(address, "an address is not null");
        Objects.requireNonNull(enteredAt, "a time is not null");
        Objects.requireNonNull(away, "a reason is not null, only absent");
        modes = Set.copyOf(modes);
    }

    public long id() {
        return author.userId();
    }

    public Nickname nickname() {
        return author.nickname();
    }
}
