package dev.chatroom.server.protocol;

import dev.chatroom.server.dialect.Line;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Turns the bytes that one client sends into messages. Confined to the connection's reader thread. */
public interface Decoder {

    /**
     * Prepares bytes that have just come, in place, for {@link #next}.
     *
     * @param inputHidden whether the client has been told not to show what is typed
     */
    void prepare(ByteBuffer bytes, boolean inputHidden);

    /** The next message among bytes that have been prepared; null when all of them are used up. */
    @Nullable Line next(ByteBuffer bytes);

    /** At the end of the input, what has come of a message; null if there is nothing of one. */
    @Nullable Line last();

    /** Whether a message counts that the end of the input has cut off. */
    boolean takesLast();

    /** How the client sends its messages, and so expects those that it reads. */
    Framing framing();

    /** Whether {@link #takeAnswers} may only stand between two messages. Otherwise they may stand between any two bytes. */
    default boolean framesAnswers() {
        return false;
    }

    /** Bytes with which the protocol itself answers what came, to be sent as they are; empty if there are none. */
    default byte[] takeAnswers() {
        return new byte[0];
    }

    /** Whether the client has asked, since the last call, for a line that shows that the server is there. */
    default boolean takeAreYouThere() {
        return false;
    }

    /** Whether no message follows, since the client has said so, or has sent what is none; the last answers say which. */
    default boolean hasEnded() {
        return false;
    }

    /** How the client has ended its messages, or would, if nothing more came. */
    default Ending ending() {
        return Ending.FOR_GOOD;
    }

    /** What the end of a client's messages tells. */
    enum Ending {
        /** It does not come back. */
        FOR_GOOD,
        /** It may come back soon. */
        FOR_NOW,
        /** It would have said so, therefore the connection is lost. */
        UNSAID
    }

    /** Whether bytes that have come may not be there any more as they were sent. */
    default boolean altersInput() {
        return false;
    }

    /** Whether the client has shown that it is a terminal, even if no message has come. */
    default boolean isTerminal() {
        return false;
    }
}
