package dev.chatroom.core.text;

import java.util.regex.Pattern;

/**
 * A nickname that has been found good.
 *
 * @param text how it is written, in Unicode form NFKC
 * @param key the same for all nicknames that differ only in case or Unicode form
 */
public record Nickname(String text, String key) {

    private static final Pattern GUEST = Pattern.compile("guest-?(\\d+)");

    /** The nickname that a user has until it chooses one. */
    public static Nickname guest(long userId) {
        String text = "guest-" + userId;
        return new Nickname(text, text);
    }

    /** Whether the key is that of a nickname which a user has until it chooses another. */
    public static boolean isForGuests(String key) {
        return GUEST.matcher(key).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
