package dev.chatroom.server.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.server.config.TlsConfig.SelfSigned;
import dev.chatroom.server.net.BufferPool;
import dev.chatroom.server.net.SocketWire;
import dev.chatroom.server.pace.WorkLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A TLS wire with the JDK's own client at its other end. */
class TlsWireTest {
    private static final int MANY = 3_000_000;

    /** Too little for a large buffer to be lent beyond the first eight. */
    private final BufferPool buffers = new BufferPool(0);

    private final byte[] bytes = new byte[MANY];
    private ServerSocketChannel listener;
    private TlsWire wire;
    private SSLSocket client;

    @BeforeEach
    void fill() throws IOException {
        new Random(7).nextBytes(bytes);
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        if (wire != null) {
            wire.close();
        }
        if (client != null) {
            client.close();
        }
    }

    private InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    private void open(InetSocketAddress at, int receiveBuffer, String... protocols) throws Exception {
        FutureTask<SSLSocket> connecting = inBackground(() -> TlsClients.connect(at, receiveBuffer, protocols));
        TlsCredentials credentials = new TlsCredentials(new SelfSigned(), Clock.systemUTC());
        wire = new TlsWire(new SocketWire(listener.accept()), credentials.newEngine(), buffers);
        wire.handshake(ByteBuffer.allocate(0), WorkLimits.unlimited().address());
        client = result(connecting);
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.startVirtualThread(task);
        return task;
    }

    private static <T> T result(FutureTask<T> task) throws Exception {
        return task.get(30, TimeUnit.SECONDS);
    }

    /** Reads into buffers as small and as large as a session's reader does. */
    private byte[] readFromWire(int count, int bufferSize) throws IOException {
        byte[] all = new byte[count];
        ByteBuffer buffer = ByteBuffer.allocate(bufferSize);
        for (int at = 0; at < count;) {
            int read = wire.read(buffer.clear());
            assertThat(read).isPositive().isEqualTo(buffer.position());
            buffer.flip().get(all, at, read);
            at += read;
        }
        return all;
    }

    private boolean writeAll() throws IOException {
        for (int at = 0; at < MANY; at += BufferPool.BUFFER_BYTES) {
            wire.write(ByteBuffer.wrap(bytes, at, Math.min(BufferPool.BUFFER_BYTES, MANY - at)));
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void manyBytesGoBothWaysAtOnce(String version) throws Exception {
        open(address(), 0, version);
        FutureTask<Boolean> writing = inBackground(this::writeAll);
        FutureTask<byte[]> reading = inBackground(() -> readFromWire(MANY, 128));
        FutureTask<byte[]> clientReading = inBackground(() -> client.getInputStream().readNBytes(MANY));
        client.getOutputStream().write(bytes);

        assertThat(Arrays.equals(result(clientReading), bytes)).isTrue();
        assertThat(Arrays.equals(result(reading), bytes)).isTrue();
        assertThat(result(writing)).isTrue();
    }

    @Test
    void withoutLargeBuffersItWritesAllTheSame() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertThat(buffers.take().isDirect()).isTrue();
        }
        assertThat(buffers.take().capacity()).isEqualTo(BufferPool.SMALL_BUFFER_BYTES);
        open(address(), 0);
        FutureTask<byte[]> clientReading = inBackground(() -> client.getInputStream().readNBytes(MANY));

        writeAll();

        assertThat(Arrays.equals(result(clientReading), bytes)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 128, 4_096, 20_000})
    void recordsMayComeByteByByte(int bufferSize) throws Exception {
        try (ServerSocket relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> relayByteByByte(relay));
            open((InetSocketAddress) relay.getLocalSocketAddress(), 0);
            byte[] some = Arrays.copyOf(bytes, 20_000);
            FutureTask<Boolean> clientWriting = inBackground(() -> {
                client.getOutputStream().write(some);
                return true;
            });
            assertThat(readFromWire(some.length, bufferSize)).isEqualTo(some);
            assertThat(result(clientWriting)).isTrue();
            wire.write(ByteBuffer.wrap("and back".getBytes(UTF_8)));
            assertThat(client.getInputStream().readNBytes(8)).asString(UTF_8).isEqualTo("and back");
        }
    }

    private void relayByteByByte(ServerSocket relay) {
        try (Socket from = relay.accept(); Socket to = new Socket()) {
            to.connect(address());
            to.setTcpNoDelay(true);
            FutureTask<Long> unused = inBackground(() -> to.getInputStream().transferTo(from.getOutputStream()));
            InputStream in = from.getInputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                to.getOutputStream().write(b);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Test
    void whoDoesNotReadIsStuckAsOnAPlainWire() throws Exception {
        open(address(), 2_048);
        assertThat(wire.stuckSince()).isZero();
        FutureTask<Boolean> writing = inBackground(this::writeAll);
        long since = 0;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (since == 0 || System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(200)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            since = wire.stuckSince();
        }
        assertThat(Arrays.equals(client.getInputStream().readNBytes(MANY), bytes)).isTrue();
        assertThat(result(writing)).isTrue();
        assertThat(wire.stuckSince()).isZero();
    }

    @Test
    void theEndIsSaidAndHeard() throws Exception {
        open(address(), 0, "TLSv1.3");
        wire.write(ByteBuffer.wrap("bye".getBytes(UTF_8)));
        wire.shutdownOutput();
        assertThat(client.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("bye");

        client.getOutputStream().write('x');
        client.shutdownOutput();
        assertThat(readFromWire(1, 128)).containsExactly('x');
        assertThat(wire.read(ByteBuffer.allocate(128))).isEqualTo(-1);
        client.close();
        assertThat(wire.read(ByteBuffer.allocate(128))).isEqualTo(-1);
    }

    @Test
    void anEndWithoutAWordIsAnEnd() throws Exception {
        try (ServerSocket relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FutureTask<Socket> accepted = inBackground(relay::accept);
            FutureTask<Boolean> relaying = inBackground(() -> {
                Socket from = result(accepted);
                Socket to = new Socket();
                to.connect(address());
                FutureTask<Long> unused = inBackground(() -> to.getInputStream().transferTo(from.getOutputStream()));
                from.getInputStream().transferTo(to.getOutputStream());
                to.shutdownOutput();
                return true;
            });
            open((InetSocketAddress) relay.getLocalSocketAddress(), 0);
            result(accepted).shutdownInput();

            assertThat(wire.read(ByteBuffer.allocate(128))).isEqualTo(-1);
            assertThat(result(relaying)).isTrue();
        }
    }

    @Test
    void aRecordThatIsTooLongOrForgedIsRefused() throws Exception {
        open(address(), 0);
        client.getOutputStream().write("fine".getBytes(UTF_8));
        assertThat(readFromWire(4, 128)).hasSize(4);
        TlsInput input = new TlsInput();
        input.put(ByteBuffer.wrap(new byte[] {0x17, 3, 3, (byte) 0xFF, (byte) 0xFF}));
        assertThatThrownBy(input::record).isInstanceOf(SSLException.class);
    }
}
