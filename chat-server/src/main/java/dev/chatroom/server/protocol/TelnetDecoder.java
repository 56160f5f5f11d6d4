package dev.chatroom.server.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes telnet commands (RFC 854, RFC 855) out of a byte stream, however the network has split them, and refuses every
 * option but BINARY (RFC 856) for what the client sends.
 *
 * <p>Without BINARY a client may take the eighth bit off what is typed, and then many letters hold its keys. So BINARY is
 * accepted at any time, and asked for once, when the client has negotiated about anything. A client that has not is left
 * alone: to a program that is no telnet, the question would be three bytes of rubbish. A command that such a key has put
 * into the midst of a letter becomes the letter's byte again ({@link TypedByte}).
 *
 * <p>For what the server sends, BINARY is refused: clients show every byte without it, and with it those of the BSD family
 * end the typist's own line with a bare LF.
 *
 * <p>Both sides of every other option are off and stay so, which in the Q method of RFC 1143 is the state NO with nothing
 * wanted: DO is answered with WONT, WILL with DONT, and WONT and DONT with nothing. An answer therefore never causes an
 * answer. DO TIMING-MARK (RFC 860) needs no rule of its own: it is refused each time it is asked, and the refusal is the mark
 * that a client waits for, for example to show output again after an interrupt.
 *
 * <p>Where the RFCs leave the meaning open:
 *
 * <ul>
 *   <li>IAC before a byte that is no command (below 236) is dropped and the byte is data, so that a stray 0xFF (Latin-1
 *       text) cannot swallow the end of its line; it does not count as {@link #seen}.
 *   <li>Inside a subnegotiation, IAC before a byte that is no command is content (clients forget to double the 255 of a
 *       window size). IAC before a command other than SE ends the subnegotiation and is that command, as in the BSD
 *       telnet server, so a lost SE does not deafen the connection.
 * </ul>
 *
 * <p>The socket must deliver urgent data inline ({@code SO_OOBINLINE}). The DM that ends a synch is sent as urgent
 * data, and without its second byte the IAC before it would take in the byte after it.
 *
 * <p>Memory: a few fields, and three bytes of answers for each option asked about since {@link #takeAnswers}; never
 * more answer bytes in all than bytes received, and the three of the question. Confined to the connection's reader thread.
 */
final class TelnetDecoder {
    private static final byte BINARY = 0;
    private static final byte ECHO = 1;
    private static final byte AYT = (byte) 246;
    private static final byte SB = (byte) 250;
    private static final byte WILL = (byte) 251;
    private static final byte WONT = (byte) 252;
    private static final byte DO = (byte) 253;
    private static final byte DONT = (byte) 254;
    private static final byte IAC = (byte) 255;

    /** EOF (RFC 1184), the lowest of the assigned commands. */
    private static final int LOWEST_COMMAND = 236;

    private static final byte[] NOTHING = {};

    /** What {@link #next} returns for a byte that is not data. */
    private static final int NO_DATA = -1;

    private State state = State.DATA;

    /** WILL, WONT, DO or DONT; meaningful in {@link State#OPTION}. */
    private byte verb;

    /** The last three bytes of data, the last one lowest. */
    private int recent;

    /** BINARY for what the client sends. */
    private final TelnetOption binary = new TelnetOption();

    /** Whether the client has negotiated, and so has been asked for BINARY. */
    private boolean negotiated;

    /** Whether the server has said that it echoes (RFC 857), though it shows nothing: for secrets. */
    private boolean echoing;

    private boolean seen;
    private boolean areYouThere;

    private byte @Nullable [] answers;
    private int answersLength;

    /** What the bytes before the next one make of it. */
    private enum State {
        DATA,
        COMMAND,
        OPTION,
        SUBNEGOTIATION,
        SUBNEGOTIATION_COMMAND
    }

    /**
     * Makes a decoder for what comes next.
     *
     * @param recent the last three bytes that have come of an unfinished line, the last one lowest; 0 for none
     */
    TelnetDecoder(int recent) {
        this.recent = recent;
    }

    /** Whether the server has said that it echoes. */
    void setEchoing(boolean now) {
        echoing = now;
    }

    /** Whether there is a byte that begins a telnet command; as long as there was none, no decoder is needed. */
    static boolean mayConcern(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == IAC) {
                return true;
            }
        }
        return false;
    }

    /**
     * Removes telnet commands from {@code buffer}, between its position and its limit. The data that remains starts at
     * the unchanged position; the limit is lowered to its end.
     */
    void decode(ByteBuffer buffer) {
        int limit = buffer.limit();
        int from = buffer.position();
        if (state == State.DATA) {
            while (from < limit && buffer.get(from) != IAC) {
                from++;
            }
            for (int i = Math.max(buffer.position(), from - 3); i < from; i++) {
                recent = (recent << 8) | (buffer.get(i) & 0xFF);
            }
        }
        int to = from;
        for (; from < limit; from++) {
            int data = next(buffer.get(from));
            if (data != NO_DATA) {
                recent = (recent << 8) | data;
                buffer.put(to++, (byte) data);
            }
        }
        buffer.limit(to);
    }

    /**
     * Whether the client asked "are you there" since the last call; the server answers with a line that shows it is.
     */
    boolean takeAreYouThere() {
        boolean asked = areYouThere;
        areYouThere = false;
        return asked;
    }

    /** The answers that the client must be sent, in order and as they are; empty if there are none. */
    byte[] takeAnswers() {
        byte[] taken = answers;
        if (taken == null) {
            return NOTHING;
        }
        answers = null;
        int length = answersLength;
        answersLength = 0;
        return length == taken.length ? taken : Arrays.copyOf(taken, length);
    }

    /** Whether this connection has sent a telnet command. An escaped data byte, IAC IAC, is none. */
    boolean seen() {
        return seen;
    }

    /** Whether the client sends all bytes as they are; it may end lines with a bare return then. */
    boolean isInputBinary() {
        return binary.isOn();
    }

    /** The byte of data, 0 to 255, that this byte gives, or {@link #NO_DATA}. */
    private int next(byte b) {
        switch (state) {
            case DATA -> {
                if (b != IAC) {
                    return b & 0xFF;
                }
                state = State.COMMAND;
            }
            case COMMAND -> {
                if (b == IAC || !isCommand(b)) {
                    state = State.DATA;
                    return b & 0xFF;
                }
                return command(b);
            }
            case OPTION -> {
                state = State.DATA;
                negotiate(b);
            }
            case SUBNEGOTIATION -> {
                if (b == IAC) {
                    state = State.SUBNEGOTIATION_COMMAND;
                }
            }
            case SUBNEGOTIATION_COMMAND -> {
                if (b != IAC && isCommand(b)) {
                    return command(b);
                }
                state = State.SUBNEGOTIATION;
            }
        }
        return NO_DATA;
    }

    private static boolean isCommand(byte b) {
        return (b & 0xFF) >= LOWEST_COMMAND;
    }

    /**
     * Does what a command asks for. SE needs no case: to be data again is all that it asks for.
     *
     * @return the byte of data that the command stands for, or {@link #NO_DATA}
     */
    private int command(byte command) {
        seen = true;
        areYouThere |= command == AYT;
        verb = command;
        state = switch (command) {
            case SB -> State.SUBNEGOTIATION;
            case WILL, WONT, DO, DONT -> State.OPTION;
            default -> State.DATA;
        };
        int typed = TypedByte.of(command);
        return TypedByte.continues(recent, typed) ? typed : NO_DATA;
    }

    private void negotiate(byte option) {
        if (option == BINARY && (verb == WILL || verb == WONT)) {
            agreeOnBinary();
        } else {
            refuse(option);
        }
        if (!negotiated) {
            negotiated = true;
            if (binary.ask()) {
                answer(DO, BINARY);
            }
        }
    }

    private void agreeOnBinary() {
        boolean on = verb == WILL;
        if (on ? binary.turnOn() : binary.turnOff()) {
            answer(on ? DO : DONT, BINARY);
        }
    }

    /** What the server has offered by itself is not refused, but asking for it again is no news either. */
    private void refuse(byte option) {
        if (verb == DO && option == ECHO && echoing) {
            return;
        }
        if (verb == DO) {
            answer(WONT, option);
        } else if (verb == WILL) {
            answer(DONT, option);
        }
    }

    private void answer(byte answer, byte option) {
        byte[] bytes = answers;
        if (bytes == null) {
            bytes = new byte[12];
        } else if (bytes.length - answersLength < 3) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        bytes[answersLength++] = IAC;
        bytes[answersLength++] = answer;
        bytes[answersLength++] = option;
        answers = bytes;
    }
}
