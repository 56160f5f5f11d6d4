package dev.chatroom.core.event;

import dev.chatroom.core.text.Nickname;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who did something, as they were called at that moment: a {@code User} may be renamed later, an event may not.
 *
 * @param userId the user's id, 0 for the room itself
 * @param nickname the nickname at the time, empty for the room itself
 * @param profile what else was known of the user at the time
 */
public record Author(long userId, Nickname nickname, Profile profile) {
    /** The author of what no user did, such as a summary. */
    public static final Author ROOM = new Author(0, new Nickname("", ""));

    /** Somebody of whom only the nickname is known. */
    public Author(long userId, Nickname nickname) {
        this(userId, nickname, Profile.NONE);
    }

    /** The form in which masks match users: {@code nickname!username@host}. */
    public String hostmask() {
        return nickname.text() + "!" + profile.username() + "@" + profile.host();
    }

    /** The same, and the forms with earlier profiles behind it. */
    public List<String> hostmasks(List<Profile> former) {
        return Stream.concat(Stream.of(this), former.stream().map(this::with)).map(Author::hostmask).toList();
    }

    public Author called(Nickname renamed) {
        return new Author(userId, renamed, profile);
    }

    public Author with(Profile changed) {
        return new Author(userId, nickname, changed);
    }
}
