package dev.chatroom.core.text;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.room.MaskEntry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to match masks as people write them, and the worst ones that the limits allow. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MaskBenchmark {
    /** As long as a hostmask gets, and almost matched everywhere. */
    private static final String ALIKE = "a".repeat(120);

    private final Mask ordinary = Mask.of("*!*@*.k2f7q.ip");
    private final Mask stars = Mask.of("*a".repeat(127) + "b*");
    private final Mask oneSegment = Mask.of("*" + "a".repeat(60) + "b*");
    private final Mask longSegment = Mask.of("*" + "?a".repeat(50) + "b" + "?a".repeat(60) + "*");
    private final List<MaskEntry> bans = IntStream.range(0, 100)
            .mapToObj(i -> new MaskEntry("*!*@*.x%dx%d.ip".formatted(i, i), List.of(), Author.ROOM, Instant.EPOCH))
            .toList();
    private final int[] hostmask = Mask.letters("somebody!~user@4kd9s.k2f7r.ip");

    @Benchmark
    public boolean ordinary() {
        return ordinary.matches("somebody!~user@4kd9s.k2f7r.ip");
    }

    @Benchmark
    public boolean aHundredBans() {
        boolean banned = false;
        for (MaskEntry ban : bans) {
            banned |= ban.compiled().matches(hostmask);
        }
        return banned;
    }

    @Benchmark
    public boolean worstManyStars() {
        return stars.matches(ALIKE + ALIKE + ALIKE);
    }

    @Benchmark
    public boolean worstOneSegment() {
        return oneSegment.matches(ALIKE);
    }

    @Benchmark
    public boolean worstLongSegment() {
        return longSegment.matches(ALIKE + ALIKE + ALIKE);
    }

    /** What the same mask takes that goes back to the last star at each letter that does not fit. */
    @Benchmark
    public boolean worstOneSegmentGoingBack() {
        return GoingBack.matches("*" + "a".repeat(60) + "b*", ALIKE);
    }

    @Benchmark
    public Mask makeOrdinary() {
        return Mask.of("*!*@*.k2f7q.ip");
    }

    @Benchmark
    public Mask makeLong() {
        return Mask.of("*" + "?a".repeat(50) + "b" + "?a".repeat(60) + "*");
    }

    /** The usual way to match masks. */
    private static final class GoingBack {
        static boolean matches(String mask, String text) {
            int sign = 0;
            int letter = 0;
            int retrySign = -1;
            int retryLetter = 0;
            while (letter < text.length()) {
                if (sign < mask.length() && mask.charAt(sign) == '*') {
                    retrySign = ++sign;
                    retryLetter = letter;
                } else if (sign < mask.length() && mask.charAt(sign) == text.charAt(letter)) {
                    sign++;
                    letter++;
                } else if (retrySign >= 0) {
                    sign = retrySign;
                    letter = ++retryLetter;
                } else {
                    return false;
                }
            }
            return sign == mask.length();
        }
    }
}
