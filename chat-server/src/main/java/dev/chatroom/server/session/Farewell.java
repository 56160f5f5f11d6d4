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
final class Farewell implements LastLine {
    private static final Duration MOMENT = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** What part of the time for closing may be used up by waiting for a first line, and for all of it. */
    private static final int MOMENT_PART = 8;

    private static final int LONGEST_PART = 2;

    private final UserBinding binding;
    private final Wire wire;
    private final ServerResources server;
    private final Notice notice;
    private final long begun;
    private final Runnable whenSaid;
    private final Runnable whenGone;
    private final AtomicBoolean claimed = new AtomicBoolean();

    /**
     * For a session that has just ended.
     *
     * @param whenSaid run when the line has been written
     * @param whenGone run instead if the connection is gone
     */
    Farewell(
            UserBinding binding, Wire wire, ServerResources server, Notice notice, Runnable whenSaid,
            Runnable whenGone) {
        this.whenSaid = whenSaid;
        this.whenGone = whenGone;
        this.binding = binding;
        this.wire = wire;
        this.server = server;
        this.notice = notice;
        this.begun = server.clock().now();
    }

    /** Sees to it that the line is written soon, whatever the client does. */
    void begin() {
        Timeout.start(server.clock(), server.timer(), atMost(MOMENT, MOMENT_PART), this::look);
    }

    @Override
    public boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    @Override
    public boolean say(@Nullable Line firstLine) {
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
        boolean understands = binding.client().isEncrypted() || (silent && wire.speaking() == Wire.Speaking.PLAIN);
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
            write(() -> wire.abandon(server.protocols().spokenByPeople().refusal(notice)));
        }
    }

    private interface Writing {
        void write() throws IOException;
    }

    private boolean write(Writing writing) {
        try {
            writing.write();
        } catch (IOException gone) {
            whenGone.run();
            return false;
        }
        whenSaid.run();
        return true;
    }

    private Duration atMost(Duration time, int part) {
        Duration most = server.config().closeTimeout().dividedBy(part);
        return time.compareTo(most) < 0 ? time : most;
    }
}
