package dev.chatroom.server.protocol;

import dev.chatroom.server.dialect.Line;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Lines, and telnet commands between their bytes as long as the client may be a terminal. Every client is read by it until
 * its first line tells what it speaks.
 */
public final class LineDecoder implements Decoder {
    private static final byte[] NOTHING = {};

    private final LineFramer framer;

    /** Null as long as the client has sent nothing that could be telnet. */
    private @Nullable TelnetDecoder telnet;

    /** Whether a program writes the lines, to which no byte is telnet and a line without an end is none. */
    private boolean program;

    /**
     * Of a client that has not sent anything yet.
     *
     * @param maxLine how many bytes of a line are kept, at least 1
     */
    public LineDecoder(int maxLine) {
        this.framer = new LineFramer(maxLine);
    }

    /** From now on for a program, whose lines may have so many bytes. */
    public Decoder ofProgram(int maxLine) {
        framer.setMaxLine(maxLine);
        program = true;
        return this;
    }

    @Override
    public void prepare(ByteBuffer bytes, boolean inputHidden) {
        if (program) {
            return;
        }
        if (telnet == null && TelnetDecoder.mayConcern(bytes)) {
            telnet = new TelnetDecoder(framer.recent());
        }
        if (telnet != null) {
            telnet.setEchoing(inputHidden);
            telnet.decode(bytes);
            framer.setReturnEndsLine(telnet.isInputBinary());
        }
    }

    @Override
    public @Nullable Line next(ByteBuffer bytes) {
        return framer.next(bytes);
    }

    @Override
    public @Nullable Line last() {
        return framer.last();
    }

    @Override
    public boolean takesLast() {
        return !program;
    }

    @Override
    public Framing framing() {
        return isTerminal() || framer.crlf() ? LineEnd.CRLF : LineEnd.LF;
    }

    @Override
    public byte[] takeAnswers() {
        return telnet == null ? NOTHING : telnet.takeAnswers();
    }

    @Override
    public boolean takeAreYouThere() {
        return telnet != null && telnet.takeAreYouThere();
    }

    @Override
    public boolean altersInput() {
        return telnet != null;
    }

    @Override
    public boolean isTerminal() {
        return telnet != null && telnet.seen();
    }
}
