package dev.chatroom.server.session;

import dev.chatroom.core.User;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.ServerConfig.SlowReader;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.net.Wire;
import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.pace.Timeout;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.protocol.Framing;
import dev.chatroom.server.protocol.LineEnd;
import dev.chatroom.server.protocol.Protocol;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from accepting to closing.
 *
 * <pre>
 *   waiting ──first bytes, or a quarter of a second──▶ open ──end──▶ ending ──▶ closed
 *      reader: wire → telnet → framer → dialect.take       outbox closed,  both done,
 *      writer: outbox → dialect.render → wire, on demand   rest written    or time is up
 * </pre>
 *
 * <p>The reader is a virtual thread for as long as the connection lives; what its user does happens there. Coming, going,
 * and writing as long as there is something to write are errands of the {@link WriterPool}. Anybody may end a session; the
 * user leaves the chat when its reader has finished or its last line is written.
 */
public final class Session extends DetachableTask {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");
    private static final AtomicReferenceFieldUpdater<Session, SessionEnd> ENDED =
            AtomicReferenceFieldUpdater.newUpdater(Session.class, SessionEnd.class, "ended");
    private static final AtomicIntegerFieldUpdater<Session> CLOSED =
            AtomicIntegerFieldUpdater.newUpdater(Session.class, "closed");

    /** How long a client that has been sent its last line may take to read it. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final ServerResources server;
    private final Wire wire;
    private final InetAddress address;
    private final SessionReader reader;
    private final UserBinding binding;

    /** Set once. */
    private volatile @Nullable SessionEnd ended;

    private volatile int closed; // from 0 to 1, once

    /** How the client is sent what it reads. Written by the reader. */
    private volatile Framing framing = LineEnd.LF;

    private final IdleTimer idleness;
    private volatile boolean readerDone;
    private volatile boolean writerDone;

    public Session(ServerResources server, Wire wire, InetAddress address, Workload work) {
        this.server = server;
        this.wire = wire;
        this.address = address;
        this.binding = new UserBinding(server.chat(), server.protocols(), server.cloak(), work);
        this.idleness = new IdleTimer(server.clock());
        this.reader = new SessionReader(this, wire, server, work);
    }

    /** Begins to serve the connection. */
    public void start() {
        Thread.startVirtualThread(reader);
        new GreetingTimer(this, reader, wire, server).afterAccepting();
    }

    public InetAddress address() {
        return address;
    }

    Framing framing() {
        return framing;
    }

    /** Lets the user in unless that has happened, whose client speaks so; null if the session has ended. */
    @Nullable Dialect open(Protocol spoken) {
        return binding.open(this, spoken);
    }

    /** Something has come for the user. */
    void callWriter() {
        server.writers().serve(this);
    }

    /** Ends the session from outside: the notice is the last that the client reads. */
    public void end(CloseReason how, Notice notice) {
        if (announceEnd(how, notice)) {
            finish();
        }
    }

    /** The first half of {@link #end}, for a server that announces it to everyone before it ends anyone. */
    public boolean announceEnd(CloseReason how, Notice notice) {
        Farewell farewell = new Farewell(this, binding, wire, server, notice);
        if (!markEnded(how, farewell)) {
            return false;
        }
        Dialect speaking = binding.settled();
        if (speaking == null) {
            farewell.begin();
            return false;
        }
        speaking.partWith(notice);
        return true;
    }

    /** The second half of {@link #end}: nothing more is delivered than what is there. Idempotent. */
    public void finish() {
        binding.closeOutbox();
        reader.hurry();
    }

    /** Closes the connection at once. Idempotent. */
    public void close() {
        if (closed != 0 || !CLOSED.compareAndSet(this, 0, 1)) {
            return;
        }
        wire.close();
        finish();
        SessionEnd why = ended;
        CloseReason how = why == null ? CloseReason.SHUTDOWN : why.how();
        LOG.log(how.level(), () -> "connection from " + address.getHostAddress() + " ended: " + how.logged());
        server.whenClosed().accept(this);
    }

    /** Looks whether time is up for something. Called by the sweeper, about once a second. */
    public void sweep() {
        ServerConfig config = server.config();
        ServerClock clock = server.clock();
        long stuckSince = wire.stuckSince();
        SessionEnd before = ended;
        if (before != null) {
            if (clock.isOver(before.at(), config.closeTimeout())) {
                close();
            }
        } else if (stuckSince != 0 && clock.isOver(stuckSince, config.stallTimeout())) {
            markEnded(CloseReason.STALLED, null);
            close();
        } else {
            Dialect speaking = binding.dialect();
            IdleTimer.Verdict over = idleness.look(speaking, reader, config, stuckSince != 0);
            if (over != null) {
                end(over.how(), over.notice());
            }
        }
    }

