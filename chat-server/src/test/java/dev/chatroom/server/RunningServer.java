package dev.chatroom.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.ServerConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server on a free loopback port, and its clients; all closed after each test, which fails if the server logged a
 * fault. Whoever speaks at once is answered at once. Without limits of rate or number, unless a test sets them. Started when it is first needed.
 */
public final class RunningServer implements BeforeEachCallback, AfterEachCallback {
    private static final Logger LOG = Logger.getLogger("dev.chatroom");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<ChatClient> clients = new ArrayList<>();
    private final List<Consumer<ServerConfigBuilder>> changes = new ArrayList<>();
    private final Faults faults = new Faults();
    private final ServerConfigBuilder config = ServerConfig.builder()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .greetingDelay(Duration.ofMillis(250))
            .senderDelay(Duration.ZERO)
            .maxPerAddress(0)
            .requests(0);
    private Limits limits = Limits.standard().with(Limit.RATE, 0);
    private ChatServer server;

    public RunningServer configure(Consumer<ServerConfigBuilder> change) {
        assertThat(server).as("the server runs already").isNull();
        changes.add(change);
        return this;
    }

    public RunningServer limit(Limit limit, int value) {
        limits = limits.with(limit, value);
        return this;
    }

    public ChatServer server() {
        if (server == null) {
            changes.forEach(change -> change.accept(config));
            try {
                server = ChatServer.start(config.limits(limits).build());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    public InetSocketAddress address() {
        try {
            return server().address();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ChatClient connect() {
        return connect(0);
    }

    public ChatClient connect(int receiveBuffer) {
        ChatClient client = ChatClient.connect(address(), receiveBuffer);
        clients.add(client);
        return client;
    }

    /**
     * Connects somebody who speaks soon, and is not taken for a silent person at a terminal, however slow the machine is. A
     * server that is started for them greets silent people late, unless a test says when.
     */
    public ChatClient connectSpeaker() {
        if (server == null) {
            config.greetingDelay(PATIENCE);
        }
        return connect();
    }

    /** Connects somebody who has this address, one of those of the loopback interface. */
    public ChatClient connectFrom(String address) {
        try {
            ChatClient client = ChatClient.connectFrom(InetAddress.getByName(address), address());
            clients.add(client);
            return client;
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects somebody who has taken this nickname, and has read all up to that. */
    public ChatClient enter(String nickname) {
        return enter(nickname, 0);
    }

    /** Connects somebody who has gone to this room alone, and runs it if nobody was there; all that has been read. */
    public ChatClient enterAt(String room, String nickname) {
        ChatClient client = enter(nickname);
        client.send("/join " + room);
        client.expectStart("* you are in " + room);
        client.send("/leave lobby");
        client.expectStart("* you left lobby");
        return client;
    }

    public ChatClient enter(String nickname, int receiveBuffer) {
        ChatClient client = connect(receiveBuffer);
        client.send("/nick " + nickname);
        client.expect("* you are now " + nickname);
        return client;
    }

    /** How many guesses at secrets wait. */
    public int waitingGuesses() {
        return server().waitingGuesses();
    }

    /** Waits until so many guesses at secrets wait. */
    public void awaitGuesses(IntPredicate wanted) {
        await(chat -> wanted.test(chat.waitingGuesses()), "so many guesses wait");
    }

    /** Waits until the server is like this, or fails after a while. */
    public void await(Predicate<ChatServer> wanted, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.test(server())) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        LOG.addHandler(faults);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        clients.forEach(ChatClient::close);
        if (server != null) {
            server.close();
        }
        LOG.removeHandler(faults);
        assertThat(faults.messages).as("faults that the server logged").isEmpty();
    }

    /** What has been logged for operators to read: warnings, in their order. */
    public List<String> warnings() {
        return List.copyOf(faults.warnings);
    }

    /** What has been logged of the connections that ended, in their order. */
    public List<String> notes() {
        return List.copyOf(faults.notes);
    }

    private static final class Faults extends Handler {
        private final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                messages.add(entry.getMessage() + " " + entry.getThrown());
            } else if (entry.getLevel().equals(Level.WARNING)) {
                warnings.add(new SimpleFormatter().formatMessage(entry));
            } else {
                notes.add(new SimpleFormatter().formatMessage(entry));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
