package dev.chatroom.server.bench.load;

/** Of what a server's stream is made while messages come. */
enum Units {
    /** Lines. Each message is one, and its text is the last of it. */
    LINES('\n', '\r') {
        @Override
        Hearing hearing() {
            return new Hearing.Lines();
        }

        @Override
        boolean isOne(byte[] bytes, int from, int to) {
            for (int i = from + 1; i < to; i++) {
                if (endsText(bytes[i])) {
                    return false;
                }
            }
            return true;
        }
    },
    /** Frames of WebSocket, each an object of JSON with a message's text in quotes. */
    FRAMES('"', '"') {
        @Override
        Hearing hearing() {
            return new Hearing.Frames();
        }

        // Only if the text is the last of its object: else the frames before it could not be told apart.
        @Override
        boolean isOne(byte[] bytes, int from, int to) {
            int head = from + 1;
            if (bytes[from] != '}' || bytes[head] != TEXT) {
                return false;
            }
            int length = bytes[head + 1];
            int end = length < IN_TWO_BYTES
                    ? head + 2 + length
                    : head + 4 + ((bytes[head + 2] & 0xFF) << Byte.SIZE | (bytes[head + 3] & 0xFF));
            return length <= IN_TWO_BYTES && to < end;
        }
    };

    /** How a whole text begins. */
    static final byte TEXT = (byte) 0x81;

    /** Stands for a length that has two bytes of its own. */
    static final int IN_TWO_BYTES = 126;

    private final byte end;
    private final byte otherEnd;

    Units(char end, char otherEnd) {
        this.end = (byte) end;
        this.otherEnd = (byte) otherEnd;
    }

    /** What a client hears before it has arrived. */
    abstract Hearing hearing();

    /**
     * Whether these bytes are no more than the end of one unit and the beginning of the next.
     *
     * @param from where a text ended
     * @param to where the next one begins, eight bytes later at least
     */
    abstract boolean isOne(byte[] bytes, int from, int to);

    boolean endsText(byte b) {
        return b == end || b == otherEnd;
    }

    /** The byte after a text. */
    byte end() {
        return end;
    }

    /** The other byte that may be there; may be the same. */
    byte otherEnd() {
        return otherEnd;
    }

    /** Splits what a client reads before it has arrived. Of what is longer it keeps the beginning. */
    sealed interface Hearing {
        int LONGEST = 4_096;

        /** Takes a byte. Whether something is complete with it. */
        boolean ends(byte next);

        /** What is complete, each byte a character. */
        String take();

        /** Lines, without their ends. */
        final class Lines implements Hearing {
            private final StringBuilder line = new StringBuilder();

            @Override
            public boolean ends(byte next) {
                if (next != '\n' && line.length() < LONGEST) {
                    line.append((char) (next & 0xFF));
                }
                return next == '\n';
            }

            @Override
            public String take() {
                String taken = line.toString().stripTrailing();
                line.setLength(0);
                return taken;
            }
        }

        /**
         * The lines of an answer of HTTP, then the messages of WebSocket (RFC 6455, section 5.2) as a server frames them: whole and
         * unmasked. Other frames have their two bytes of head before what they hold; the end is not heard, since it says less than
         * the message before it.
         */
        final class Frames implements Hearing {
            private static final byte CLOSE = (byte) 0x88;
            private static final int IN_EIGHT_BYTES = 127;

            private final Lines head = new Lines();
            private final StringBuilder message = new StringBuilder();
            private boolean upgraded;
            private byte kind;
            private boolean hasKind;
            private boolean hasLength;

            /** How many bytes of the length are still to come. */
            private int lengthBytes;

            /** How many bytes of the message are still to come. */
            private long rest;

            @Override
            public boolean ends(byte next) {
                if (!upgraded) {
                    return head.ends(next);
                }
                int value = next & 0xFF;
                if (!hasKind) {
                    hasKind = true;
                    kind = next;
                    return false;
                }
                if (!hasLength) {
                    begin(value);
                } else if (lengthBytes > 0) {
                    rest = rest << Byte.SIZE | value;
                    lengthBytes--;
                } else {
                    keep(value);
                    rest--;
                }
                return lengthBytes == 0 && rest == 0 && isHeard();
            }

            @Override
            public String take() {
                if (!upgraded) {
                    String line = head.take();
                    upgraded = line.isEmpty();
                    return line;
                }
                String taken = message.toString();
                message.setLength(0);
                return taken;
            }

            /** A frame is complete: the next byte begins another. */
            private boolean isHeard() {
                hasKind = false;
                hasLength = false;
                if (kind == CLOSE) {
                    message.setLength(0);
                }
                return kind != CLOSE;
            }

            private void begin(int length) {
                hasLength = true;
                lengthBytes = length == IN_TWO_BYTES ? Short.BYTES : length == IN_EIGHT_BYTES ? Long.BYTES : 0;
                rest = lengthBytes > 0 ? 0 : length;
                if (kind != TEXT) {
                    keep(kind & 0xFF);
                    keep(length);
                }
            }

            private void keep(int value) {
                if (message.length() < LONGEST) {
                    message.append((char) value);
                }
            }
        }
    }
}
