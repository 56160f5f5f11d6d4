package dev.chatroom.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the simple parts of a form, and takes only what {@link FormWriter} writes. */
final class FormReader {
    private static final int MORE = 0x80;
    private static final int BITS = 0x7F;
    private static final int LAST_SHIFT = 63;
    private static final int NANOS = 1_000_000_000;

    private final byte[] form;
    private int at;

    FormReader(byte[] form) {
        this.form = form;
    }

    /** Nothing may follow. */
    void end() throws MalformedEventException {
        if (at < form.length) {
            throw new MalformedEventException("something follows the event");
        }
    }

    int octet() throws MalformedEventException {
        if (at == form.length) {
            throw new MalformedEventException("ends in the middle");
        }
        return form[at++] & 0xFF;
    }

    boolean flag() throws MalformedEventException {
        return number(2, "flag") == 1;
    }

    /** A number of one byte that is less than that. */
    int number(int below, String what) throws MalformedEventException {
        int value = octet();
        if (value >= below) {
            throw new MalformedEventException("no such " + what + ": " + value);
        }
        return value;
    }

    long varint() throws MalformedEventException {
        long value = 0;
        int shift = 0;
        int octet = octet();
        while ((octet & MORE) != 0 && shift < LAST_SHIFT) {
            value |= (long) (octet & BITS) << shift;
            shift += 7;
            octet = octet();
        }
        boolean tooLong = shift == LAST_SHIFT && octet > 1;
        if (tooLong || (octet == 0 && shift > 0)) {
            throw new MalformedEventException("a number in too many bytes");
        }
        return value | (long) octet << shift;
    }

    long signed() throws MalformedEventException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    int signedInt() throws MalformedEventException {
        long value = signed();
        if (value != (int) value) {
            throw new MalformedEventException("too great a number: " + value);
        }
        return (int) value;
    }

    /** How many parts follow, of which each has a byte at least. */
    int count() throws MalformedEventException {
        return length(varint());
    }

    private int length(long wanted) throws MalformedEventException {
        if (wanted < 0 || wanted > form.length - at) {
            throw new MalformedEventException("claims more than there is");
        }
        return (int) wanted;
    }

    String text() throws MalformedEventException {
        long head = varint();
        int length = length(head >>> 1);
        int start = at;
        at += length;
        return (head & 1) == 0 ? utf8(start, length) : utf16(start, length);
    }

    private String utf8(int start, int length) throws MalformedEventException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(form, start, length)).toString();
        } catch (CharacterCodingException malformed) {
            throw new MalformedEventException("not UTF-8: " + malformed.getMessage());
        }
    }

    private String utf16(int start, int length) throws MalformedEventException {
        if (length % 2 != 0) {
            throw new MalformedEventException("half a character");
        }
        StringBuilder text = new StringBuilder(length / 2);
        for (int i = start; i < start + length; i += 2) {
            text.append((char) ((form[i] & 0xFF) << 8 | (form[i + 1] & 0xFF)));
        }
        if (UTF_8.newEncoder().canEncode(text)) {
            throw new MalformedEventException("a text in UTF-16 that has a form in UTF-8");
        }
        return text.toString();
    }

    Instant instant() throws MalformedEventException {
        long seconds = signed();
        long nanos = varint();
        if (nanos < 0 || nanos >= NANOS) {
            throw new MalformedEventException("no part of a second: " + nanos);
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException beyond) {
            throw new MalformedEventException("no time: " + beyond.getMessage());
        }
    }

    List<Long> numbers() throws MalformedEventException {
        int count = count();
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(signed());
        }
        return List.copyOf(numbers);
    }
}
