package dev.chatroom.server.protocol;

import dev.chatroom.core.User;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.pace.Workload;
import java.nio.ByteBuffer;

/**
 * One way in which clients speak with a server: how they are told from others, how their bytes become messages, and the
 * dialect that acts on these. For any thread.
 */
public interface Protocol {

    /**
     * Whether a client whose first line this is speaks it. Takes time in proportion to the line's length: it is asked before
     * anybody has been let in.
     */
    boolean isSpokenIn(Line firstLine);

    /**
     * The decoder of a client that speaks this.
     *
     * @param first the decoder that has read the client's first line, which may go on
     */
    Decoder decoder(LineDecoder first);

    /** Whether a client that speaks it can take its user up again over another connection. */
    default boolean isResumable() {
        return false;
    }

    /** The dialect of one user. */
    Dialect dialect(User user, Workload work);

    /** All that a client reads which is not served, as it is sent. */
    ByteBuffer refusal(Notice notice);
}
