package dev.chatroom.server.bench.load;

import dev.chatroom.server.bench.plan.BenchException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All connections of the load, on the one thread that calls it. It has one buffer for all of them, and a turn costs a system
 * call for each connection that has something to read.
 */
final class EventLoop implements AutoCloseable {
    /** So much that a busy connection is emptied with one call, and the array stays in the processor's second cache. */
    private static final int BUFFER = 256 * 1024;

    /**
     * From one address to one port, Linux finds half of its 28,000 ports at once, and then looks through all of them for each
     * further connection. So on this machine, each so many come from an address of their own.
     */
    private static final int PER_SOURCE = 10_000;

    private static final long MILLI = 1_000;
    private static final long LEAVING_MICROS = 5 * Stopwatch.SECOND;
    private static final long LEAVING_STEP_MICROS = 50_000;

    private final Stopwatch clock;
    private final Speakers speakers;
    private final Reception reception;
    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] bytes = new byte[StreamTail.MOST_KEPT + BUFFER];
    private @Nullable BenchException failure;
    private int arrived;
    private int gone;
    private boolean leaving;
    private long lastReadAt;

    EventLoop(Stopwatch clock, Speakers speakers, Reception reception) throws IOException {
        this.clock = clock;
        this.speakers = speakers;
        this.reception = reception;
        this.selector = Selector.open();
    }

    /** Opens a connection. It is made, and the client let in, in later turns. */
    void connect(InetSocketAddress target, int number, boolean stuck) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            bindSource(channel, target, number);
            channel.connect(target);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            clients.add(new Client(number, stuck, speakers.of(number), channel, key));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Those that have been opened, by number. */
    List<Client> clients() {
        return clients;
    }

    /** How many have arrived in their rooms. */
    int arrived() {
        return arrived;
    }

    /** Lets in a client whose server says nothing. */
    void arriveInSilence(Client client) {
        client.arrive();
        arrived++;
    }

    /** How many connections have been ended by the server. */
    int gone() {
        return gone;
    }

    /** When something was read last, in microseconds. */
    long lastReadAt() {
        return lastReadAt;
    }

    /** Reads and writes whenever possible, until the activity is finished or the time has come. */
    void run(Activity activity, long deadline) throws IOException, BenchException, InterruptedException {
        long now = clock.micros();
        long wait = activity.step(now);
        while (wait != Activity.FINISHED && now < deadline) {
            turn(Math.min(wait, deadline - now));
            now = clock.micros();
            wait = activity.step(now);
        }
    }

    /**
     * Says goodbye, and waits a little for those who are answered; nothing that is read counts any more. What a connection
     * that is closed has not read would make the server lose what it was told last.
     */
    void leave() throws IOException, BenchException, InterruptedException {
        leaving = true;
        clients.forEach(Client::leave);
        run(now -> clients.stream().allMatch(Client::isGone) ? Activity.FINISHED : LEAVING_STEP_MICROS,
                clock.micros() + LEAVING_MICROS);
    }

    /** Closes all connections. */
    @Override
    public void close() throws IOException {
        clients.forEach(Client::close);
        selector.close();
    }

    private static void bindSource(SocketChannel channel, InetSocketAddress target, int number) throws IOException {
        if (number < PER_SOURCE || !(target.getAddress() instanceof Inet4Address address)
                || !address.isLoopbackAddress()) {
            return;
        }
        byte[] source = {127, 0, 0, (byte) (1 + number / PER_SOURCE)};
        try {
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(source), 0));
        } catch (BindException notConfigured) {
            // Only Linux has all of 127.0.0.0/8 from the start; elsewhere the system chooses.
            return;
        }
    }

    private void turn(long micros) throws IOException, BenchException, InterruptedException {
        if (micros == 0) {
            selector.selectNow(this::handle);
        } else {
            selector.select(this::handle, (micros + MILLI - 1) / MILLI);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("the run was interrupted");
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void handle(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            if (key.isConnectable()) {
                client.channel().finishConnect();
                client.connected();
                arrived += client.hasArrived() ? 1 : 0;
                return;
            }
            if (key.isWritable()) {
                client.flush();
            }
            if (key.isReadable()) {
                read(client);
            }
        } catch (ConnectException refused) {
            failure = new BenchException("cannot connect: " + refused.getMessage(), refused);
        } catch (BenchException e) {
            failure = e;
        } catch (IOException broken) {
            end(client);
        }
    }

    private void read(Client client) throws IOException, BenchException {
        int count = client.channel().read(buffer.clear());
        long now = clock.micros();
        if (count < 0) {
            end(client);
            return;
        }
        lastReadAt = now;
        if (leaving) {
            return;
        }
        int kept = client.tail().restore(bytes);
        buffer.flip().get(bytes, kept, count);
        if (client.hasArrived()) {
            reception.reading(client, now);
            client.scanner().scan(bytes, kept + count, client.tail(), reception);
        } else {
            client.hear(bytes, count);
            arrived += client.hasArrived() ? 1 : 0;
        }
    }

    private void end(Client client) {
        gone++;
        client.close();
    }
}
