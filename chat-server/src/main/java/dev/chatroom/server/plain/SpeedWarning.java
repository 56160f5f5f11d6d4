package dev.chatroom.server.plain;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.plain.text.PlainAnswers;
import java.time.Duration;
import java.util.Optional;

/** When a user who is too fast is told so: once, until there has been a pause. Owned by the reader. */
final class SpeedWarning {
    /** Somebody who has to wait again within this time has not stopped being too fast, and has been told. */
    private static final long QUIET_AFTER_WARNING_MILLIS = 5_000;

    /** A wait of this length is not due to the rate of messages: what was asked for may be done less often. */
    private static final long LONG_WAIT_SECONDS = 2;

    /** When, by the clock's milliseconds, a line had to wait last. */
    private long throttledAt = Long.MIN_VALUE;

    /** The user has to wait so long, from now on; returns what to tell. */
    Optional<String> waits(Duration wait, long now, Limits limits) {
        boolean told = now - QUIET_AFTER_WARNING_MILLIS <= throttledAt;
        throttledAt = now;
        if (told) {
            return Optional.empty();
        }
        return Optional.of(wait.toSeconds() < LONG_WAIT_SECONDS
                ? PlainAnswers.slowDown(limits.of(Limit.RATE), limits.of(Limit.BURST))
                : PlainAnswers.tooOften(wait));
    }
}
