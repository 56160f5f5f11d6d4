package dev.chatroom.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Somebody at a terminal, over a real socket. Every wait is bounded, and ends in a failure that shows what was read.
 * For one thread.
 */
public final class ChatClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LINES_IN_FAILURES = 40;
    private static final int COLUMNS_IN_FAILURES = 120;

    private final Socket socket;
    private final ByteBuffer received = ByteBuffer.allocate(16 * 1024).limit(0);

    /** The last lines that were read, for messages. */
    private final ArrayDeque<String> shown = new ArrayDeque<>();

    private ChatClient(Socket socket) {
        this.socket = socket;
    }

    public static ChatClient connect(InetSocketAddress server) {
        return connect(server, 0);
    }

    /** A client whose kernel holds so many bytes for it; 0 for as many as is usual. */
    static ChatClient connect(InetSocketAddress server, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.connect(server, (int) PATIENCE.toMillis());
            return new ChatClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client with this address of its own. */
    static ChatClient connectFrom(InetAddress own, InetSocketAddress server) {
        try {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.bind(new InetSocketAddress(own, 0));
            socket.connect(server, (int) PATIENCE.toMillis());
            return new ChatClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client on a socket that is connected already. */
    public static ChatClient on(Socket socket) {
        return new ChatClient(socket);
    }

    // Writing.

    public void send(String line) {
        sendText(line + "\n");
    }

    public void sendText(String text) {
        sendBytes(text.getBytes(UTF_8));
    }

    public void sendBytes(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends this client's output; it can still read. */
    public void halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks the connection off: the server gets a TCP reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Reading.

    /** The next line, without its end. */
    public String next() {
        return withoutEnd(nextWithEnd());
    }

    /** The next line, with its end. */
    public String nextWithEnd() {
        String line = line(deadline());
        return line == null ? fail("the connection ended after:%n%s", transcript()) : line;
    }

    /** The next line, which must be this one. */
    public void expectNext(String line) {
        assertThat(next()).as("the line after:%n%s", transcript()).isEqualTo(line);
    }

    /** Reads up to this line. */
    public void expect(String line) {
        List<String> unused = until(line::equals, "'" + line + "'");
    }

    /** Reads up to a line that begins like this, which it returns. */
    public String expectStart(String start) {
        List<String> lines = until(line -> line.startsWith(start), "'" + start + "...'");
        return lines.get(lines.size() - 1);
    }

    /** Reads up to a line that ends like this, which it returns. */
    public String expectEnd(String end) {
        List<String> lines = until(line -> line.endsWith(end), "'..." + end + "'");
        return lines.get(lines.size() - 1);
    }

    /** Reads up to a line that is good; returns it and those before it. */
    public List<String> until(Predicate<String> good, String wanted) {
        long deadline = deadline();
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = line(deadline);
            if (line == null) {
                return fail("no %s before the connection ended; read:%n%s", wanted, transcript());
            }
            lines.add(withoutEnd(line));
            if (good.test(withoutEnd(line))) {
                return lines;
            }
        }
    }

    /** The next bytes, exactly so many. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        long deadline = deadline();
        for (int i = 0; i < count; i++) {
            int b = read(deadline);
            assertThat(b).as("byte %d of %d", i + 1, count).isNotNegative();
            bytes[i] = (byte) b;
        }
        return bytes;
    }

    /** Everything up to the end of the connection, by lines. */
    public List<String> rest() {
        long deadline = deadline();
        List<String> lines = new ArrayList<>();
        for (String line = line(deadline); line != null; line = line(deadline)) {
            lines.add(withoutEnd(line));
        }
        return lines;
    }

    /**
     * A barrier: asks for the topic of the current room, which must have none, and returns what comes before the
     * answer. Everything that happened in that room before the question is among it.
     */
    public List<String> sync() {
        send("/topic");
        List<String> lines = until("* no topic is set"::equals, "the answer to /topic");
        return lines.subList(0, lines.size() - 1);
    }

    private static String withoutEnd(String line) {
        return line.replaceFirst("\\r?\\n$", "");
    }

    private static long deadline() {
        return System.nanoTime() + PATIENCE.toNanos();
    }

    /** The next line with its end, or null at the end of the connection. */
    private String line(long deadline) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = 0;
        while (b != '\n') {
            b = read(deadline);
            if (b < 0) {
                assertThat(line.size()).as("bytes of a line without an end").isZero();
                return null;
            }
            line.write(b);
        }
        String text = line.toString(UTF_8);
        if (shown.size() == LINES_IN_FAILURES) {
            shown.remove();
        }
        shown.add(text.length() > COLUMNS_IN_FAILURES ? text.substring(0, COLUMNS_IN_FAILURES) + "...\n" : text);
        return text;
    }

    private int read(long deadline) {
        if (!received.hasRemaining() && !receive(deadline)) {
            return -1;
        }
        return received.get() & 0xFF;
    }

    private boolean receive(long deadline) {
        try {
            socket.setSoTimeout((int) Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
            int count = socket.getInputStream().read(received.array());
            received.position(0).limit(Math.max(0, count));
            return count > 0;
        } catch (SocketTimeoutException late) {
            return fail("nothing more came within %s; read:%n%s", PATIENCE, transcript());
        } catch (IOException e) {
            throw new UncheckedIOException("after:\n" + transcript(), e);
        }
    }

    private String transcript() {
        return String.join("", shown);
    }
}
