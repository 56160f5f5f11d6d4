package dev.chatroom.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.Chat;
import dev.chatroom.server.access.Cloak;
import dev.chatroom.server.client.ConnectionClient;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.ServerConfigBuilder;
import dev.chatroom.server.config.TlsConfig;
import dev.chatroom.server.config.TlsConfig.SelfSigned;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.http.HttpHandler;
import dev.chatroom.server.net.BufferPool;
import dev.chatroom.server.net.SocketWire;
import dev.chatroom.server.net.Wire;
import dev.chatroom.server.pace.HeldTurns;
import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.pace.WorkLimits;
import dev.chatroom.server.tls.TlsCredentials;
import dev.chatroom.server.tls.TlsDetectingWire;
import dev.chatroom.server.tls.TlsResources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A session whose time passes when a test says so: on a wire that follows a script, or on a connected socket. */
abstract class SessionByHand {
    final HandTimer timer = new HandTimer();
    final ServerClock clock = new ServerClock(timer::nanoTime, Duration.ofDays(1));
    final Chat chat = Chat.open();
    final ScriptedWire scripted = new ScriptedWire();
    private final List<Session> started = new ArrayList<>();
    Socket client;

    /** Answers those who ask by HTTP; null if nobody does. */
    HttpHandler http;
    SocketWire socket;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client = new Socket();
            client.connect(listener.getLocalAddress());
            client.setTcpNoDelay(true);
            socket = new SocketWire(listener.accept());
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Session session : started) {
            // Its reader may wait for the timer, which does not go on.
            session.end(CloseReason.SHUTDOWN, new Notice.ShuttingDown());
            session.close();
        }
        client.close();
        socket.close();
        scripted.close();
    }

    Session start(Wire wire, ServerConfig config) {
        return start(wire, config, TestClients.local());
    }

    Session start(Wire wire, ServerConfig config, ConnectionClient of) {
        ServerContext context = context(config);
        WriterPool writers = new WriterPool(new BufferPool(1 << 24), timer, 1);
        Session session = new Session(
                new ServerResources(config, chat, new WorkLimits(0, 0, config.clock()), new HeldTurns(false),
                        TestProtocols.of(context), http,
                        Cloak.random(), new Resumptions(chat, writers, clock, 0),
                        writers,
                        timer,
                        clock),
                wire, of, closed -> {});
        started.add(session);
        session.start();
        return session;
    }

    ServerContext context(ServerConfig config) {
        return new ServerContext(chat, config.name(), config.motd(), config.room(), config.historyShown(),
                config.maxLine(), config.zone(), config.clock());
    }

    /** The standard one, but that nobody waits long to be greeted. */
    static ServerConfigBuilder config() {
        return ServerConfig.builder().greetingDelay(Duration.ofMillis(250));
    }

    Session startScripted() {
        return start(scripted, config().build());
    }

    Session startWithTls(boolean tlsOnly, Duration senderDelay) throws IOException {
        TlsConfig tls = TlsConfig.of(new SelfSigned());
        TlsResources resources = new TlsResources(new TlsCredentials(new SelfSigned(), Clock.systemUTC()),
                new BufferPool(1 << 24), timer, clock, tls.handshakeTimeout(),
                silent -> ByteBuffer.wrap("only TLS\r\n".getBytes(UTF_8)));
        return start(new TlsDetectingWire(socket, resources, tlsOnly, WorkLimits.unlimited().address()),
                config().tls(tls).senderDelay(senderDelay).build());
    }
}
