package dev.chatroom.server.http;

import dev.chatroom.server.net.Wire;
import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.pace.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client that speaks HTTP: a request is read and answered, and then the next. Confined to the
 * connection's reader thread, which does all of it, except where said.
 */
public final class HttpConnection {
    /** So long a client may take for the head of a request, once it has begun it. */
    public static final Duration FOR_HEAD = Duration.ofSeconds(10);

    private static final Duration FOR_BODY = Duration.ofSeconds(30);
    private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(60);

    /** Longer than proxies keep unused connections (nginx one minute, Caddy two), so that none sends a request while we end it. */
    private static final Duration BETWEEN_REQUESTS_OF_PROXY = Duration.ofSeconds(150);

    private static final int BUFFER_BYTES = 2 * 1024;
    private static final int BYTES_PER_UNIT = 4 * 1024;
    private static final byte[] CONTINUE = {
        'H', 'T', 'T', 'P', '/', '1', '.', '1', ' ', '1', '0', '0', ' ', 'C', 'o', 'n', 't', 'i', 'n', 'u', 'e',
        '\r', '\n', '\r', '\n'
    };

    private final Wire wire;
    private final HttpHandler handler;
    private final Requesters requesters;
    private final Clock clock;
    private final ServerClock serverClock;
    private final ScheduledExecutorService timer;

    /** What has been read, from its position to its limit. */
    private ByteBuffer came;

    /** What the client is to do; null as long as it is the server that works. Written by the reader, unless time is up. */
    private final AtomicReference<@Nullable Wait> waiting = new AtomicReference<>();

    /** Null as long as no endless body is written. Written by the reader. */
    private volatile @Nullable BodyWriter writing;

    private volatile boolean ended;

    /** @param came what has been read of the first request; taken over */
    public HttpConnection(
            Wire wire, ByteBuffer came, HttpHandler handler, Requesters requesters, Clock clock,
            ServerClock serverClock, ScheduledExecutorService timer) {
        this.wire = wire;
        this.came = came;
        this.handler = handler;
        this.requesters = requesters;
        this.clock = clock;
        this.serverClock = serverClock;
        this.timer = timer;
    }

    /**
     * Serves until the client or the server ends the connection.
     *
     * @return the protocol in which it goes on, if the client has asked for that; null if it has ended
     */
    public Answer.@Nullable Upgrade serve() throws IOException, InterruptedException {
        Duration untilFirst = FOR_HEAD;
        while (!ended) {
            Parsed parsed = readHead(untilFirst);
            switch (parsed) {
                case null -> {
                    return null;
                }
                case Parsed.Malformed(Status status, String why) -> {
                    refuse(status, why);
                    return null;
                }
                case Parsed.Whole(RequestHead head) -> {
                    Next next = serveRequester(head);
                    if (!(next instanceof Next.Request)) {
                        return next instanceof Next.Other(Answer.Upgrade upgrade) ? upgrade : null;
                    }
                }
            }
            untilFirst = requesters.isOfProxy() ? BETWEEN_REQUESTS_OF_PROXY : BETWEEN_REQUESTS;
        }
        return null;
    }

    /**
     * The client is to send something.
     *
     * @param since when that began, by the server's clock
     * @param most how long it may take
     * @param asking whether it has begun a request, to which it waits for an answer
     */
    private record Wait(long since, Duration most, boolean asking) {
        /** It has taken too long, and nothing of it is read any more. */
        static final Wait OVER = new Wait(0, Duration.ZERO, false);
    }

    /** What comes after an answer. */
    private sealed interface Next {
        /** Another request, if the client has one. */
        record Request() implements Next {}

        /** The end. */
        record End() implements Next {}

        /** Another protocol. */
        record Other(Answer.Upgrade upgrade) implements Next {}
    }

    private Next serveRequester(RequestHead head) throws IOException, InterruptedException {
        return switch (requesters.of(head)) {
            case null -> new Next.End();
            case Requesters.Malformed(String why) -> {
                refuse(Status.BAD_REQUEST, why);
                yield new Next.End();
            }
            case Requesters.Refused(Requester requester, Refusal refusal) -> {
                write(refusal.answer(new Request(head, new byte[0], requester), handler, clock.instant()));
                yield new Next.End();
            }
            case Requesters.Served(Requester requester) -> {
                Next next = serve(head, requester);
                if (next instanceof Next.Request) {
                    requesters.answered();
                }
                yield next;
            }
        };
    }

    private Next serve(RequestHead head, Requester requester) throws IOException, InterruptedException {
        byte[] body = readBody(head);
        if (body == null) {
            return new Next.End();
        }
        Request request = new Request(head, body, requester);
        Answer answer = paid(request, requester.work());
        return switch (answer) {
            case Answer.Whole(Response response) -> {
                boolean persists = head.persists() && !ended;
                requester.work().charge(response.length() / BYTES_PER_UNIT);
                int unused = requester.work().settle();
                write(response.encoded(request.isForHead(), persists, clock.instant()));
                yield persists ? new Next.Request() : new Next.End();
            }
            case Answer.Endless(Response first, Answer.Source source) -> {
                write(first.endlessHead(clock.instant()));
                if (!request.isForHead()) {
                    writeEndless(source);
                }
                yield new Next.End();
            }
            case Answer.Upgrade upgrade -> {
                write(upgrade.response().encoded(false, true, clock.instant()));
                yield new Next.Other(upgrade);
            }
        };
    }

