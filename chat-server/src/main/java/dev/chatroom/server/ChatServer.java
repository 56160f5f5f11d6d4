package dev.chatroom.server;

import dev.chatroom.core.Chat;
import dev.chatroom.core.ChatBuilder;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.server.access.Access;
import dev.chatroom.server.access.BannedAddresses;
import dev.chatroom.server.access.Cloak;
import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.cluster.Cluster;
import dev.chatroom.server.config.ClusterException;
import dev.chatroom.server.config.DataException;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.TlsConfig;
import dev.chatroom.server.config.TlsException;
import dev.chatroom.server.config.WebConfig;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.RenderCaches;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.http.HttpHandler;
import dev.chatroom.server.irc.IrcProtocol;
import dev.chatroom.server.net.BufferPool;
import dev.chatroom.server.net.PollerStart;
import dev.chatroom.server.pace.HeldTurns;
import dev.chatroom.server.pace.SenderRates;
import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.pace.WorkLimits;
import dev.chatroom.server.plain.PlainProtocol;
import dev.chatroom.server.protocol.Protocols;
import dev.chatroom.server.protocol.TlsOnlyAnswers;
import dev.chatroom.server.session.CloseReason;
import dev.chatroom.server.session.Resumptions;
import dev.chatroom.server.session.ServerResources;
import dev.chatroom.server.session.Session;
import dev.chatroom.server.session.WriterPool;
import dev.chatroom.server.store.SqliteHistory;
import dev.chatroom.server.tls.TlsCredentials;
import dev.chatroom.server.tls.TlsResources;
import dev.chatroom.server.web.WebDoor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A chat that listens on a TCP port, and on another for TLS alone if there is one. It serves each connection on a virtual thread of its own, from {@link #start}
 * to {@link #close}. For any thread.
 */
public final class ChatServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");

    /** When what the chat has to do in its own time is done. */
    private static final long LATER_MILLIS = 1_000;

    private static final long CERTIFICATE_WATCH_MILLIS = 10_000;

    private final ServerConfig config;
    private final Chat chat;
    private final Access access;
    private final BannedAddresses banned;
    private final ConnectionLimits limits;
    private final ScheduledExecutorService timer;
    private final ServerResources resources;
    private final Listeners listeners;
    private final @Nullable TlsResources tls;

    /** Null if nothing is kept; closed with the chat. */
    private final @Nullable SqliteHistory history;

    /** Null if the server is alone; closed after the chat. */
    private final @Nullable Cluster cluster;

    private final SessionRegistry sessions;
    private final AtomicBoolean closing = new AtomicBoolean();

    private ChatServer(ServerConfig config) throws IOException {
        this.config = config;
        this.timer = ServerTimer.start();
        Runtime machine = Runtime.getRuntime();
        BufferPool buffers = new BufferPool(machine.maxMemory());
        WriterPool writers = new WriterPool(buffers, timer, machine.availableProcessors());
        ServerClock clock = ServerClock.start(config.timeouts());
        this.sessions = new SessionRegistry(clock);
        this.tls = speakTls(config, this::answerToPlainText, buffers, timer, clock);
        this.history = ServerHistory.open(config.data(), config.clock(), this::tellOfHistory);
        this.cluster = config.cluster() == null ? null : Cluster.open(config.cluster(), config.clock());
        this.banned = ServerHistory.bans(history, cluster);
        this.limits = new ConnectionLimits(
                HeapPlan.of(config).connections(config), config.maxPerAddress(), banned);
        HeldTurns turns = new HeldTurns(cluster != null);
        this.chat = openChat(config, writers, timer, history, cluster, turns);
        Cloak cloak = ServerHistory.cloak(history, cluster);
        this.access = new Access(config.password(), config.operators(), config.clock(), config.maxGuesses());
        ServerContext context = new ServerContext(
                chat, config.name(), config.description(), config.motd(), config.room(), config.historyShown(),
                config.maxLine(), config.zone(), config.clock(), access, banned, cloak,
                new SenderRates(config.limits(), config.clock()),
                config.version(),
                config.clock().instant(),
                () -> ServerHistory.trouble(history, config.data()),
                new RenderCaches());
        Resumptions resumptions = new Resumptions(chat, writers, clock, limits.most());
        this.resources = new ServerResources(
                config, chat, new WorkLimits(config.requests(), config.requestsPerAddress(), config.clock()), turns,
                new Protocols(
                        List.of(new IrcProtocol(context)), PlainProtocol.ofPeople(context),
                        PlainProtocol.ofScripts(context)),
                webDoor(config.web(), context, cloak, resumptions),
                cloak, resumptions, writers, timer, clock);
        try {
            this.listeners = new Listeners(
                    config, timer, new ConnectionAcceptor(limits, resources, tls, sessions, closing::get));
        } catch (IOException | RuntimeException e) {
            chat.close();
            closeCluster();
            timer.shutdown();
            throw e;
        }
    }

    private static @Nullable HttpHandler webDoor(
            @Nullable WebConfig web, ServerContext context, Cloak cloak, Resumptions absent) {
        return web == null
                ? null
                : new WebDoor(
                        context, cloak::ofNewcomer, absent::yieldName, web.hosts(), web.origins(), web.embedders());
    }

    private static Chat openChat(
            ServerConfig config, WriterPool writers, ScheduledExecutorService timer, @Nullable SqliteHistory history,
            @Nullable Cluster cluster, HeldTurns turns) throws ClusterException {
        ChatBuilder building = Chat.builder()
                .limits(config.limits())
                .keep(config.room(), RoomOwner.SERVER_OPERATORS)
                .reserve(List.of(config.name()))
                .clock(config.clock())
                .executor(writers)
                .memory(HeapPlan.of(config).speech())
                .beforeWaiting(turns::giveUp)
                .later(task -> {
                    // With other nodes it may wait for the order, and the timer must not.
                    Runnable due = cluster == null ? task : () -> Thread.startVirtualThread(task);
                    ScheduledFuture<?> unused = timer.schedule(due, LATER_MILLIS, TimeUnit.MILLISECONDS);
                });
        if (history != null) {
            building.history(history)
                    .userIds(IdGenerator.sequentialAfter(history.lastUser()))
                    .eventIds(IdGenerator.timeOrderedAfter(config.clock(), history.lastEvent()));
        }
        return cluster == null ? building.open() : cluster.openChat(building);
    }

    private void tellOfHistory(boolean kept) {
        Notice notice = ServerHistory.notice(config.data(), kept);
        sessions.forEach(session -> session.tell(notice));
    }

    private static @Nullable TlsResources speakTls(
            ServerConfig config, UnaryOperator<ByteBuffer> refusal, BufferPool buffers, ScheduledExecutorService timer,
            ServerClock clock)
            throws TlsException {
        TlsConfig tls = config.tls();
        if (tls == null) {
            return null;
        }
        return new TlsResources(
                new TlsCredentials(tls.certificate(), config.clock()), buffers, timer, clock, tls.handshakeTimeout(),
                refusal);
    }

    /** For a client that sends this where only TLS is taken. None is there before the server has been made. */
    private ByteBuffer answerToPlainText(ByteBuffer first) {
        return new TlsOnlyAnswers(resources.protocols(), config.name(), config.clock()).to(first);
    }

    /**
     * Opens the port and begins to serve.
     *
     * @throws TlsException if TLS cannot be had as configured; nothing has been opened then
     * @throws ClusterException if the server cannot be one with the others as configured; nothing has been opened then
     * @throws DataException if the history cannot be kept as configured; nothing has been opened then
     * @throws IOException if the port cannot be had; the message says why
     */
    public static ChatServer start(ServerConfig config) throws IOException {
        PollerStart.run();
        ChatServer server = new ChatServer(config);
        new Sweeper(server.resources, server.sessions, server.banned, server.limits, server.listeners).start();
        server.watchCertificate();
        server.listeners.start();
        return server;
    }

    /** Returns when another process has the place of this one in a cluster, and has closed the server then; never without a cluster. */
    public void serveUntilReplaced() throws InterruptedException {
        if (cluster == null) {
            new CountDownLatch(1).await();
        } else {
            cluster.awaitReplaced();
        }
        close();
    }

    /** Where the server listens, with the port that was taken if it was told to choose one. */
    public InetSocketAddress address() throws IOException {
        return listeners.address();
    }

    /** Where the server listens for TLS alone, if it does. */
    public Optional<InetSocketAddress> tlsAddress() throws IOException {
        return listeners.tlsAddress();
    }

    /** The SHA-256 fingerprint of the certificate that new connections are shown, if the server speaks TLS. */
    public Optional<String> certificateFingerprint() {
        return Optional.ofNullable(tls).map(speaking -> speaking.credentials().fingerprint());
    }

    /**
     * Reads the files of the certificate again, as happens by itself a few seconds after they have changed. Those who are
     * connected keep theirs; files that cannot be used change nothing, and the log says why.
     */
    public void reloadCertificate() {
        if (tls != null) {
            tls.credentials().reload();
        }
    }

    /** How many connections there are. */
    public int connections() {
        return sessions.size();
    }

    /** How many guesses at secrets wait, with the one that is looked at. */
    public int waitingGuesses() {
        return access.waiting();
    }

    /**
     * Accepts nobody any more, tells everyone, delivers what is pending, and closes all connections: at the latest
     * after the configured time, when those that have not read it are closed all the same. Idempotent.
     */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            beginClosing();
        }
        sessions.awaitEmpty(config.closeTimeout());
        sessions.forEach(Session::close);
        // Another thread may be about to close one of them.
        sessions.awaitEmpty(config.closeTimeout());
        listeners.awaitTurnedAway();
        closeCluster();
        timer.shutdown();
    }

    private void closeCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private void beginClosing() {
        try {
            listeners.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the port could not be closed: " + e.getMessage());
        }
        sessions.forEach(session -> session.announceEnd(CloseReason.SHUTDOWN, new Notice.ShuttingDown()));
        if (cluster != null) {
            cluster.takeOutAll(chat, "server shutting down");
        }
        // All at one stroke, so that nobody is shown how the others leave.
        chat.close();
        sessions.forEach(Session::finish);
    }

    private void watchCertificate() {
        if (tls != null) {
            TlsCredentials credentials = tls.credentials();
            // A slow disk must not hold up the timer.
            ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                    () -> Thread.startVirtualThread(credentials::reloadIfChanged),
                    CERTIFICATE_WATCH_MILLIS, CERTIFICATE_WATCH_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