    /** For the reader: the client was heard. */
    void heard() {
        idleness.end();
    }

    /** For the reader: how the client is sent what it reads from now on. */
    void frameBy(Framing next) {
        if (!framing.equals(next)) {
            framing = next;
        }
    }

    /** The dialect, null until the session is open. */
    @Nullable Dialect dialect() {
        return binding.dialect();
    }

    /** For the reader: waits while too many answers wait to be read. */
    void awaitOutboxSpace() throws InterruptedException {
        binding.awaitOutboxSpace();
    }

    boolean isEnding() {
        return ended != null;
    }

    /** Whether its user has come in. */
    boolean isOpen() {
        return binding.isOpen();
    }

    /** For the writer: what it has just written out. */
    void wrote(long missed, boolean last) {
        if (missed > 0 && server.config().slowReader() == SlowReader.DISCONNECT) {
            end(CloseReason.TOO_SLOW, new Notice.TooSlow(missed));
        }
        if (last) {
            wire.shutdownOutput();
            // Not left to the reader, which may be waiting for a client that has nothing more to say here.
            leave();
            saidFarewell();
        }
    }

    /** The client has been sent its last line, and the end of the output. */
    void saidFarewell() {
        writerDone = true;
        // Time for the client to read it and to close its side too: what is unsent when we close is lost.
        Timeout unused = Timeout.start(server.clock(), server.timer(), FAREWELL, this::close);
        closeIfDone();
    }

    /** For the reader: the first line of a client came too late to let its user in. */
    void cameTooLate(Line firstLine) {
        SessionEnd why = ended;
        boolean unused = why != null && why.sayFarewell(firstLine);
    }

    /** For the reader: what is written and read from now on is encrypted, and the client may say something. */
    void encrypted() {
        binding.markEncrypted();
        new GreetingTimer(this, reader, wire, server).afterHandshake();
    }

    void logFault(Throwable fault) {
        LOG.log(Level.ERROR, "the connection from " + address.getHostAddress() + " met a fault", fault);
    }

    /** For the reader: it has acted on all that it acts on. Returns when the client has closed its side. */
    void readToTheEnd(CloseReason how) {
        markEnded(how, null);
        SessionEnd end = Objects.requireNonNull(ended);
        boolean sentAway = how == CloseReason.FOREIGN ? sendAway(end) : end.sayFarewell(null);
        if (how == CloseReason.LOST || how == CloseReason.FAULT || (binding.dialect() == null && !sentAway)) {
            server.writers().executeBackground(() -> {
                leave();
                close();
            });
            return;
        }
        server.writers().executeBackground(this::leave);
        reader.discardRest();
        readerDone = true;
        closeIfDone();
    }

    /** Tells a client that is no chat program so: in its own terms, unless it has been greeted. False if it is gone. */
    private boolean sendAway(SessionEnd why) {
        Dialect greeted = binding.settled();
        if (greeted != null) {
            greeted.partWith(reader.foreignNotice());
            finish();
        } else if (why.claimLastLine() && reader.answerForeign(binding.isEncrypted())) {
            saidFarewell();
        }
        return greeted != null || writerDone;
    }

    /** Writes what has come for the user. */
    @Override
    public boolean run(ByteBuffer buffer) {
        countRun();
        Dialect speaking = binding.dialect();
        User reading = binding.user();
        if (speaking == null || reading == null) {
            throw new IllegalStateException("something came before the session was open");
        }
        try {
            return new SessionWriter(this, wire, speaking, buffer).run(reading.outbox());
        } catch (IOException connectionBroke) {
            markEnded(CloseReason.LOST, null);
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.ERROR, "writing to " + address.getHostAddress() + " met a fault", fault);
            markEnded(CloseReason.FAULT, null);
        }
        close();
        return false;
    }

    private void leave() {
        SessionEnd why = ended;
        binding.leave(why == null ? "" : why.how().reason());
    }

    private boolean markEnded(CloseReason how, @Nullable Farewell farewell) {
        return ENDED.compareAndSet(this, null, new SessionEnd(how, server.clock().now(), farewell));
    }

    private void closeIfDone() {
        if (readerDone && writerDone) {
            close();
        }
    }
}
