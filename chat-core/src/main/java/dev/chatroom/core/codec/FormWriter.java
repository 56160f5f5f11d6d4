package dev.chatroom.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;

/** Writes the simple parts of a form. */
final class FormWriter {
    private static final int MORE = 0x80;
    private static final int BITS = 0x7F;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] bytes() {
        return out.toByteArray();
    }

    void octet(int value) {
        out.write(value);
    }

    void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    /** As an unsigned number. */
    void varint(long value) {
        long rest = value;
        while ((rest & ~BITS) != 0) {
            octet((int) (rest & BITS) | MORE);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    void signed(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    void text(String text) {
        boolean utf8 = UTF_8.newEncoder().canEncode(text);
        byte[] bytes = utf8 ? text.getBytes(UTF_8) : utf16(text);
        varint(2L * bytes.length + (utf8 ? 0 : 1));
        out.writeBytes(bytes);
    }

    /** The charset of the JDK would replace half a surrogate pair. */
    private static byte[] utf16(String text) {
        byte[] bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return bytes;
    }

    void instant(Instant at) {
        signed(at.getEpochSecond());
        varint(at.getNano());
    }

    void numbers(Collection<Long> numbers) {
        varint(numbers.size());
        numbers.forEach(this::signed);
    }
}
