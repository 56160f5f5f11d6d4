package dev.chatroom.server.session;

import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.http.HttpConnection;
import dev.chatroom.server.net.Wire;
import dev.chatroom.server.pace.AddressWork;
import dev.chatroom.server.pace.Timeout;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Greets clients that say nothing, as people do who wait for what they are told. Not kept by the session: it is there
 * for as long as the timer has it.
 */
final class GreetingTimer {
    /** What has been lost on a network has come by then a second time. */
    private static final Duration SLOW_NETWORK = Duration.ofSeconds(2);

    /** As browsers do, proxies open connections that they may need soon, and keep some of them for two minutes (Go's HTTP client, and so Caddy). */
    private static final Duration UNUSED_BY_PROXY = Duration.ofSeconds(130);

    /** A reader that is late may be waited for so often. Whoever still has not sent a first line then is greeted in any case. */
    private static final int MOST_PUT_OFF = 40;

    private final SessionState state;
    private final UserBinding binding;
    private final Supplier<@Nullable ProtocolChoice> choice;
    private final Wire wire;
    private final ServerResources server;

    /** How often the greeting has been put off. Owned by the timer's thread. */
    private int putOff;

    /** Whether it has been put off since the connection may be a browser's. Owned by the timer's thread. */
    private boolean browserAwaited;

    private final long begun;

    /** @param choice what the client's first bytes tell; null as long as nothing has come */
    GreetingTimer(
            SessionState state, UserBinding binding, Supplier<@Nullable ProtocolChoice> choice, Wire wire,
            ServerResources server) {
        this.state = state;
        this.binding = binding;
        this.choice = choice;
        this.wire = wire;
        this.server = server;
        this.begun = server.clock().now();
    }

    /** Gives a client that has just come a moment to say something first. */
    void afterAccepting() {
        later(this::greetIfPlain, server.config().silenceAllowed());
    }

    /** Gives a client another moment that could not say anything before. */
    void afterHandshake() {
        later(this::greet, server.config().greetingDelay());
    }

    private void greetIfPlain() {
        switch (wire.speaking()) {
            case PLAIN -> greet();
            case UNKNOWN -> later(this::greetIfPlain, server.config().greetingDelay());
            case PROTECTED -> {
                // The handshake comes first.
            }
        }
    }

    /** On a busy server the reader may be late: a client is only silent if nothing has come from it. */
    private void greet() {
        if (!mayGreet()) {
            return;
        }
        Duration unused = binding.client().isOfProxy() ? UNUSED_BY_PROXY : AddressWork.BROWSER_PREPARES;
        if (putOff < MOST_PUT_OFF && wire.hasUnread()) {
            putOff++;
            later(this::greet, server.config().greetingDelay());
        } else if (browserAwaited) {
            // A client that has begun a line speaks: a request that is under way reads nothing before its answer.
            if (isWithinFirstLine()) {
                later(this::letInUnlessAsking, HttpConnection.FOR_HEAD);
            } else {
                askIn();
            }
        } else if (!binding.client().work().address().untilUnbrowsed(unused).isZero()) {
            // A greeting that crosses a request would be read as the answer to it.
            browserAwaited = true;
            Duration age = Duration.ofNanos(server.clock().now() - begun);
            later(this::greet, unused.compareTo(age) > 0 ? unused.minus(age) : Duration.ZERO);
        } else if (isWithinFirstLine()) {
            // It may be a browser's. As long as nobody is let in, it can be sent away without anybody having heard of it.
            later(this::letIn, SLOW_NETWORK);
        } else {
            letIn();
        }
    }

    /** Whoever has asked by HTTP reads nothing else any more, however long the connection lives. */
    private boolean mayGreet() {
        return !binding.isOpen() && !state.isAsking() && !state.isEnding();
    }

    private boolean isWithinFirstLine() {
        ProtocolChoice known = choice.get();
        return known != null && known.isWithinFirstLine();
    }

    /** Whoever has begun a line that is no request is somebody at a terminal; half a request is the sweeper's. */
    private void letInUnlessAsking() {
        ProtocolChoice known = choice.get();
        if (known != null && known.isWithinFirstLine() && !known.mayBeRequest()) {
            letIn();
        }
    }

    /** Nobody has come whom a room should see, unless somebody types. */
    private void askIn() {
        server.writers().executeBackground(() -> {
            if (!mayGreet()) {
                return;
            }
            try {
                wire.write(server.protocols().spokenByPeople().refusal(new Notice.SaySomething()));
            } catch (IOException connectionBroke) {
                // The reader finds out by itself.
                return;
            }
        });
    }

    private void letIn() {
        if (mayGreet()) {
            server.writers().executeBackground(() -> {
                binding.open(server.protocols().spokenByPeople());
            });
        }
    }

    private void later(Runnable action, Duration delay) {
        Timeout.start(server.clock(), server.timer(), delay, action);
    }
}
