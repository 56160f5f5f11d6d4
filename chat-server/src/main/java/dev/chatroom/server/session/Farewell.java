package dev.chatroom.server.session;

import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.net.Wire;
import dev.chatroom.server.pace.Timeout;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The one line that a client is sent whose session ends before its user has come in. The first line of the client tells its
 * door, and so the words; a client that says nothing is taken for a person, as it is for the greeting. Within a handshake nothing can be
 * said that the client would understand, so that is waited for, up to a second. For any thread; the line is written once.
 */
final class Farewell {
    private static final Duration MOMENT = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** What part of the time for closing may be used up by waiting for a first line, and for all of it. */
    private static final int MOMENT_PART = 8;

    private static final int LONGEST_PART = 2;

    private final Session session;
    private final UserBinding binding;
    private final Wire wire;
    private final ServerResources server;
    private final Notice notice;
    private final long begun;
    private final AtomicBoolean claimed = new AtomicBoolean();

    Farewell(Session session, UserBinding binding, Wire wire, ServerResources server, Notice notice) {
        this.session = session;
        this.binding = binding;
        this.wire = wire;
        this.server = server;
        this.notice = notice;
        this.begun = server.clock().now();
    }

    /** Sees to it that the line is written soon, whatever the client does. */
    void begin() {
        Timeout unused = Timeout.start(server.clock(), server.timer(), atMost(MOMENT, MOMENT_PART), this::look);
    }

    /** Whether the caller is the one who writes the client's last line. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /**
     * Writes the line unless that has been done; for a thread that may wait.
     *
     * @param firstLine what the client has said; null if nothing
     * @return false if the connection is gone, or the user is in and reads its last line in its place
     */
    boolean say(@Nullable Line firstLine) {
        Dialect in = binding.settled();
        if (in != null) {
            // The reader may have noticed the end before the dialect was told of it, or have told it of another.
            in.partWith(notice);
            return false;
        }
        if (!claim()) {
            return true;
        }
        return write(() -> {
            wire.write(server.protocols().of(firstLine).refusal(notice));
            wire.shutdownOutput();
        });
    }

    /** On the timer's thread. */
    private void look() {
        if (claimed.get()) {
            return;
        }
        long waited = server.clock().since(begun);
        boolean late = waited >= atMost(LONGEST, LONGEST_PART).toNanos();
        boolean silent = late || waited >= server.config().silenceAllowed().toNanos();
        boolean understands = binding.isEncrypted() || (silent && wire.speaking() == Wire.Speaking.PLAIN);
        if (understands && (late || !wire.hasUnread())) {
            Thread.startVirtualThread(() -> say(null));
        } else if (late) {
            Thread.startVirtualThread(this::giveUp);
        } else {
            begin();
        }
    }

    private void giveUp() {
        if (claim()) {
            boolean unused = write(() -> wire.abandon(server.protocols().spokenByPeople().refusal(notice)));
        }
    }

    private interface Writing {
        void write() throws IOException;
    }

    private boolean write(Writing writing) {
        try {
            writing.write();
        } catch (IOException gone) {
            session.close();
            return false;
        }
        session.saidFarewell();
        return true;
    }

    private Duration atMost(Duration time, int part) {
        Duration most = server.config().closeTimeout().dividedBy(part);
        return time.compareTo(most) < 0 ? time : most;
    }
}
