package dev.chatroom.server;

import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Notice;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a client has been silent, and whether it has been warned. Written by the reader and the sweeper. */
final class Idleness {
    /** The warning comes when this part of the allowed time is left. */
    private static final int WARNING_PART = 5;

    /** By System.nanoTime. */
    private volatile long heardAt = System.nanoTime();

    private volatile boolean warned;

    /** The client wrote something. */
    void end() {
        heardAt = System.nanoTime();
        warned = false;
    }

    /** Why a client is to be ended that has been silent for too long. */
    record Verdict(Ending how, Notice notice) {}

    /** Looks whether a client has been silent for longer than may be expected of it; null if not. For the sweeper. */
    @Nullable Verdict judge(long now, Dialect speaking, ServerConfig config) {
        return switch (speaking.liveness()) {
            case INTRODUCING_ITSELF -> isOver(now, config.introductionTimeout())
                    ? new Verdict(Ending.NO_INTRODUCTION, new Notice.NoIntroduction(config.introductionTimeout()))
                    : null;
            case A_PROGRAM -> isOver(now, config.pingAfter(), config.pingTimeout(), speaking)
                    ? new Verdict(Ending.NO_ANSWER, new Notice.NoAnswer(config.pingAfter().plus(config.pingTimeout())))
                    : null;
            case A_PERSON -> !config.idleTimeout().isZero() && isOver(now, config.idleTimeout(), speaking)
                    ? new Verdict(Ending.IDLE, new Notice.IdleEnd(config.idleTimeout()))
                    : null;
        };
    }

    /** Whether a client has been silent for so long. */
    private boolean isOver(long now, Duration allowed) {
        return now - heardAt > allowed.toNanos();
    }

    /** Asks a client that has been silent whether it is there; returns whether it has not answered in time. */
    private boolean isOver(long now, Duration askAfter, Duration answerWithin, Dialect dialect) {
        boolean silent = isOver(now, askAfter);
        if (silent && !warned) {
            warned = true;
            dialect.notify(new Notice.AreYouThere());
        }
        return silent && isOver(now, askAfter.plus(answerWithin));
    }

    /** Warns a client whose time is nearly up; returns whether it is up. */
    private boolean isOver(long now, Duration allowed, Dialect dialect) {
        Duration silent = Duration.ofNanos(now - heardAt);
        Duration warning = allowed.dividedBy(WARNING_PART);
        if (!warned && silent.compareTo(allowed.minus(warning)) > 0) {
            warned = true;
            dialect.notify(new Notice.IdleWarning(warning));
        }
        return silent.compareTo(allowed) > 0;
    }
}
