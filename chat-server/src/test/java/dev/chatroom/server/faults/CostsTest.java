package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the connections of one address ask for as fast as they may, others are answered soon. {@code -Dcosts=cold} or
 * {@code -Dcosts=warm} prints a row for each question: warm, the server has answered it for a while before.
 */
@Tag("launcher")
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "chatroom.launcher", matches = ".+", disabledReason = "the launcher is packaged first")
class CostsTest {
    private static final int ASKERS = 64;
    private static final boolean WARM = System.getProperty("costs", "cold").equals("warm");
    private static final int PEOPLE = Integer.getInteger("costs.people", 600);
    private static final int ADDRESSES = Integer.getInteger("costs.addresses", 1);
    private static final Duration LENGTH = Duration.parse(System.getProperty("costs.length", "PT6S"));
    private static final String[] OPTIONS = System.getProperty("costs.options", "").split(" ", -1);

    /** What nobody notices. */
    private static final Duration UNNOTICED = Duration.ofMillis(100);

    /** How much longer half of the PINGs may take than before anybody asked, on a machine with other work. */
    private static final int FACTOR = 20;

    private static final Duration MORE = Duration.ofMillis(50);
    private static final Duration BEARABLE = Duration.ofSeconds(5);

    /** How long PINGs took, and how many bytes those beside them were sent meanwhile. */
    private record Pings(Latencies taken, long askersReceived) {}

    static List<Question> questions() {
        String wanted = System.getProperty("costs.only", ".*");
        return Arrays.stream(Question.values()).filter(question -> question.name().matches(wanted)).toList();
    }

    @Test
    void aPingIsAnsweredBesideThoseWhoAskForTheDearest() throws Exception {
        try (FullServer server = new FullServer(150, options(Question.ALL_OF_THEM))) {
            Latencies quiet = quietly(server, Duration.ofSeconds(1));
            Latencies pings = ping(server, Question.ALL_OF_THEM, Duration.ofSeconds(3), "127.0.2", 1).taken();

            assertThat(pings.percentile(50)).as("what half of the PINGs took: %s; before: %s", pings, quiet)
                    .isLessThan(quiet.percentile(50).multipliedBy(FACTOR).plus(MORE));
            assertThat(pings.percentile(99)).as("what 99 of 100 PINGs took: %s", pings).isLessThan(BEARABLE);
            assertThat(server.terminate()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    @EnabledIfSystemProperty(named = "costs", matches = "cold|warm", disabledReason = "-Dcosts=cold asks for it")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void aPingIsAnsweredBesideAnyQuestion(Question question) throws Exception {
        try (FullServer server = new FullServer(PEOPLE, options(question))) {
            if (WARM) {
                ping(server, question, LENGTH, "127.0.3", 8);
            }
            Pings pings = ping(server, question, LENGTH, "127.0.2", ADDRESSES);
            Latencies taken = pings.taken();
            System.out.printf("| %s | %d | %s | %s | %s | %.1f MB |%n", question.title(), taken.count(),
                    millis(taken.percentile(50)), millis(taken.percentile(99)), millis(taken.slowest()),
                    pings.askersReceived() / 1e6);
            assertThat(server.terminate()).isZero();
            assertThat(taken.percentile(99)).as("what 99 of 100 PINGs took").isLessThan(UNNOTICED);
        }
    }

    private static Latencies quietly(FullServer server, Duration length) throws Exception {
        try (HonestPinger pinger = new HonestPinger(server.address())) {
            return pinger.ping(length);
        }
    }

    private static Pings ping(
            FullServer server, Question question, Duration length, String network, int addresses) throws Exception {
        try (Askers askers = new Askers(server.address(), question, ASKERS, network, addresses);
                HonestPinger pinger = new HonestPinger(server.address())) {
            askers.begin();
            return new Pings(pinger.ping(length), askers.received());
        }
    }

    private static String[] options(Question question) {
        String[] options = OPTIONS[0].isEmpty() ? new String[0] : OPTIONS;
        if (question == Question.TLS_HANDSHAKE) {
            options = Arrays.copyOf(options, options.length + 1);
            options[options.length - 1] = "--tls-self-signed";
        }
        return options;
    }

    private static String millis(Duration duration) {
        return "%.1f ms".formatted(duration.toNanos() / 1e6);
    }
}
