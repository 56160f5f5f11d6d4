package dev.chatroom.server.protocol;

import dev.chatroom.server.dialect.Notice;
import java.nio.ByteBuffer;
import java.time.InstantSource;

/** How clients are answered that speak plain text where only TLS is taken: each in its own terms. For any thread. */
public final class TlsOnlyAnswers {
    private final Protocols protocols;
    private final ForeignAnswers foreign;
    private final InstantSource clock;

    /**
     * Answers of one server.
     *
     * @param server what it calls itself
     */
    public TlsOnlyAnswers(Protocols protocols, String server, InstantSource clock) {
        this.protocols = protocols;
        this.foreign = new ForeignAnswers(server, protocols.spokenByPeople());
        this.clock = clock;
    }

    /** The bytes of the answer to what a client has sent first, with its first line if it has sent one; may be none. */
    public ByteBuffer to(ByteBuffer first) {
        FirstBytes bytes = new FirstBytes();
        return bytes.areForeignWith(first.duplicate())
                ? bytes.answer(foreign, true, clock.instant())
                : protocols.ofFirst(first.duplicate()).refusal(new Notice.TlsOnly());
    }
}
