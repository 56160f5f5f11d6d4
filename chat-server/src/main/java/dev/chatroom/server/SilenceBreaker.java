package dev.chatroom.server;

import dev.chatroom.server.dialect.Dialect;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Greets clients that say nothing, as people do who wait for what they are told. Not kept by the session: it is there
 * for as long as the timer has it.
 */
final class SilenceBreaker {
    private final Session session;
    private final Wire wire;
    private final ServerResources server;

    SilenceBreaker(Session session, Wire wire, ServerResources server) {
        this.session = session;
        this.wire = wire;
        this.server = server;
    }

    /** Gives a client that has just come a moment to say something first. */
    void afterAccepting() {
        later(this::greetIfPlain);
    }

    /** Gives a client another moment that could not say anything before. */
    void afterHandshake() {
        later(this::greet);
    }

    private void greetIfPlain() {
        switch (wire.speaking()) {
            case PLAIN -> greet();
            case UNKNOWN -> afterAccepting();
            case PROTECTED -> {
                // The handshake comes first.
            }
        }
    }

    private void greet() {
        if (!session.isOpen() && !session.isEnding()) {
            server.writers().letPass(() -> {
                Dialect unused = session.open(null);
            });
        }
    }

    private void later(Runnable action) {
        ScheduledFuture<?> unused = server.timer()
                .schedule(action, server.config().greetingDelay().toMillis(), TimeUnit.MILLISECONDS);
    }
}
