package dev.chatroom.server.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.config.TlsConfig.SelfSigned;
import dev.chatroom.server.net.BufferPool;
import dev.chatroom.server.net.SocketWire;
import dev.chatroom.server.net.Wire.Speaking;
import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.pace.WorkLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is known of a client before it has been read from, as happens when the reader is late. */
@Timeout(20)
class TlsDetectingWireTest {
    private static final byte[] HELLO = {0x16, 3, 1, 0};

    @AutoClose
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private SocketChannel client;
    private SocketWire socket;
    private TlsDetectingWire wire;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client = SocketChannel.open(listener.getLocalAddress());
            socket = new SocketWire(listener.accept());
        }
        wire = wire(false);
    }

    private TlsDetectingWire wire(boolean tlsOnly) throws IOException {
        TlsResources tls = new TlsResources(new TlsCredentials(new SelfSigned(), Clock.systemUTC()), new BufferPool(0),
                timer, new ServerClock(System::nanoTime, Duration.ofDays(1)), Duration.ofSeconds(10),
                first -> ByteBuffer.wrap("only TLS\r\n".getBytes(UTF_8)));
        return new TlsDetectingWire(socket, tls, tlsOnly, WorkLimits.unlimited().address());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        socket.close();
    }

    private void send(byte... bytes) throws IOException {
        client.write(ByteBuffer.wrap(bytes));
        while (!socket.hasUnread()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoIsSilentIsPlainFromThenOn() throws IOException {
        assertThat(wire.speaking()).isEqualTo(Speaking.PLAIN);

        send(HELLO);
        assertThat(wire.handshake()).isFalse();
        assertThat(wire.speaking()).isEqualTo(Speaking.PLAIN);
    }

    @Test
    void whoHasSpokenIsNotSilentThoughNobodyHasReadIt() throws IOException {
        send(HELLO);
        assertThat(wire.speaking()).isEqualTo(Speaking.UNKNOWN);
        assertThat(wire.speaking()).as("asking changes nothing").isEqualTo(Speaking.UNKNOWN);
    }

    @Test
    void whoHasBegunALineIsPlainOnceItHasBeenRead() throws IOException {
        send("hel".getBytes(UTF_8));
        assertThat(wire.speaking()).isEqualTo(Speaking.UNKNOWN);
        assertThat(wire.handshake()).isFalse();
        assertThat(wire.speaking()).isEqualTo(Speaking.PLAIN);
        ByteBuffer read = ByteBuffer.allocate(9);
        assertThat(wire.read(read)).isEqualTo(3);
    }

    @Test
    void whereOnlyTlsIsTakenNobodyIsPlain() throws IOException {
        wire = wire(true);
        assertThat(wire.speaking()).isEqualTo(Speaking.PROTECTED);
        send("hel".getBytes(UTF_8));
        assertThat(wire.speaking()).isEqualTo(Speaking.PROTECTED);
    }
}
