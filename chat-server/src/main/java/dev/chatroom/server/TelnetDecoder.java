package dev.chatroom.server;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes telnet commands (RFC 854, RFC 855) out of a byte stream, however the network has split them, and refuses every
 * option but BINARY (RFC 856).
 *
 * <p>Without BINARY a client may take the eighth bit off what is typed, and then half of the world's letters are commands to
 * it. So both directions are accepted at any time, and asked for once, when the client has negotiated about anything. A
 * client that has not is left alone: to a program that is no telnet, the question would be six bytes of rubbish.
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
 * more answer bytes in all than bytes received, and the six of the question. Confined to the connection's reader thread.
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

    private State state = State.DATA;

    /** WILL, WONT, DO or DONT; meaningful in {@link State#OPTION}. */
    private byte verb;

    /** What the client sends, and what it is sent. */
    private final TelnetOption binaryInput = new TelnetOption();

    private final TelnetOption binaryOutput = new TelnetOption();

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
        }
        int to = from;
        for (; from < limit; from++) {
            byte b = buffer.get(from);
            if (isData(b)) {
                buffer.put(to++, b);
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
        return binaryInput.isOn();
    }

    private boolean isData(byte b) {
        switch (state) {
            case DATA -> {
                if (b != IAC) {
                    return true;
                }
                state = State.COMMAND;
            }
            case COMMAND -> {
                if (b == IAC || !isCommand(b)) {
                    state = State.DATA;
                    return true;
                }
                command(b);
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
                if (b == IAC || !isCommand(b)) {
                    state = State.SUBNEGOTIATION;
                } else {
                    command(b);
                }
            }
        }
        return false;
    }

    private static boolean isCommand(byte b) {
        return (b & 0xFF) >= LOWEST_COMMAND;
    }

    /** Does what a command asks for. SE needs no case: to be data again is all that it asks for. */
    private void command(byte command) {
        seen = true;
        areYouThere |= command == AYT;
        verb = command;
        state = switch (command) {
            case SB -> State.SUBNEGOTIATION;
            case WILL, WONT, DO, DONT -> State.OPTION;
            default -> State.DATA;
        };
    }

    private void negotiate(byte option) {
        if (option == BINARY) {
            agreeOnBinary();
        } else {
            refuse(option);
        }
        if (!negotiated) {
            negotiated = true;
            askForBinary();
        }
    }

    private void agreeOnBinary() {
        boolean on = verb == WILL || verb == DO;
        boolean input = verb == WILL || verb == WONT;
        TelnetOption direction = input ? binaryInput : binaryOutput;
        if (on ? direction.turnOn() : direction.turnOff()) {
            answer(on ? (input ? DO : WILL) : (input ? DONT : WONT), BINARY);
        }
    }

    private void askForBinary() {
        if (binaryInput.ask()) {
            answer(DO, BINARY);
        }
        if (binaryOutput.ask()) {
            answer(WILL, BINARY);
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
