package dev.chatroom.server.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static final int CROWD = 200;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Socket> clients = new ArrayList<>();
    private final List<SocketChannel> admitted = new ArrayList<>();

    /** At an address where nothing else listens, so that what other tests open never takes the port that is free again. */
    private Listener open(int maxConnections) throws IOException {
        InetAddress alone = InetAddress.getByAddress(new byte[] {127, 0, 0, 61});
        return new Listener(new InetSocketAddress(alone, 0), timer, new Entrance(maxConnections));
    }

    /** Says to each what it has said, once there is a whole line. */
    private Listener openForNobody() throws IOException {
        Listener.Refusal echo = (came, last) -> {
            String text = UTF_8.decode(came).toString();
            return last || text.endsWith("\n") ? UTF_8.encode("you said " + text) : null;
        };
        Listener.Entrance nobody = new Listener.Entrance() {
            @Override
            public Listener.Refusal enter(InetAddress address, boolean closing) {
                return echo;
            }

            @Override
            public void admit(SocketChannel channel, InetAddress address) {
                admitted.add(channel);
            }
        };
        InetAddress alone = InetAddress.getByAddress(new byte[] {127, 0, 0, 62});
        return new Listener(new InetSocketAddress(alone, 0), timer, nobody);
    }

    private final class Entrance implements Listener.Entrance {
        private final int most;
        private int counted;

        /** @param most how many it lets in; 0 for all */
        Entrance(int most) {
            this.most = most;
        }

        @Override
        public Listener.Refusal enter(InetAddress address, boolean closing) {
            counted++;
            boolean full = most > 0 && counted > most;
            return full ? (came, last) -> UTF_8.encode(closing ? "* closing\r\n" : "* full\r\n") : null;
        }

        @Override
        public void admit(SocketChannel channel, InetAddress address) {
            admitted.add(channel);
        }
    }

    /** They are connected as far as they can see, though nobody has accepted them. */
    private void connect(Listener door) throws IOException {
        for (int i = 0; i < CROWD; i++) {
            Socket client = new Socket();
            clients.add(client);
            client.connect(door.address());
            client.setSoTimeout(20_000);
            client.getOutputStream().write("hello\n".getBytes(UTF_8));
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        for (SocketChannel channel : admitted) {
            channel.close();
        }
        timer.shutdownNow();
    }

    @Test
    void whoWaitsInTheBacklogIsAcceptedBeforeTheDoorCloses() throws Exception {
        Listener door = open(0);
        InetSocketAddress address = door.address();
        connect(door);

        door.start();
        door.close();

        assertThat(admitted).hasSize(CROWD);
        try (Socket late = new Socket()) {
            assertThatThrownBy(() -> late.connect(address)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void whoIsNotLetInWhileItClosesReadsWhy() throws Exception {
        Listener door = open(1);
        connect(door);

        door.start();
        door.close();
        door.awaitTurnedAway();

        assertThat(admitted).hasSize(1);
        List<String> read = new ArrayList<>();
        for (Socket client : clients.subList(1, CROWD)) {
            read.add(new String(client.getInputStream().readAllBytes(), UTF_8));
        }
        assertThat(read).allMatch(text -> text.startsWith("* ") && text.endsWith("\r\n"))
                .contains("* closing\r\n");
    }

    /** The machine is so busy that nothing which has come is read before the silence would be over. */
    @Test
    void whatHasComeIsJudgedThoughItIsReadLate() throws Exception {
        Listener door = openForNobody();
        door.start();
        AtomicBoolean idle = new AtomicBoolean();
        List<Thread> busy = new ArrayList<>();
        int processors = Runtime.getRuntime().availableProcessors();
        CountDownLatch taken = new CountDownLatch(processors);
        for (int i = 0; i < processors; i++) {
            busy.add(Thread.startVirtualThread(() -> {
                taken.countDown();
                while (!idle.get()) {
                    Thread.onSpinWait();
                }
            }));
        }
        try (Socket client = new Socket()) {
            taken.await();
            client.connect(door.address());
            client.setSoTimeout(20_000);
            client.getOutputStream().write("hello\n".getBytes(UTF_8));
            // Later than a silent client would be told, and have had its time to read that.
            ScheduledFuture<?> unused = timer.schedule(() -> idle.set(true), 900, TimeUnit.MILLISECONDS);
            assertThat(client.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("you said hello\n");
        } finally {
            idle.set(true);
            for (Thread each : busy) {
                each.join();
            }
            door.close();
            door.awaitTurnedAway();
        }
    }

    @Test
    void whoeverIsSilentIsToldAllTheSame() throws Exception {
        Listener door = openForNobody();
        door.start();
        try (Socket client = new Socket()) {
            client.connect(door.address());
            client.setSoTimeout(20_000);
            assertThat(client.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("you said ");
        } finally {
            door.close();
            door.awaitTurnedAway();
        }
    }
}
