package dev.chatroom.server.pace;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The time of {@link System#nanoTime}, which stands still unless it is moved. */
public final class ManualTime implements LongSupplier {
    /** Near the end of the numbers, after which nanoseconds may well go on with negative ones. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - Duration.ofMinutes(5).toNanos());

    public void advance(Duration duration) {
        now.addAndGet(duration.toNanos());
    }

    @Override
    public long getAsLong() {
        return now.get();
    }
}
