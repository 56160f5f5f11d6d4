package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who says one numbered line after the other, on one thread, and checks on another that those of the others
 * come once each and in order. The two threads share nothing of the client but its socket.
 */
final class HonestPerson {
    private static final String PADDING = " " + "x".repeat(200);
    private static final Pattern LINE = Pattern.compile("(honest-\\d+): (\\d+) at (\\d+)( last)?.*");

    private final ChatClient client;
    private final Set<String> others;
    private final Duration pace;
    private volatile boolean stopping;

    /** How many lines of everybody else have come, counted by those of the one who is furthest behind. */
    private volatile long heard;

    private volatile Latencies latencies = new Latencies();

    HonestPerson(ChatClient client, Set<String> others, Duration pace) {
        this.client = client;
        this.others = others;
        this.pace = pace;
    }

    /** Until told to stop; the last line says so. */
    void talk() {
        long number = 0;
        while (!stopping) {
            client.send(number + " at " + System.nanoTime() + PADDING);
            number++;
            LockSupport.parkNanos(pace.toNanos());
        }
        client.send(number + " at " + System.nanoTime() + " last");
    }

    void stop() {
        stopping = true;
    }

    /** Until everybody else has said the last line. */
    void listen() {
        Map<String, Long> wanted = new HashMap<>();
        others.forEach(other -> wanted.put(other, 0L));
        Set<String> talking = new HashSet<>(others);
        while (!talking.isEmpty()) {
            String read = client.next();
            assertThat(read).as("what an honest person reads").doesNotStartWith("* you missed");
            Matcher line = LINE.matcher(read);
            if (line.matches()) {
                String author = line.group(1);
                long number = Long.parseLong(line.group(2));
                assertThat(number).as("the number of %s's next line", author).isEqualTo(wanted.get(author));
                wanted.put(author, number + 1);
                latencies.add(System.nanoTime() - Long.parseLong(line.group(3)));
                heard = wanted.values().stream().mapToLong(Long::longValue).min().orElseThrow();
                if (line.group(4) != null) {
                    talking.remove(author);
                }
            }
        }
    }

    long heard() {
        return heard;
    }

    /** Those since this was asked last. */
    Latencies takeLatencies() {
        Latencies taken = latencies;
        latencies = new Latencies();
        return taken;
    }
}
