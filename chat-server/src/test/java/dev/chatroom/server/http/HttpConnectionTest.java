package dev.chatroom.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.net.Wire;
import dev.chatroom.server.pace.ManualTime;
import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.pace.WorkLimits;
import dev.chatroom.server.pace.Workload;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a connection may be unused after a request. */
@Timeout(60)
class HttpConnectionTest {
    private final ManualTime time = new ManualTime();
    private final ServerClock clock = new ServerClock(time, Duration.ofDays(1));
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @AutoClose
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AutoClose
    private final Silent wire = new Silent();

    /** Nothing more comes. */
    private final class Silent implements Wire {
        @Override
        public int read(ByteBuffer into) {
            waiting.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }

        @Override
        public void write(ByteBuffer from) {
            from.position(from.limit());
        }

        @Override
        public long stuckSince() {
            return 0;
        }

        @Override
        public void shutdownOutput() {
            // Nobody reads it.
        }

        @Override
        public void close() {
            over.countDown();
        }
    }

    private record Asking(boolean isOfProxy) implements Requesters {
        @Override
        public Verdict of(RequestHead head) {
            InetAddress here = InetAddress.getLoopbackAddress();
            return new Served(new Requester(here, false, head.host(), WorkLimits.unlimited()));
        }

        @Override
        public void answered() {
            // There is no place to give back.
        }
    }

    private record Greeting() implements HttpHandler {
        @Override
        public Answer answer(Request request, Workload work) {
            return new Answer.Whole(Response.text(Status.OK, "hello\n"));
        }

        @Override
        public Optional<Answer.Upgrade> upgrade(Request request) {
            return Optional.empty();
        }

        @Override
        public Response refusal(Status status, String why) {
            return Response.text(status, why);
        }
    }

    private HttpConnection served(boolean proxy) throws InterruptedException {
        ByteBuffer request = ByteBuffer.wrap("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        HttpConnection connection = new HttpConnection(
                wire, request, new Greeting(), new Asking(proxy), Clock.systemUTC(), clock, timer);
        Thread.startVirtualThread(() -> {
            try {
                connection.serve();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        waiting.await();
        return connection;
    }

    @Test
    void aClientHasAMinuteUntilItsNextRequest() throws Exception {
        HttpConnection connection = served(false);

        time.advance(Duration.ofSeconds(60));
        assertThat(connection.isOverdue()).isFalse();
        time.advance(Duration.ofSeconds(1));
        assertThat(connection.isOverdue()).isTrue();
    }

    @Test
    void aProxyEndsUnusedConnectionsBeforeTheServerDoes() throws Exception {
        HttpConnection connection = served(true);

        time.advance(Duration.ofSeconds(121));
        assertThat(connection.isOverdue()).isFalse();
        time.advance(Duration.ofSeconds(30));
        assertThat(connection.isOverdue()).isTrue();
    }
}
