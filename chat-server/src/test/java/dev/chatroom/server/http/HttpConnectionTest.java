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
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a client may take for a request, and until the next. */
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

    private final Queue<String> written = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Whether something comes in the end. */
    private volatile boolean late;

    /** Nothing more comes until it is over. */
    private final class Silent implements Wire {
        @Override
        public int read(ByteBuffer into) {
            waiting.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (late) {
                late = false;
                into.put("ab".getBytes(US_ASCII));
                return 2;
            }
            return -1;
        }

        @Override
        public void write(ByteBuffer from) {
            written.add(US_ASCII.decode(from).toString());
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
        return served(proxy, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    private HttpConnection served(boolean proxy, String sent) throws InterruptedException {
        ByteBuffer request = ByteBuffer.wrap(sent.getBytes(US_ASCII));
        HttpConnection connection = new HttpConnection(
                wire, request, new Greeting(), new Asking(proxy), Clock.systemUTC(), clock, timer);
        Thread.startVirtualThread(() -> {
            try {
                connection.serve();
                ended.countDown();
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
        assertThat(connection.giveUp()).isNull();
        time.advance(Duration.ofSeconds(1));
        assertThat(connection.giveUp()).isEqualTo(ByteBuffer.allocate(0));
    }

    @Test
    void aProxyEndsUnusedConnectionsBeforeTheServerDoes() throws Exception {
        HttpConnection connection = served(true);

        time.advance(Duration.ofSeconds(121));
        assertThat(connection.giveUp()).isNull();
        time.advance(Duration.ofSeconds(30));
        assertThat(connection.giveUp()).isEqualTo(ByteBuffer.allocate(0));
    }

    @ParameterizedTest
    @CsvSource({
        "10, GET / HTTP/1.1~Host: local", "30, POST / HTTP/1.1~Host: localhost~Content-Length: 9~~half",
        "10, GET / HTTP/1.1~Host: localhost~~GET / HT"
    })
    void halfARequestIsAnsweredInTheEnd(int seconds, String half) throws Exception {
        HttpConnection connection = served(false, half.replace("~", "\r\n"));

        time.advance(Duration.ofSeconds(seconds));
        assertThat(connection.giveUp()).isNull();
        time.advance(Duration.ofSeconds(1));
        ByteBuffer last = Objects.requireNonNull(connection.giveUp());

        assertThat(US_ASCII.decode(last).toString()).startsWith("HTTP/1.1 408 Request Timeout\r\n")
                .contains("\r\nConnection: close\r\n");
        assertThat(connection.giveUp()).as("once").isNull();
    }

    @Test
    void whatComesAfterThatIsNotServed() throws Exception {
        HttpConnection connection = served(false, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n");
        time.advance(Duration.ofSeconds(31));
        assertThat(connection.giveUp()).isNotNull();

        late = true;
        over.countDown();

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(written).isEmpty();
    }
}
