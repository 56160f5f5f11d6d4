package dev.chatroom.core;

/**
 * A nickname that has been found good.
 *
 * @param text how it is written, in Unicode form NFKC
 * @param key the same for all nicknames that differ only in case or Unicode form
 */
public record Nickname(String text, String key) {

    /** The nickname that a user has until it chooses one. */
    static Nickname guest(long userId) {
        String text = "guest-" + userId;
        return new Nickname(text, text);
    }

    @Override
    public String toString() {
        return text;
    }
}