    /** What has been read behind the last request. */
    public ByteBuffer rest() {
        return came;
    }

    /**
     * Gives the client up if it has taken longer than it may for what it is to send; nothing that comes is answered then. For any
     * thread.
     *
     * @return the last that the client is to be sent, empty if it has not begun to ask; null if it is in time
     */
    public @Nullable ByteBuffer giveUp() {
        Wait wait = waiting.get();
        if (wait == null || wait.equals(Wait.OVER) || !serverClock.isOver(wait.since(), wait.most())
                || !waiting.compareAndSet(wait, Wait.OVER)) {
            return null;
        }
        ended = true;
        return wait.asking() ? tooLate(handler, clock) : ByteBuffer.allocate(0);
    }

    /** The answer to a request that has not come as a whole. */
    public static ByteBuffer tooLate(HttpHandler handler, Clock clock) {
        return handler.refusal(Status.REQUEST_TIMEOUT, "The request did not come in time.")
                .encoded(false, false, clock.instant());
    }

    /**
     * The connection is to end. For any thread.
     *
     * @return whether it may be closed at once, since nothing is being answered
     */
    public boolean end() {
        ended = true;
        BodyWriter body = writing;
        if (body != null) {
            body.end();
        }
        return waiting.get() != null;
    }

    private void writeEndless(Answer.Source source) throws IOException, InterruptedException {
        BodyWriter body = new BodyWriter(wire, timer);
        writing = body;
        if (ended) {
            body.end();
        }
        source.writeTo(body);
    }

    /** The answer to a request, or that the client has asked for too much. */
    private Answer paid(Request request, Workload work) throws InterruptedException {
        Duration wait = work.untilNext();
        if (!wait.isZero()) {
            long seconds = Math.max(1, TimeUnit.MILLISECONDS.toSeconds(wait.toMillis() + 999));
            // It has to connect anew, which has its price.
            ended = true;
            return new Answer.Whole(handler.refusal(
                    Status.TOO_MANY_REQUESTS, "That is too much at once. Try again in %d s.".formatted(seconds))
                    .with("Retry-After: " + seconds));
        }
        work.chargeRequest(request.length());
        try {
            return handler.answer(request, work);
        } finally {
            int unused = work.settle();
        }
    }

    /** The next head; null if the client sends none any more. */
    private @Nullable Parsed readHead(Duration forFirst) throws IOException {
        HeadParser parser = new HeadParser();
        Parsed parsed = parser.next(came);
        boolean begun = parser.hasBegun();
        boolean inTime = expectWithin(begun ? FOR_HEAD : forFirst, begun);
        while (inTime && parsed == null && read() >= 0) {
            parsed = parser.next(came);
            if (!begun && parser.hasBegun()) {
                begun = true;
                inTime = expectWithin(FOR_HEAD, true);
            }
        }
        return cameInTime() ? parsed : null;
    }

    /** The body; null if the client has ended before. */
    private byte @Nullable [] readBody(RequestHead head) throws IOException {
        byte[] body = new byte[head.length()];
        int length = Math.min(body.length, came.remaining());
        came.get(body, 0, length);
        if (length < body.length && head.current() && head.lists("expect", "100-continue")) {
            wire.write(ByteBuffer.wrap(CONTINUE));
        }
        boolean inTime = expectWithin(FOR_BODY, true);
        ByteBuffer rest = ByteBuffer.wrap(body, length, body.length - length);
        while (inTime && rest.hasRemaining() && wire.read(rest) >= 0) {
            // It is read to its end.
        }
        return !cameInTime() || rest.hasRemaining() ? null : body;
    }

    private int read() throws IOException {
        if (came.capacity() < BUFFER_BYTES) {
            came = ByteBuffer.allocate(BUFFER_BYTES);
        }
        int count = wire.read(came.clear());
        came.flip();
        return count;
    }

    /** Begins to wait for the client, or for something else than before; false if time is up. */
    private boolean expectWithin(Duration time, boolean asking) {
        Wait before = waiting.get();
        return !Wait.OVER.equals(before) && waiting.compareAndSet(before, new Wait(serverClock.now(), time, asking));
    }

    /** The wait is over; false if it took too long. */
    private boolean cameInTime() {
        Wait wait = waiting.get();
        return !Wait.OVER.equals(wait) && waiting.compareAndSet(wait, null);
    }

    private void refuse(Status status, String why) throws IOException {
        write(handler.refusal(status, why).encoded(false, false, clock.instant()));
    }

    private void write(ByteBuffer bytes) throws IOException {
        wire.write(bytes);
    }
}
