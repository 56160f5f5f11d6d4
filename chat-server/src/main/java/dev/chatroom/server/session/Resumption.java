package dev.chatroom.server.session;

import dev.chatroom.core.User;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.pace.Pending;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user whose client may come back over another connection. Until then the user stays in the chat, and what comes waits in
 * the outbox, within its bounds.
 *
 * <p>It is what the outbox wakes, and has the connection that the user has at the moment write. So there is one writer at a time,
 * even while a connection that is lost still tries to write. For any thread.
 */
final class Resumption extends DetachableTask implements Pending {

    /** A connection that a user has. */
    interface Connection extends WriteTask {
        /** Ends it at once: its client has come over another one. */
        void cut();

        /** Ends it from outside; the notice is the last that its client reads. */
        void end(CloseReason how, Notice notice);
    }

    /** So long a client waits for its connection before to be ended, which takes a moment; then it is somebody new. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final WriterPool writers;
    private final ReentrantLock lock = new ReentrantLock();

    /** The user, once there is one. Guarded by {@code lock}, as all that follows. */
    private @Nullable User user;

    /** Null while the user has none. */
    private @Nullable Connection connection;

    /** Whether something has come that no connection has written. */
    private boolean parked;

    /** Null while the user has one, or has yet to have the first. */
    private @Nullable Absence absence;

    /** With it the client can take the user up; empty before there is one. */
    private String secret = "";

    /** Whether a new connection is about to take the user up. */
    private boolean claimed;

    /** Whether the user has left, or is about to. */
    private boolean over;

    /** Where the connection that the user had last came from. */
    private InetAddress origin;

    /** Those who wait until the connection is free. Never changed, only replaced. */
    private List<Runnable> waiting = List.of();

    /**
     * A time without a connection.
     *
     * @param since when it began, by the server's clock
     * @param most how long it may last
     * @param reason what the rooms are told when the user does not come back
     */
    private record Absence(long since, Duration most, String reason) {}

    /** For a user who is about to arrive from there. */
    Resumption(WriterPool writers, InetAddress origin) {
        this.writers = writers;
        this.origin = origin;
    }

    /** Where the user's last connection came from. */
    InetAddress origin() {
        lock.lock();
        try {
            return origin;
        } finally {
            lock.unlock();
        }
    }

    /** Since when the user has no connection, if that is so. */
    long detachedAt() {
        lock.lock();
        try {
            return absence == null ? Long.MAX_VALUE : absence.since();
        } finally {
            lock.unlock();
        }
    }

    /** With which secret the client can take the user up; empty before there is one. */
    String secret() {
        lock.lock();
        try {
            return secret;
        } finally {
            lock.unlock();
        }
    }

    /** The same from now on. */
    void setSecret(String next) {
        lock.lock();
        try {
            secret = next;
        } finally {
            lock.unlock();
        }
    }

    /** The user has this connection, which comes from there, from now on. */
    void attach(User arrived, Connection to, InetAddress from) {
        boolean something;
        lock.lock();
        try {
            user = arrived;
            connection = to;
            origin = from;
            claimed = false;
            absence = null;
            something = parked;
            parked = false;
        } finally {
            lock.unlock();
        }
        if (something) {
            writers.serve(this);
        }
    }

    @Override
    public boolean run(ByteBuffer buffer) {
        countRun();
        Connection to;
        lock.lock();
        try {
            to = connection;
            parked |= to == null;
        } finally {
            lock.unlock();
        }
        return to != null && to.run(buffer);
    }

    /** A connection broke while it wrote, so the outbox believes that somebody is at work. */
    void park(Connection broken) {
        boolean another;
        lock.lock();
        try {
            another = connection != null && !connection.equals(broken);
            parked = !another;
        } finally {
            lock.unlock();
        }
        if (another) {
            writers.serve(this);
        }
    }

    /** The user has no connection any more, but may have another within this time; then the reason is told to the rooms. */
    void detach(long now, Duration time, String why) {
        List<Runnable> free;
        lock.lock();
        try {
            connection = null;
            absence = new Absence(now, time, why);
            free = waiting;
            waiting = List.of();
        } finally {
            lock.unlock();
        }
        free.forEach(Runnable::run);
    }

    /** The user has left, or is to; whoever waits for the connection is told. Whether that was new. */
    boolean end() {
        List<Runnable> free;
        lock.lock();
        try {
            if (over) {
                return false;
            }
            over = true;
            free = waiting;
            waiting = List.of();
        } finally {
            lock.unlock();
        }
        free.forEach(Runnable::run);
        return true;
    }

    /** Ends the connection that the user has; false if there is none. */
    boolean endConnection(CloseReason how, Notice notice) {
        Connection present = connection();
        if (present != null) {
            present.end(how, notice);
        }
        return present != null;
    }

    /** Takes the connection away that the user may still have, and says when that is done, or has taken too long. */
    Pending free(ScheduledExecutorService timer) {
        Connection present = connection();
        if (present != null) {
            present.cut();
        }
        return within(LONGEST_WAIT, timer);
    }

    private @Nullable Connection connection() {
        lock.lock();
        try {
            return connection;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void whenDone(Runnable action) {
        lock.lock();
        try {
            if (connection != null && !over) {
                waiting = Stream.concat(waiting.stream(), Stream.of(action)).toList();
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    @Override
    public boolean abandon() {
        return true;
    }

    /** Takes the user for a new connection; null if another was faster, or the user has left. */
    @Nullable User claim() {
        lock.lock();
        try {
            if (connection != null || claimed || over) {
                return null;
            }
            claimed = true;
            return user;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the user has been without a connection for too long, by this time of the server's clock. */
    boolean isLate(long now) {
        lock.lock();
        try {
            return absence != null && !claimed && now - absence.since() > absence.most().toNanos();
        } finally {
            lock.unlock();
        }
    }

    /** The user, null before one has arrived. */
    @Nullable User user() {
        lock.lock();
        try {
            return user;
        } finally {
            lock.unlock();
        }
    }

    /** What the rooms are told when the user does not come back. */
    String reason() {
        lock.lock();
        try {
            return absence == null ? "" : absence.reason();
        } finally {
            lock.unlock();
        }
    }
}
