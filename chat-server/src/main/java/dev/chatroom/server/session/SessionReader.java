package dev.chatroom.server.session;

import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.http.Answer;
import dev.chatroom.server.http.HttpConnection;
import dev.chatroom.server.http.HttpHandler;
import dev.chatroom.server.net.Wire;
import dev.chatroom.server.protocol.Decoder;
import dev.chatroom.server.protocol.LineDecoder;
import dev.chatroom.server.protocol.Protocol;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The reading side of one connection: bytes become lines, and lines are acted on. Confined to the reader's thread. */
final class SessionReader implements Runnable {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");

    private final SessionState state;
    private final UserBinding binding;
    private final Completion completion;
    private final Wire wire;
    private final ServerResources server;

    /** Null as long as nothing has come. Written by the reader. */
    private volatile @Nullable RequestHandler requests;

    /** Null as long as nothing has come, as with most who are silent; then lines are read until the first tells otherwise. */
    private @Nullable Decoder decoder;
    private ByteBuffer buffer = ReadBuffer.first();
    /** How many bytes the last read has brought. */
    private int received;

    /** Null as long as nothing has come. Written by the reader. */
    private volatile @Nullable ProtocolChoice choice;

    /** Null unless the client is being served by HTTP. Written by the reader. */
    private volatile @Nullable HttpConnection http;

    /** Whether the first line has come, or a telnet command that says as much. */
    private boolean opened;

    /** Told when the reader has acted on all that it acts on. */
    interface Completion {
        /** The last that the reader's thread does. */
        void readerDone(CloseReason how);
    }

    SessionReader(
            SessionState state, UserBinding binding, Wire wire, ServerResources server, Completion completion) {
        this.state = state;
        this.binding = binding;
        this.completion = completion;
        this.wire = wire;
        this.server = server;
    }

    /**
     * Reads and acts until the client or the session ends. Silent clients wait here for their first bytes: each call between
     * the thread's start and this read would cost every one of them a frame of the stack.
     */
    @Override
    public void run() {
        CloseReason how = null;
        try {
            if (wire.handshake()) {
                binding.client().markEncrypted();
                // Only now the client can say something.
                new GreetingTimer(state, binding, this::choiceMade, wire, server).afterHandshake();
            }
            while (how == null) {
                RequestHandler pausing = requests;
                ByteBuffer into = nextBuffer();
                int kept = pausing == null ? 0 : pausing.input().readKept(into);
                int count = kept == 0 ? wire.read(into) : kept;
                how = count < 0 ? actOnLast() : actOnWhatCame(count);
            }
        } catch (IOException connectionBroke) {
            how = CloseReason.LOST;
        } catch (InterruptedException serverGone) {
            how = CloseReason.SHUTDOWN;
        } catch (RuntimeException | Error fault) {
            how = CloseReason.FAULT;
            LOG.log(Level.ERROR, "the connection from " + binding.client().address().getHostAddress() + " met a fault",
                    fault);
        }
        completion.readerDone(how);
    }

    /** Acts on the lines that have come; null if the session goes on, else why not. */
    private @Nullable CloseReason actOnWhatCame(int count) throws IOException, InterruptedException {
        binding.client().work().chargeRead(count);
        decode(buffer.flip());
        if (choice().firstBytes().areForeignWith(buffer)) {
            return serveForeign();
        }
        Line line = choice().firstOrNextLine(decoder(), buffer, opened);
        // Before anything is written to the client, so that the greeting already ends its lines as it does.
        state.frameBy(decoder().framing());
        state.heard();
        Dialect dialect = open(line);
        if (dialect == null && line != null && state.isEnding()) {
            sayWhyNot(line);
            return CloseReason.SHUTDOWN;
        }
        if (dialect != null || !state.isEnding()) {
            answer(dialect);
        }
        if (dialect == null) {
            // Nobody is let in yet, or any more. The client pays for what it sends all the same, or it could keep a thread busy.
            requests().payForReadUntold();
            return null;
        }
        return actOn(dialect, line);
    }

    /** Acts on a message and those behind it in the buffer; the first is null if there is none. */
    private @Nullable CloseReason actOn(Dialect dialect, @Nullable Line first)
            throws IOException, InterruptedException {
        if (first == null && !requests().payForRead(dialect)) {
            return CloseReason.QUIT;
        }
        for (Line line = first; line != null; line = decoder().next(buffer)) {
            state.frameBy(decoder().framing());
            if (!requests().act(dialect, line, buffer.hasRemaining())) {
                return CloseReason.QUIT;
            }
        }
        state.frameBy(decoder().framing());
        answer(dialect);
        if (decoder().hasEnded()) {
            return CloseReason.of(decoder().ending());
        }
        state.heard();
        requests().letOthersRun();
        return null;
    }

