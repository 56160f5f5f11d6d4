package dev.chatroom.server.session;

import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.IdlePolicy;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.pace.ServerClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a client has been silent or unknown, and whether it has been asked or warned. */
final class IdleTimer {
    /** The warning comes when this part of the allowed time is left. */
    private static final int WARNING_PART = 5;

    private final ServerClock clock;

    /** By the clock. Written by the reader. */
    private volatile long heardAt;

    /**
     * When the client was asked or warned last, by the clock; that counts only if it has not been heard since. Owned by the
     * sweeper.
     */
    private long toldAt;

    /**
     * From when the client has had to say who it is, by the clock; whatever else it says changes nothing about that. Owned by
     * the sweeper.
     */
    private long introducingSince;

    IdleTimer(ServerClock clock) {
        this.clock = clock;
        this.heardAt = clock.now();
        this.toldAt = heardAt;
        this.introducingSince = heardAt;
    }

    /** The client wrote something. */
    void end() {
        heardAt = clock.now();
    }

    /** The client cannot say who it is yet, or need not. For the sweeper. */
    void restartIntroduction() {
        introducingSince = clock.now();
    }

    /** Why a client is to be ended that has been silent for too long. */
    record Verdict(CloseReason how, Notice notice) {}

    /**
     * Looks whether a client has been silent for too long, or has not said who it is; null if not, and as long as it is the server
     * that keeps it waiting. For the sweeper.
     *
     * @param awaiting whether it waits for an answer
     * @param pausing whether it is made to wait, for an answer or because it is too fast
     * @param writing whether something is being written to it, behind which a question may have to wait
     */
    @Nullable Verdict look(
            @Nullable Dialect speaking, boolean awaiting, boolean pausing, ServerConfig config, boolean writing) {
        boolean introducing = speaking != null && speaking.liveness() == IdlePolicy.INTRODUCING_ITSELF;
        if (!introducing || awaiting) {
            restartIntroduction();
        }
        // A client that is too fast is not silent, but it does not say who it is either.
        boolean waiting = introducing ? awaiting : pausing;
        return speaking == null || waiting ? null : judge(speaking, config, writing);
    }

    /**
     * Looks whether a client has been silent, or unknown, for longer than may be expected of it; null if not. For the sweeper.
     *
     * @param writing whether something is being written to it, behind which a question may have to wait
     */
    @Nullable Verdict judge(Dialect speaking, ServerConfig config, boolean writing) {
        return switch (speaking.liveness()) {
            case INTRODUCING_ITSELF -> clock.isOver(introducingSince, config.introductionTimeout())
                    ? new Verdict(CloseReason.NO_INTRODUCTION, new Notice.NoIntroduction(config.introductionTimeout()))
                    : null;
            case A_PROGRAM ->
                isOver(config.pingAfter(), config.pingTimeout(), new Notice.AreYouThere(), speaking, writing)
                        ? new Verdict(CloseReason.NO_ANSWER,
                                new Notice.NoAnswer(config.pingAfter().plus(config.pingTimeout())))
                        : null;
            case A_PERSON -> !config.idleTimeout().isZero() && isOver(config.idleTimeout(), speaking, writing)
                    ? new Verdict(CloseReason.IDLE, new Notice.IdleEnd(config.idleTimeout()))
                    : null;
        };
    }

    /** Warns a client whose time is nearly up; returns whether it is up. */
    private boolean isOver(Duration allowed, Dialect dialect, boolean writing) {
        Duration warning = allowed.dividedBy(WARNING_PART);
        return isOver(allowed.minus(warning), warning, new Notice.IdleWarning(warning), dialect, writing);
    }

    /**
     * Tells a client something that has been silent for so long; returns whether it has not answered in time. That time
     * begins when it is told, however late that was.
     */
    private boolean isOver(Duration silence, Duration answer, Notice notice, Dialect dialect, boolean writing) {
        long heard = heardAt;
        if (toldAt - heard <= 0) {
            if (clock.isOver(heard, silence)) {
                toldAt = clock.now();
                dialect.notify(notice);
            }
            return false;
        }
        if (writing) {
            toldAt = clock.now();
        }
        return clock.isOver(toldAt, answer);
    }
}
