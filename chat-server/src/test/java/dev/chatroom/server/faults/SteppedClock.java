package dev.chatroom.server.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock, which somebody sets while it runs. */
final class SteppedClock extends Clock {
    private final AtomicReference<Duration> off = new AtomicReference<>(Duration.ZERO);

    void step(Duration by) {
        off.updateAndGet(by::plus);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(off.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
