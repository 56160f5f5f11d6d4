package dev.chatroom.server.session;

import dev.chatroom.core.User;
import dev.chatroom.server.client.ConnectionClient;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.ServerConfig.SlowReader;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.http.HttpConnection;
import dev.chatroom.server.net.Wire;
import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.pace.Timeout;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;
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
 * <p>The reader is a virtual thread for as long as the connection lives; what its user does happens there. The {@link
 * WriterPool} lets the user in and out, and writes as long as there is something to write. Anybody may end a session; the
 * user leaves the chat when its reader has finished or its last line is written.
 */
public final class Session extends DetachableTask implements SessionReader.Completion, Resumption.Connection {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");
    private static final AtomicIntegerFieldUpdater<Session> CLOSED =
            AtomicIntegerFieldUpdater.newUpdater(Session.class, "closed");

    /** How long a client that has been sent its last line may take to read it. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final ServerResources server;
    private final Wire wire;
    private final Consumer<Session> whenClosed;
    private final SessionState state;
    private final SessionReader reader;
    private final UserBinding binding;
    private volatile int closed; // from 0 to 1, once
    private volatile boolean readerDone;
    private volatile boolean writerDone;

    /**
     * For a connection that is not served yet.
     *
     * @param client for whom it is served
     * @param whenClosed is told once, when the session has been closed
     */
    public Session(ServerResources server, Wire wire, ConnectionClient client, Consumer<Session> whenClosed) {
        this.server = server;
        this.wire = wire;
        this.whenClosed = whenClosed;
        this.state = new SessionState(server.clock());
        this.binding = new UserBinding(server, state, client, this);
        this.reader = new SessionReader(state, binding, wire, server, this);
    }

    /** Begins to serve the connection. */
    public void start() {
        Thread.startVirtualThread(reader);
        new GreetingTimer(state, binding, reader::choiceMade, wire, server).afterAccepting();
    }

    /** Where its client is. */
    public InetAddress address() {
        return binding.client().address();
    }

    @Override
    public void end(CloseReason how, Notice notice) {
        if (announceEnd(how, notice)) {
            finish();
        }
    }

    /** The first half of {@link #end}, for a server that announces it to everyone before it ends anyone. */
    public boolean announceEnd(CloseReason how, Notice notice) {
        Farewell farewell = new Farewell(binding, wire, server, notice, this::saidFarewell, this::close);
        if (!state.markEnded(how, farewell)) {
            return false;
        }
        Dialect speaking = binding.settled();
        if (speaking == null) {
            HttpConnection asking = reader.http();
            if (asking == null) {
                farewell.begin();
            } else if (asking.end()) {
                close();
            }
            return false;
        }
        boolean cutShort = notice instanceof Notice.ShuttingDown && state.isThrottled();
        speaking.partWith(cutShort ? new Notice.CutShort() : notice);
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
        SessionEnd why = state.end();
        CloseReason how = why == null ? CloseReason.SHUTDOWN : why.how();
        LOG.log(how.level(), () -> "connection from " + address().getHostAddress() + " ended: " + how.logged());
        binding.client().close();
        whenClosed.accept(this);
    }

    /** Looks whether time is up for something. Called by the sweeper, about once a second. */
    public void sweep() {
        ServerConfig config = server.config();
        ServerClock clock = server.clock();
        long stuckSince = wire.stuckSince();
        SessionEnd before = state.end();
        ByteBuffer overdue = before == null ? OverdueRequest.answer(reader, binding, server) : null;
        if (before != null) {
            if (clock.isOver(before.at(), config.closeTimeout())) {
                close();
            }
        } else if (stuckSince != 0 && clock.isOver(stuckSince, config.stallTimeout())) {
            state.markEnded(CloseReason.STALLED, null);
            close();
        } else if (overdue != null) {
            state.markEnded(CloseReason.IDLE, null);
            Thread.startVirtualThread(() -> sayLast(overdue));
        } else {
            Dialect speaking = binding.dialect();
            PausableInput input = reader.input();
            IdleTimer.Verdict over = state.idleness()
                    .look(speaking, input != null && input.isAwaiting(), input != null && input.isPausing(), config,
                            stuckSince != 0);
            if (over != null) {
                end(over.how(), over.notice());
            }
        }
    }

