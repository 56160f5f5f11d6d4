package dev.chatroom.server.cluster.people;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Any text as a token of a subject, unlike that of any other, and back: letters and digits of ASCII, {@code -} and {@code _} are
 * themselves, each other byte of its UTF-8 is {@code =} and two hexadecimal digits; {@code =} alone is the empty text.
 */
final class NameKeys {
    static final NatsMap.Keys KEYS = new NatsMap.Keys() {
        @Override
        public String write(String key) {
            return token(key);
        }

        @Override
        public String read(String token) {
            return text(token);
        }
    };

    private static final int HEX = 16;

    private NameKeys() {}

    private static String token(String text) {
        StringBuilder token = new StringBuilder(text.length());
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(each)) {
                token.append((char) each);
            } else {
                token.append('=')
                        .append(Character.toUpperCase(Character.forDigit(each >> 4 & 15, HEX)))
                        .append(Character.toUpperCase(Character.forDigit(each & 15, HEX)));
            }
        }
        return token.isEmpty() ? "=" : token.toString();
    }

    private static boolean isPlain(byte one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9')
                || one == '-' || one == '_';
    }

    private static String text(String token) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(token.length());
        for (int i = 0; i < token.length(); i++) {
            char each = token.charAt(i);
            if (each == '=' && i + 2 < token.length()) {
                bytes.write(Integer.parseInt(token, i + 1, i + 3, HEX));
                i += 2;
            } else if (each != '=') {
                bytes.write(each);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
