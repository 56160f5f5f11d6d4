package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/**
 * The beginning of each message's text, by which it is known wherever it arrives: {@code =RRRRSSSNNNNNTTTTTTT}, the run,
 * the sender, the sequence and the time in microseconds since the run began, in digits to base 64.
 *
 * <p>The digits are the 64 characters from {@code ?} to {@code ~}, with {@code >} in the place of the backslash, which JSON
 * would double; {@code =} is none of them, nor is it usual in nicknames and host names, which come before the text. The run is chosen at random, so that what an earlier run has left in a room's
 * history is not taken for this one's. Immutable.
 */
final class Mark {
    static final int BYTES = 20;
    static final byte FIRST = '=';
    static final int MOST_SENDERS = 1 << 18;

    private static final int DIGIT_BITS = 6;
    private static final int ZERO = '?';

    /** Written instead of {@link #AVOIDED}: the byte before the first digit. */
    private static final byte INSTEAD = '>';

    private static final byte AVOIDED = '\\';
    private static final byte LAST = '~';
    private static final int RUN = 1;
    private static final int SENDER = 5;
    private static final int SEQUENCE = 8;
    private static final int TIME = 13;

    /** Where the last eight bytes begin: the time, and a digit of the sequence. */
    private static final int LAST_EIGHT = BYTES - Long.BYTES;

    private static final int SEQUENCE_BITS = (TIME - SEQUENCE) * DIGIT_BITS;
    private static final int TIME_BITS = (BYTES - TIME) * DIGIT_BITS;

    /** Eight bytes as a number, the first the most significant: so eight digits are read at a time. */
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int AFTER_BEGIN_BITS = (Long.BYTES - SENDER) * Byte.SIZE;

    private final byte[] begin = new byte[Long.BYTES];

    /** {@link #FIRST} and the run. */
    private final long beginNumber;

    /** The marks of a run, named by four letters or digits. */
    Mark(String run) {
        byte[] letters = run.getBytes(US_ASCII);
        if (letters.length != SENDER - RUN) {
            throw new IllegalArgumentException("a run is named by four letters: " + run);
        }
        begin[0] = FIRST;
        System.arraycopy(letters, 0, begin, RUN, letters.length);
        this.beginNumber = eight(begin, 0) >>> AFTER_BEGIN_BITS;
    }

    static Mark random(RandomGenerator random) {
        StringBuilder letters = new StringBuilder();
        for (int i = RUN; i < SENDER; i++) {
            letters.append((char) random.nextInt('a', 'z' + 1));
        }
        return new Mark(letters.toString());
    }

    /** The run's name: four lower-case letters if it was chosen at random. */
    String run() {
        return new String(begin, RUN, SENDER - RUN, US_ASCII);
    }

    /**
     * Writes a mark.
     *
     * @param sender less than {@link #MOST_SENDERS}
     * @param sequence from 0 to 2^30 - 1
     * @param micros from 0 to 2^42 - 1, which is 50 days
     */
    void put(byte[] into, int at, int sender, int sequence, long micros) {
        System.arraycopy(begin, 0, into, at, SENDER);
        putNumber(into, at + SENDER, at + SEQUENCE, sender);
        putNumber(into, at + SEQUENCE, at + TIME, sequence);
        putNumber(into, at + TIME, at + BYTES, micros);
    }

    /** Whether the bytes, of which there are {@link #BYTES} at least, are a mark of this run. */
    boolean isAt(byte[] bytes, int at) {
        long differs = (eight(bytes, at) >>> AFTER_BEGIN_BITS) ^ beginNumber;
        return (differs | notDigits(eight(bytes, at + SENDER)) | notDigits(eight(bytes, at + LAST_EIGHT))) == 0;
    }

    /** Whether the bytes, of which there are fewer than {@link #BYTES}, may be the beginning of a mark of this run. */
    boolean mayBeginWith(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean fits = i - from < SENDER ? bytes[i] == begin[i - from] : bytes[i] >= INSTEAD && bytes[i] <= LAST;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    static int sender(byte[] bytes, int at) {
        return (int) (number(eight(bytes, at + SENDER)) >>> SEQUENCE_BITS);
    }

    static int sequence(byte[] bytes, int at) {
        return (int) (number(eight(bytes, at + SENDER)) & ((1L << SEQUENCE_BITS) - 1));
    }

    static long micros(byte[] bytes, int at) {
        return number(eight(bytes, at + LAST_EIGHT)) & ((1L << TIME_BITS) - 1);
    }

    private static long eight(byte[] bytes, int at) {
        return (long) EIGHT.get(bytes, at);
    }

    private static void putNumber(byte[] into, int from, int to, long number) {
        long rest = number;
        for (int i = to - 1; i >= from; i--) {
            byte digit = (byte) (ZERO + (int) (rest & 63));
            into[i] = digit == AVOIDED ? INSTEAD : digit;
            rest >>>= DIGIT_BITS;
        }
    }

    /** 0 if each of eight bytes is from 62 to 127: adding 66 sets the upper bit, which is not set yet. */
    private static long notDigits(long eight) {
        return (eight | ~(eight + 0x4242_4242_4242_4242L)) & 0x8080_8080_8080_8080L;
    }

    /**
     * The number of 48 bits for which eight digits stand; first the digits, then pairs, then fours move together. Of all bytes
     * that are digits, plus one, only {@link #INSTEAD} has no seventh bit; it reads as 63, which differs from 29 by 34.
     */
    private static long number(long eight) {
        long next = eight + 0x0101_0101_0101_0101L;
        long instead = ~next & 0x4040_4040_4040_4040L;
        long ones = (next & 0x3F3F_3F3F_3F3F_3F3FL) ^ (instead >>> 1) ^ (instead >>> 5);
        long pairs = ((ones >>> 2) & 0x0FC0_0FC0_0FC0_0FC0L) | (ones & 0x003F_003F_003F_003FL);
        long fours = ((pairs >>> 4) & 0x00FF_F000_00FF_F000L) | (pairs & 0x0000_0FFF_0000_0FFFL);
        return ((fours >>> 8) & 0x0000_FFFF_FF00_0000L) | (fours & 0x0000_0000_00FF_FFFFL);
    }
}
