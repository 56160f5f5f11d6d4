package dev.chatroom.server;

import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.Pending;
import dev.chatroom.server.dialect.Workload;
import dev.chatroom.server.dialect.irc.IrcDialect;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The reading side of one connection: bytes become lines, and lines are acted on. Confined to the reader's thread. */
final class SessionReader {
    /** Held while nothing comes. Most lines are shorter. */
    private static final int SMALL_BUFFER_BYTES = 128;

    /** For a client that has filled the small buffer: more is waiting. */
    private static final int LARGE_BUFFER_BYTES = 4 * 1024;

    /** Whoever has sent so many lines of the longest kind without an end is no script that sends and ends. */
    private static final int LONGEST_INPUTS = 2;

    private final Session session;
    private final Wire wire;
    private final PausableInput input;
    private final ServerConfig config;
    private final Workload work;
    private final ReaderPace pace;

    /** Null as long as the client has sent nothing that could be telnet. */
    private @Nullable TelnetDecoder telnet;

    private final LineFramer framer;
    private ByteBuffer buffer = ByteBuffer.allocate(SMALL_BUFFER_BYTES);
    /** How many bytes the last read has brought. */
    private int received;

    private final FirstBytes firstBytes = new FirstBytes();

    /** Whether the first line has come, or a telnet command that says as much. */
    private boolean opened;

    SessionReader(Session session, Wire wire, ServerResources server, Workload work) {
        this.session = session;
        this.wire = wire;
        this.input = new PausableInput(session, wire, server.timer());
        this.config = server.config();
        this.work = work;
        this.pace = new ReaderPace(session, input, server, work);
        this.framer = new LineFramer(config.maxLine());
    }

    /** Reads and acts until the client or the session ends. */
    Ending run() throws IOException, InterruptedException {
        while (input.read(emptyBuffer()) >= 0) {
            decode(buffer.flip());
            if (firstBytes.areForeignWith(buffer)) {
                return Ending.FOREIGN;
            }
            Line line = firstOrNextLine();
            // Before anything is written to the client, so that the greeting already ends its lines as it does.
            session.heard(endsLinesWithCrlf());
            Dialect dialect = open(line);
            if (dialect == null && session.isEnding()) {
                if (line == null) {
                    continue;
                }
                session.cameTooLate(line);
                return Ending.SHUTDOWN;
            }
            answerTelnet(dialect);
            if (dialect == null) {
                continue;
            }
            for (; line != null; line = framer.next(buffer)) {
                if (!act(dialect, line)) {
                    return Ending.QUIT;
                }
            }
            session.heard(endsLinesWithCrlf());
            pace.letOthersRun();
        }
        if (firstBytes.areForeignAtEnd()) {
            return Ending.FOREIGN;
        }
        Line unfinished = framer.last();
        Dialect dialect = open(unfinished);
        if (dialect == null || session.isEnding()) {
            return Ending.HUNG_UP;
        }
        if (unfinished != null && dialect.isTyped() && !act(dialect, unfinished)) {
            return Ending.QUIT;
        }
        dialect.inputEnded();
        return Ending.HUNG_UP;
    }

    /** Servers pass over empty lines before the first (RFC 9112, section 2.2), so nobody is let in who has sent no other. */
    private @Nullable Line firstOrNextLine() {
        Line line = framer.next(buffer);
        while (line != null && !opened && !session.isOpen() && (line.text().isEmpty() || !firstBytes.areDecided())) {
            line = framer.next(buffer);
        }
        return line;
    }

    /** Answers a client that has not been greeted and speaks a foreign protocol; false if it is gone. */
    boolean answerForeign(boolean encrypted) {
        return firstBytes.answer(wire, config, encrypted);
    }

    FirstBytes firstBytes() {
        return firstBytes;
    }

    /** The dialect, which the first line decides; null if there is none yet, or none any more. */
    private @Nullable Dialect open(@Nullable Line line) throws IOException, InterruptedException {
        // Telnet is no IRC, so its first command tells as much as a line.
        boolean telnetSeen = telnet != null && telnet.seen();
        if (opened || (line == null && !telnetSeen)) {
            return session.dialect();
        }
        opened = true;
        Dialect dialect = session.open(line, line != null && !telnetSeen && isOfSender(line));
        if (dialect != null) {
            framer.setMaxLine(dialect.longestLine());
        }
        return dialect;
    }

