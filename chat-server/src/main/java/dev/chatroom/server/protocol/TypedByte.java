package dev.chatroom.server.protocol;

/**
 * The byte that was typed when a telnet client has made a command of it.
 *
 * <p>Outside BINARY, clients of the BSD family compare what is typed with their keys after they have taken off its eighth
 * bit. So 83, in Cyrillic {@code у}, is Ctrl-C to them, and they send IP for it, with DO TIMING-MARK behind it. A
 * command in the midst of a code point can be nothing else: a real key is sent between two letters.
 */
final class TypedByte {
    /** No byte at all: it continues nothing. */
    private static final int NONE = 0;

    private TypedByte() {}

    /** The byte, 0x80 to 0xBF, whose key is usually sent as this command; 0 if there is none. */
    static int of(byte command) {
        return switch (command & 0xFF) {
            case 237 -> 0x9A; // SUSP, Ctrl-Z
            case 238, 243 -> 0x9C; // ABORT and BRK, Ctrl-backslash
            case 244 -> 0x83; // IP, Ctrl-C
            case 245 -> 0x8F; // AO, Ctrl-O
            default -> NONE;
        };
    }

    /**
     * Whether the code point that these bytes end with is unfinished, and goes on with {@code next} in well-formed UTF-8.
     *
     * @param recent three bytes, the last one lowest
     * @param next 0 to 255
     */
    static boolean continues(int recent, int next) {
        int last = recent & 0xFF;
        int second = (recent >> 8) & 0xFF;
        int third = (recent >> 16) & 0xFF;
        if (!isContinuation(next)) {
            return false;
        }
        if (!isContinuation(last)) {
            return last >= 0xC2 && begins(last, next);
        }
        if (!isContinuation(second)) {
            return second >= 0xE0 && begins(second, last);
        }
        return third >= 0xF0 && begins(third, second);
    }

    /** Whether a first byte from C2 on, and a continuation byte, are the beginning of a code point. */
    private static boolean begins(int first, int second) {
        return switch (first) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> first < 0xF4;
        };
    }

    private static boolean isContinuation(int b) {
        return (b & 0xC0) == 0x80;
    }
}
