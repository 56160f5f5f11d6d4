package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Clients that ask as fast as the socket takes it, and read all that they are answered. For one thread. */
final class Askers implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final InetSocketAddress server;
    private final Queue<RudeClient> clients = new ConcurrentLinkedQueue<>();
    private final CountDownLatch start = new CountDownLatch(1);
    private final CountDownLatch comingIn;
    private final AtomicLong received = new AtomicLong();
    private final byte[] hello = clientHello();
    private volatile boolean ending;

    /**
     * Lets them come in, but not ask yet.
     *
     * @param network the first three numbers of their addresses
     * @param addresses how many addresses they have between them
     */
    Askers(InetSocketAddress server, Question question, int number, String network, int addresses)
            throws InterruptedException {
        this.server = server;
        this.comingIn = new CountDownLatch(number);
        for (int i = 0; i < number; i++) {
            Question own = of(question, i);
            String address = network + "." + (2 + i % addresses);
            String name = "asker-" + network.replace('.', '-') + "-" + i;
            Thread.startVirtualThread(() -> ask(own, address, name));
        }
        assertThat(comingIn.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("all of them come in").isTrue();
    }

    private static Question of(Question question, int number) {
        return question == Question.ALL_OF_THEM
                ? Question.WITH_LINES.get(number % Question.WITH_LINES.size())
                : question;
    }

    void begin() {
        start.countDown();
    }

    /** How many bytes they have been sent since they began. */
    long received() {
        return received.get();
    }

    @Override
    public void close() {
        ending = true;
        start.countDown();
        clients.forEach(RudeClient::close);
    }

    private void ask(Question question, String own, String name) {
        if (!question.isAskedInLines()) {
            comingIn.countDown();
            awaitStart();
            while (!ending) {
                connectAndVanish(own, question == Question.TLS_HANDSHAKE);
            }
            return;
        }
        RudeClient client = RudeClient.connectFrom(own, server);
        clients.add(client);
        Map.Entry<String, String> introduction = question.introduction(name);
        client.write(introduction.getKey());
        assertThat(client.readUpTo(introduction.getValue())).as("%s comes in", name).isTrue();
        comingIn.countDown();
        awaitStart();
        Thread.startVirtualThread(() -> count(client));
        String text = question.repeated();
        while (!ending && client.write(text)) {
            // As fast as it goes.
        }
    }

    private void awaitStart() {
        try {
            start.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(RudeClient client) {
        byte[] buffer = new byte[16 * 1024];
        for (int read = client.read(buffer); read >= 0; read = client.read(buffer)) {
            received.addAndGet(read);
        }
    }

    /** The same key each time costs the client nothing, and the server as much as ever. */
    private void connectAndVanish(String own, boolean handshaking) {
        try (RudeClient client = RudeClient.connectFrom(own, server)) {
            clients.add(client);
            if (handshaking && !ending) {
                client.write(hello);
                received.addAndGet(Math.max(0, client.read(new byte[4 * 1024])));
            }
            client.vanish();
            clients.remove(client);
        } catch (UncheckedIOException full) {
            // The next one, then.
        }
    }

    private static byte[] clientHello() {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(true);
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.beginHandshake();
            engine.wrap(ByteBuffer.allocate(0), hello);
            byte[] bytes = new byte[hello.flip().remaining()];
            hello.get(bytes);
            return bytes;
        } catch (GeneralSecurityException | SSLException e) {
            throw new AssertionError(e);
        }
    }
}
