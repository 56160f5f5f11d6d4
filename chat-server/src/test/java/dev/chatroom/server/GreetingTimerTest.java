package dev.chatroom.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.server.TlsConfig.SelfSigned;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.WorkLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When somebody who says nothing is greeted, at moments of the test's choice. */
@Timeout(60)
class GreetingTimerTest {
    private final HandTimer timer = new HandTimer();
    private final ServerClock clock = new ServerClock(timer::nanoTime, Duration.ofDays(1));
    private final Chat chat = Chat.open();
    private final ScriptedWire scripted = new ScriptedWire();
    private Socket client;
    private SocketWire socket;

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
        client.close();
        socket.close();
        scripted.close();
    }

    private void start(Wire wire, ServerConfig config) {
        ServerContext context =
                new ServerContext(chat, config.name(), config.motd(), config.room(), config.historyShown(),
                        config.maxLine(), config.zone(), config.clock());
        WriterPool writers = new WriterPool(new BufferPool(1 << 24), timer, 1);
        new Session(
                new ServerResources(config, context, new WorkLimits(0, 0, config.clock()), Cloak.random(), writers,
                        timer,
                        clock, closed -> {
                        }),
                wire, InetAddress.getLoopbackAddress(), WorkLimits.unlimited()).start();
    }

    private void startWithTls() throws IOException {
        TlsConfig tls = TlsConfig.of(new SelfSigned());
        TlsResources resources = new TlsResources(new TlsCredentials(new SelfSigned(), Clock.systemUTC()),
                new BufferPool(1 << 24), timer, clock, tls.handshakeTimeout(), "only TLS");
        start(new TlsDetectingWire(socket, resources, false, WorkLimits.unlimited().address()),
                ServerConfig.builder().tls(tls).senderDelay(Duration.ZERO).build());
    }

    private void startScripted() {
        start(scripted, ServerConfig.builder().build());
    }

    /** Gives the reader something, and waits until it wants more. */
    private void give(String text) {
        scripted.give(text);
        await(() -> scripted.bytesRead.get() == text.length(), "the bytes to be read");
        scripted.awaitReaderParkedIn("take");
    }

    private void advanceMillis(long millis) {
        timer.advance(Duration.ofMillis(millis));
    }

    private static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Whether somebody has been taken for silent: then there is a user, though perhaps not yet let in. */
    private boolean nobodyCame() {
        return chat.users() + chat.arriving() == 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300, 700, 1_500, 1_999})
    void aHandshakeThatComesLateIsTaken(int millis) throws Exception {
        startWithTls();
        advanceMillis(millis);
        assertThat(nobodyCame()).isTrue();

        try (SSLSocket secured =
                (SSLSocket) TlsClients.context().getSocketFactory().createSocket(client, "127.0.0.1", 2020, true);
                ChatClient ann = ChatClient.on(secured)) {
            secured.startHandshake();
            ann.send("/nick ann");
            ann.expect("* you are now ann");
        }
    }

    @Test
    void whoeverStaysSilentIsGreetedInPlainTextInTheEnd() throws Exception {
        startWithTls();
        advanceMillis(1_999);
        assertThat(nobodyCame()).isTrue();
        advanceMillis(1);

        assertThat(ChatClient.on(client).next()).startsWith("* welcome");
    }

    @Test
    void anIrcClientOnASlowNetworkReadsNoPlainTextWhereThereIsTls() throws Exception {
        startWithTls();
        advanceMillis(1_500);
        client.getOutputStream().write("NICK ann\r\nUSER ann 0 * :Ann\r\n".getBytes(UTF_8));

        BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        assertThat(lines.readLine()).contains(" 001 ann ");
    }

    @Test
    void whoeverSpeaksPlainTextWhereThereIsTlsIsAnsweredAtOnce() throws Exception {
        startWithTls();
        client.getOutputStream().write("/nick ann\n".getBytes(UTF_8));

        ChatClient.on(client).expect("* you are now ann");
    }

    @Test
    void aClientIsSilentOnlyIfItsSocketSaysSo() {
        startScripted();
        scripted.unread = true;
        advanceMillis(250);
        advanceMillis(250);
        assertThat(nobodyCame()).isTrue();
        scripted.unread = false;
        advanceMillis(250);

        scripted.awaitWritten("* welcome");
    }

    @Test
    void aRequestOfWhichTheEndComesLateLetsNobodyIn() throws Exception {
        startScripted();
        give("POST / HT");
        advanceMillis(2_000);
        assertThat(nobodyCame()).isTrue();
        scripted.give("TP/1.1\r\nhello\n");

        scripted.awaitWritten("HTTP/1.1 400 Bad Request");
        assertThat(scripted.outputShut.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(nobodyCame()).isTrue();
        await(() -> {
            advanceMillis(1_000);
            return scripted.closed.getCount() == 0;
        }, "the end of a client that does not end its side");
        assertThat(nobodyCame()).isTrue();
    }

    @Test
    void aLineThatIsNeverFinishedKeepsNobodyFromTheGreeting() {
        startScripted();
        give("hel");
        advanceMillis(250);
        assertThat(nobodyCame()).isTrue();
        advanceMillis(2_000);

        scripted.awaitWritten("* welcome");
    }
}
