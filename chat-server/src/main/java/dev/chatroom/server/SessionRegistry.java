package dev.chatroom.server;

import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.session.Session;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The sessions of a server, from accepting to closing. For any thread. */
final class SessionRegistry {
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final ServerClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition removed = lock.newCondition();

    SessionRegistry(ServerClock clock) {
        this.clock = clock;
    }

    int size() {
        return sessions.size();
    }

    void add(Session session) {
        sessions.add(session);
    }

    void remove(Session session) {
        lock.lock();
        try {
            sessions.remove(session);
            removed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Does something with all that are there; those that come meanwhile may be left out. */
    void forEach(Consumer<Session> action) {
        sessions.forEach(action);
    }

    /** The same with those from some addresses. */
    void forEachFrom(Predicate<InetAddress> addresses, Consumer<Session> action) {
        sessions.stream().filter(session -> addresses.test(session.address())).forEach(action);
    }

    /** Waits until none is left, or this time is over, or the thread is interrupted, and stays so. */
    void awaitEmpty(Duration longest) {
        long began = clock.now();
        long left = longest.toNanos();
        lock.lock();
        try {
            while (!sessions.isEmpty() && left > 0) {
                removed.awaitNanos(left);
                left = longest.toNanos() - clock.since(began);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
