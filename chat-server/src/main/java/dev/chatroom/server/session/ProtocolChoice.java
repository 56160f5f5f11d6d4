package dev.chatroom.server.session;

import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.http.HttpConnection;
import dev.chatroom.server.protocol.Decoder;
import dev.chatroom.server.protocol.FirstBytes;
import dev.chatroom.server.protocol.ForeignAnswers;
import dev.chatroom.server.protocol.Protocol;
import dev.chatroom.server.protocol.Protocols;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What one client's first bytes tell of the protocol that it speaks. Confined to the reader's thread, except where said. */
final class ProtocolChoice {
    /** Whoever has sent so many lines of the longest kind without an end is no script that sends and ends. */
    private static final int LONGEST_INPUTS = 2;

    private final UserBinding binding;
    private final ServerResources server;
    private final FirstBytes firstBytes = new FirstBytes();

    /** When the first bytes came, by the clock. */
    private final long begun;

    ProtocolChoice(UserBinding binding, ServerResources server) {
        this.binding = binding;
        this.server = server;
        this.begun = server.clock().now();
    }

    FirstBytes firstBytes() {
        return firstBytes;
    }

    /** Whether the first line is on its way, so that it may yet turn out to be foreign. For any thread. */
    boolean isWithinFirstLine() {
        return firstBytes.areWithinLine();
    }

    /** Whether that may become a request of HTTP. For any thread. */
    boolean mayBeRequest() {
        return firstBytes.mayBeRequest();
    }

    /** Whether that line may be a request, and takes longer than a whole head may. For any thread. */
    boolean isRequestOverdue() {
        return mayBeRequest() && server.clock().isOver(begun, HttpConnection.FOR_HEAD);
    }

    /**
     * Servers pass over empty lines before the first (RFC 9112, section 2.2), so nobody is let in who has sent no other.
     *
     * @param opened whether the first line has come before
     */
    @Nullable Line firstOrNextLine(Decoder decoder, ByteBuffer bytes, boolean opened) {
        Line line = decoder.next(bytes);
        while (line != null && !opened && !binding.isOpen() && (line.text().isEmpty() || !firstBytes.areDecided())) {
            line = decoder.next(bytes);
        }
        return line;
    }

    /** What the client speaks; the line is null if it has only shown that it is a terminal. */
    Protocol spokenIn(@Nullable Line firstLine, Decoder decoder, PausableInput input)
            throws IOException, InterruptedException {
        Protocols protocols = server.protocols();
        Protocol spoken = protocols.of(firstLine);
        boolean maySend = firstLine != null && !decoder.isTerminal() && spoken.equals(protocols.spokenByPeople());
        return maySend && endsAtOnce(input) ? protocols.spokenByScripts() : spoken;
    }

    /** Whether a client that has spoken before it was greeted is a script, which ends its input as well. */
    private boolean endsAtOnce(PausableInput input) throws IOException, InterruptedException {
        return input.endsWithin(server.config().senderDelay(), LONGEST_INPUTS * server.config().maxLine());
    }

    /** What a foreign client is answered that has not been greeted. */
    ByteBuffer foreignAnswer() {
        ForeignAnswers answers = new ForeignAnswers(server.config().name(), server.protocols().spokenByPeople());
        return firstBytes.answer(answers, binding.client().isEncrypted(), server.config().clock().instant());
    }

    /** What a foreign client is told that has been greeted. */
    Notice foreignNotice() {
        return firstBytes.notice();
    }
}
