package dev.chatroom.server.cluster.order;

import dev.chatroom.core.text.RoomName;
import java.nio.charset.StandardCharsets;

/**
 * The subjects of the stream. A room has two, since what people say may come between a change and the one that it depends on:
 * the broker compares the last sequence of one subject.
 *
 * @param prefix what all of them begin with
 */
record RoomSubjects(String prefix) {
    private static final String HEX = "0123456789ABCDEF";

    /** All that the stream takes. */
    String all() {
        return prefix + ".room.>";
    }

    /** Where the changes of a room go. */
    String changes(RoomName room) {
        return prefix + ".room." + token(room.key()) + ".change";
    }

    /** Where what people say in a room goes. */
    String speech(RoomName room) {
        return prefix + ".room." + token(room.key()) + ".speech";
    }

    /**
     * A text as one token of a subject, unlike that of any other text: letters and digits of ASCII, {@code -} and {@code _} are
     * themselves, each other byte of its UTF-8 is {@code =} and two hexadecimal digits; {@code =} alone is the empty text.
     */
    static String token(String text) {
        if (text.isEmpty()) {
            return "=";
        }
        StringBuilder token = new StringBuilder(text.length());
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(each)) {
                token.append((char) each);
            } else {
                token.append('=').append(HEX.charAt(each >> 4 & 15)).append(HEX.charAt(each & 15));
            }
        }
        return token.toString();
    }

    private static boolean isPlain(byte one) {
        return isWithin(one, 'a', 'z') || isWithin(one, 'A', 'Z') || isWithin(one, '0', '9') || one == '-'
                || one == '_';
    }

    private static boolean isWithin(byte one, char first, char last) {
        return first <= one && one <= last;
    }
}