    /** The dialect, null until its user has come in. */
    @Nullable Dialect dialect() {
        return binding.dialect();
    }

    /** Whether it has ended, though it may not be closed yet. */
    boolean isEnding() {
        return state.isEnding();
    }

    /** What has just been written out. */
    private void wrote(long missed, boolean last) {
        if (missed > 0 && server.config().slowReader() == SlowReader.DISCONNECT) {
            end(CloseReason.TOO_SLOW, new Notice.TooSlow(missed));
        }
        if (last) {
            // Nobody has ended the session, nor put the user out: the user has left the chat.
            state.markEnded(CloseReason.QUIT, null);
            // Not left to the reader, which may be waiting for a client that has nothing more to say here; and before the
            // end of the output, so that the user has left for whoever asks after having seen that end.
            leave();
            wire.shutdownOutput();
            saidFarewell();
        }
    }

    /** The client has been sent its last line, and the end of the output. */
    private void saidFarewell() {
        writerDone = true;
        // Time for the client to read it and to close its side too: what is unsent when we close is lost.
        Timeout.start(server.clock(), server.timer(), FAREWELL, this::close);
        closeIfDone();
    }

    /** Called by the reader's thread; returns when the client has closed its side. */
    @Override
    public void readerDone(CloseReason how) {
        state.markEnded(how, null);
        SessionEnd end = Objects.requireNonNull(state.end());
        if (binding.detach()) {
            boolean unused = how == CloseReason.GONE_AWAY && endOutput() && reader.discardRest(); // of its answer
            close();
            return;
        }
        boolean sentAway = switch (how) {
            case FOREIGN -> sendAway(end);
            case SERVED -> endOutput();
            default -> end.sayFarewell(null);
        };
        if (how == CloseReason.LOST || how == CloseReason.FAULT || (binding.dialect() == null && !sentAway)) {
            server.writers().executeBackground(() -> {
                leave();
                close();
            });
            return;
        }
        server.writers().executeBackground(this::leave);
        if (!reader.discardRest()) {
            close();
        }
        readerDone = true;
        closeIfDone();
    }

    /** Tells a client that is no chat program so: in its own terms, unless it has been greeted. False if it is gone. */
    private boolean sendAway(SessionEnd why) {
        Dialect greeted = binding.settled();
        if (greeted != null) {
            greeted.partWith(reader.choice().foreignNotice());
            finish();
        } else if (why.claimLastLine()) {
            sayLast(reader.choice().foreignAnswer());
        }
        return greeted != null || writerDone;
    }

    private boolean endOutput() {
        wire.shutdownOutput();
        saidFarewell();
        return true;
    }

    private void sayLast(ByteBuffer last) {
        try {
            wire.write(last);
            boolean unused = endOutput();
        } catch (IOException connectionBroke) {
            close();
        }
    }

    /** Tells the client something if it has been greeted. For any thread. */
    public void tell(Notice notice) {
        Dialect greeted = binding.dialect();
        if (greeted != null && !isEnding()) {
            greeted.notify(notice);
        }
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
        if (binding.leavesUnread()) {
            return false;
        }
        try {
            SessionWriter writer = new SessionWriter(state, wire, speaking, buffer);
            boolean more = writer.run(reading.outbox());
            wrote(writer.missed(), writer.isDone());
            return !writer.isDone() && (more || !reading.outbox().rest());
        } catch (IOException connectionBroke) {
            state.markEnded(CloseReason.LOST, null);
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.ERROR, "writing to " + address().getHostAddress() + " met a fault", fault);
            state.markEnded(CloseReason.FAULT, null);
        }
        boolean unused = binding.writingBroke();
        close();
        return false;
    }

    @Override
    public void cut() {
        state.markEnded(CloseReason.TAKEN_UP, null);
        close();
    }

    private void leave() {
        SessionEnd why = state.end();
        binding.leave(why == null ? "" : why.how().reason());
    }

    private void closeIfDone() {
        if (readerDone && writerDone) {
            close();
        }
    }
}