    /** Whether a client that has spoken before it was greeted is a script, which ends its input as well. */
    private boolean isOfSender(Line firstLine) throws IOException, InterruptedException {
        return !IrcDialect.isSpokenIn(firstLine.text())
                && input.endsWithin(config.senderDelay(), LONGEST_INPUTS * config.maxLine());
    }

    /**
     * Reads on until the client has closed its side too, so that closing ours does not destroy what it has yet to read.
     */
    void discardRest() {
        try {
            while (input.read(buffer.clear()) >= 0) {
                pace.letOthersRun();
            }
        } catch (IOException connectionBroke) {
            session.close();
        } catch (InterruptedException serverGone) {
            session.close();
        }
    }

    /** Ends a wait, since the session ends. For any thread. */
    void hurry() {
        input.hurry();
    }

    /** Whether it makes the client wait. For any thread. */
    boolean isPausing() {
        return input.isPausing();
    }

    /** Small while the client is silent, large while it sends much: then it fills what it is given. */
    private ByteBuffer emptyBuffer() {
        int wanted = received == buffer.capacity() ? LARGE_BUFFER_BYTES : SMALL_BUFFER_BYTES;
        if (wanted != buffer.capacity()) {
            buffer = ByteBuffer.allocate(wanted);
        }
        return buffer.clear();
    }

    private void decode(ByteBuffer bytes) {
        received = bytes.remaining();
        Dialect dialect = session.dialect();
        if (dialect != null && !dialect.isTyped()) {
            return;
        }
        if (telnet == null && TelnetDecoder.mayConcern(bytes)) {
            telnet = new TelnetDecoder();
        }
        if (telnet != null) {
            telnet.setEchoing(dialect != null && dialect.hidesInput());
            telnet.decode(bytes);
            framer.setReturnEndsLine(telnet.isInputBinary());
        }
    }

    /** Whether the session goes on after this line. */
    private boolean act(Dialect dialect, Line line) throws IOException, InterruptedException {
        session.heard(endsLinesWithCrlf());
        if (!pace.awaitWork(dialect)) {
            return false;
        }
        Next next = dialect.take(line);
        boolean throttled = false;
        while (!(next instanceof Next.Continue || next instanceof Next.End) && !session.isEnding()) {
            if (next instanceof Next.Retry && !throttled) {
                throttled = true;
                pace.markThrottled();
            }
            if (!isThereAfterWaiting(next, dialect)) {
                return false;
            }
            // It has waited as it was told, which is no silence.
            session.heard(endsLinesWithCrlf());
            next = session.isEnding() ? next : goOn(dialect, next);
        }
        pace.letOthersRun(work.settle());
        session.awaitOutboxSpace();
        return next instanceof Next.Continue && !session.isEnding();
    }

    /** Has the line acted on further; the next piece of a long answer is made in the turn of the client's address. */
    private Next goOn(Dialect dialect, Next before) {
        if (!(before instanceof Next.More)) {
            return dialect.retry();
        }
        work.address().beginTurn();
        try {
            return dialect.retry();
        } finally {
            work.address().endTurn();
            pace.letOthersRun(ReaderPace.UNITS_PER_TURN);
        }
    }

    /** Waits as the client has to; false if it is served no more. */
    private boolean isThereAfterWaiting(Next next, Dialect dialect) throws IOException, InterruptedException {
        return switch (next) {
            case Next.Await(Pending pending) -> {
                boolean there = input.await(pending, buffer.hasRemaining());
                if (!there && !session.isEnding()) {
                    dialect.partWith(new Notice.HungUp());
                }
                yield there;
            }
            case Next.Retry(Duration after) -> {
                if (pace.endIfFlooding()) {
                    yield false;
                }
                input.pause(after);
                yield true;
            }
            case Next.More more -> {
                int unused = work.settle();
                session.awaitOutboxSpace();
                // That the answer is so long is no flood of questions.
                pace.awaitWorkOfAnswer(dialect);
                yield true;
            }
            case Next.Continue go -> true;
            case Next.End end -> true;
        };
    }

    private boolean endsLinesWithCrlf() {
        return (telnet != null && telnet.seen()) || framer.crlf();
    }

    private void answerTelnet(@Nullable Dialect dialect) throws IOException, InterruptedException {
        if (telnet == null) {
            return;
        }
        byte[] answers = telnet.takeAnswers();
        if (answers.length > 0) {
            // A telnet command may stand anywhere between two bytes, so it need not wait for the writer.
            wire.write(ByteBuffer.wrap(answers));
        }
        if (dialect != null && telnet.takeAreYouThere()) {
            dialect.notify(new Notice.HereIAm());
            session.awaitOutboxSpace();
        }
    }
}