    /** Serves a client that speaks HTTP, where that is served and the client has not been greeted. */
    private @Nullable CloseReason serveForeign() throws IOException, InterruptedException {
        HttpHandler handler = server.http();
        if (handler == null || !choice().firstBytes().areHttp() || !binding.reserve()) {
            return CloseReason.FOREIGN;
        }
        HttpConnection connection = new HttpConnection(
                wire, ReadBuffer.asSent(decoder(), buffer), handler, binding.client(), server.config().clock(),
                server.clock(), server.timer());
        http = connection;
        Answer.Upgrade next = state.isEnding() ? null : connection.serve();
        if (next == null) {
            http = null;
            return CloseReason.SERVED;
        }
        opened = true;
        // From now on the client pays; until now that was the proxy, if there is one.
        requests = null;
        decoder = next.protocol().decoder(new LineDecoder(server.config().maxLine()));
        state.frameBy(decoder.framing());
        buffer = connection.rest();
        Dialect dialect = binding.openUpgraded(next, requests().input(), buffer.hasRemaining());
        http = null;
        if (dialect == null) {
            // The server ends, which is said as the protocol has it.
            wire.write(ByteBuffer.wrap(decoder.framing().end()));
            return CloseReason.SERVED;
        }
        return actOn(dialect, decoder.next(buffer));
    }

    /** The first line of a client came too late to let its user in. */
    private void sayWhyNot(Line firstLine) {
        SessionEnd why = state.end();
        boolean unused = why != null && why.sayFarewell(firstLine);
    }

    /** Acts on a line that has not been ended, since no more comes. */
    private CloseReason actOnLast() throws IOException, InterruptedException {
        if (choice().firstBytes().areForeignAtEnd()) {
            return CloseReason.FOREIGN;
        }
        Line unfinished = decoder().last();
        Dialect dialect = open(unfinished);
        if (dialect == null || state.isEnding()) {
            return CloseReason.HUNG_UP;
        }
        state.frameBy(decoder().framing());
        if (unfinished != null && decoder().takesLast() && !requests().act(dialect, unfinished, false)) {
            return CloseReason.QUIT;
        }
        dialect.inputEnded();
        return CloseReason.of(decoder().ending());
    }

    /** What its first bytes tell of the client. For the reader, except where said. */
    ProtocolChoice choice() {
        ProtocolChoice known = choice;
        if (known == null) {
            known = new ProtocolChoice(binding, server);
            choice = known;
        }
        return known;
    }

    /** The same; null as long as nothing has come. For any thread. */
    @Nullable ProtocolChoice choiceMade() {
        return choice;
    }

    private Decoder decoder() {
        Decoder known = decoder == null ? new LineDecoder(server.config().maxLine()) : decoder;
        decoder = known;
        return known;
    }

    private RequestHandler requests() {
        RequestHandler known = requests == null ? new RequestHandler(state, binding, wire, server) : requests;
        requests = known;
        return known;
    }

    /** The dialect, which the first line decides; null if there is none yet, or none any more. */
    private @Nullable Dialect open(@Nullable Line line) throws IOException, InterruptedException {
        // A terminal is a person's, so its first command tells as much as a line.
        if (opened || (line == null && !decoder().isTerminal())) {
            return binding.dialect();
        }
        opened = true;
        Protocol spoken = choice().spokenIn(line, decoder(), requests().input());
        Dialect dialect = binding.open(spoken);
        if (dialect != null && decoder() instanceof LineDecoder lines) {
            decoder = spoken.decoder(lines);
        }
        return dialect;
    }

    /**
     * Reads on until the client has closed its side too, so that closing ours does not destroy what it has yet to read; false if
     * the connection broke.
     */
    boolean discardRest() {
        try {
            while (requests().input().read(buffer.clear()) >= 0) {
                requests().letOthersRun();
            }
            return true;
        } catch (IOException | InterruptedException connectionBroke) {
            return false;
        }
    }

    /** The service of a client that speaks HTTP; null while that is none. For any thread. */
    @Nullable HttpConnection http() {
        return http;
    }

    /** What the client sends, and how it is made to wait; null as long as nothing has come. For any thread. */
    @Nullable PausableInput input() {
        RequestHandler acting = requests;
        return acting == null ? null : acting.input();
    }

    /** Ends a wait, since the session ends. For any thread. */
    void hurry() {
        PausableInput waiting = input();
        if (waiting != null) {
            waiting.hurry();
        }
    }

    private ByteBuffer nextBuffer() {
        buffer = ReadBuffer.emptied(buffer, received);
        return buffer;
    }

    private void decode(ByteBuffer bytes) {
        received = bytes.remaining();
        Dialect dialect = binding.dialect();
        decoder().prepare(bytes, dialect != null && dialect.hidesInput());
    }

    /** Answers what the protocol itself asks for. */
    private void answer(@Nullable Dialect dialect) throws IOException, InterruptedException {
        byte[] answers = decoder().takeAnswers();
        // A client that goes away reads the rest over its next connection.
        boolean queued = decoder().framesAnswers() && decoder().ending() != Decoder.Ending.FOR_NOW;
        boolean closing = decoder().framesAnswers() && decoder().hasEnded();
        boolean sent = answers.length == 0 || (queued && binding.answer(answers, closing));
        if (!sent && (!closing || state.claimClosing())) {
            wire.write(ByteBuffer.wrap(answers));
        }
        if (dialect != null && decoder().takeAreYouThere()) {
            dialect.notify(new Notice.HereIAm());
            binding.awaitOutboxSpace();
        }
    }
}
