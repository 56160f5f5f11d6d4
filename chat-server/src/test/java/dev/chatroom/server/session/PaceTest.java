package dev.chatroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.ServerConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The clock stands still, so a rate allows nothing more until a test moves it. */
class PaceTest {
    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.clock(clock));

    private ChatClient reader() {
        ChatClient reader = server.connect();
        reader.expectStart("* nobody else is here yet");
        return reader;
    }

    private static List<String> lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "line " + i).toList();
    }

    @Test
    void aBurstIsTakenAtOnceAndTheRestWaits() {
        server.limit(Limit.RATE, 100).limit(Limit.BURST, 5);
        ChatClient reader = reader();
        ChatClient talker = server.connect();

        talker.sendText(String.join("\n", lines(1, 7)) + "\n");

        assertThat(talker.expectStart("* slow down")).contains("100 lines a second").contains("5 at once")
                .endsWith("; your next lines wait; to drop them, close this connection");
        reader.expect("guest-2: line 1");
        lines(2, 5).forEach(line -> reader.expectNext("guest-2: " + line));
        assertThat(reader.sync()).isEmpty();
        clock.advance(Duration.ofMillis(10));
        reader.expectNext("guest-2: line 6");
        assertThat(reader.sync()).isEmpty();
        clock.advance(Duration.ofMillis(20));
        reader.expectNext("guest-2: line 7");
    }

    @Test
    void whoIsTooFastIsToldOnce() {
        server.limit(Limit.RATE, 100).limit(Limit.BURST, 5);
        ChatClient reader = reader();
        ChatClient talker = server.connect();
        talker.sendText(String.join("\n", lines(1, 7)) + "\n");
        talker.expectStart("* slow down");
        clock.advance(Duration.ofMillis(10));
        reader.expect("guest-2: line 5");
        clock.advance(Duration.ofSeconds(1));
        reader.expect("guest-2: line 7");

        assertThat(talker.sync()).isEmpty();
    }

    @Test
    void whoIsTooFastAgainLaterIsToldAgain() {
        server.limit(Limit.RATE, 100).limit(Limit.BURST, 5);
        ChatClient talker = server.connect();
        for (int episode = 0; episode < 3; episode++) {
            talker.sendText(String.join("\n", lines(1, 6)) + "\n");
            talker.expectStart("* slow down");
            clock.advance(Duration.ofMinutes(1));
            talker.sync();
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void whoIsTooFastAgainAtOnceIsNotToldAgain() {
        server.limit(Limit.RATE, 100).limit(Limit.BURST, 5);
        ChatClient reader = reader();
        ChatClient talker = server.connect();
        talker.sendText(String.join("\n", lines(1, 6)) + "\n");
        talker.expectStart("* slow down");
        clock.advance(Duration.ofSeconds(1));
        reader.expect("guest-2: line 6");

        talker.sendText(String.join("\n", lines(7, 11)) + "\n");
        reader.expect("guest-2: line 9");
        clock.advance(Duration.ofSeconds(1));
        reader.expect("guest-2: line 11");

        assertThat(talker.sync()).isEmpty();
    }

    @Test
    void oneWhoIsTooFastHoldsUpNobodyElse() {
        server.limit(Limit.RATE, 1).limit(Limit.BURST, 5);
        ChatClient reader = reader();
        ChatClient talker = server.connect();
        talker.sendText(String.join("\n", lines(1, 100)) + "\n");
        talker.expectStart("* slow down");

        reader.expect("guest-2: line 4");
        reader.send("still here");
        talker.expect("guest-1: still here");
    }

    @Test
    void questionsAreCountedApart() {
        server.limit(Limit.RATE, 100).limit(Limit.BURST, 5);
        ChatClient reader = reader();
        ChatClient talker = server.connect();

        talker.sendText("/who\n/rooms\n/nosuch\n/history\n/topic\n/whois x\n".repeat(5));
        talker.sendText(String.join("\n", lines(1, 5)) + "\n");

        reader.expect("guest-2: line 5");
        clock.advance(Duration.ofSeconds(1));
        talker.send("/nick bob");
        assertThat(talker.until("* you are now bob"::equals, "the name"))
                .noneMatch(line -> line.startsWith("* slow down"));
    }

    @Test
    void whoComesIntoAllRoomsAtOnceDoesNotWait() {
        server.limit(Limit.RATE, 2).limit(Limit.BURST, 5).limit(Limit.ROOMS_PER_USER, 20);
        ChatClient comer = server.connect();
        comer.sendText(IntStream.range(1, 20).mapToObj(i -> "/join room" + i + "\n").collect(Collectors.joining()));
        comer.expectStart("* you are in room19");

        comer.sendText("/leave room19\n/join room19\n");

        assertThat(comer.expectStart("* slow down")).contains("2 lines a second");
        clock.advance(Duration.ofMillis(500));
        comer.expectStart("* you are in room19");
    }

    @Test
    void emptyLinesAndQuittingCostNothing() {
        server.limit(Limit.RATE, 1).limit(Limit.BURST, 3);
        ChatClient talker = server.connect();

        talker.sendText("one\n" + "\n".repeat(100) + "two\n/quit\n");

        List<String> read = talker.rest();
        assertThat(read).endsWith("* goodbye").noneMatch(line -> line.startsWith("* slow down"));
    }

    @Test
    void whoIsTooFastForTooLongIsEndedAndToldSo() {
        server.limit(Limit.RATE, 100).limit(Limit.BURST, 5).configure(
                config -> config.floodTimeout(Duration.ofMillis(200)));
        ChatClient reader = reader();
        ChatClient talker = server.connect();

        talker.sendText(String.join("\n", lines(1, 100)) + "\n");

        assertThat(talker.expectStart("* you wrote too fast"))
                .endsWith(", and what still waited was not said; goodbye");
        assertThat(talker.rest()).isEmpty();
        reader.expect("guest-2: line 5");
        reader.expectNext("* guest-2 left (wrote too fast)");
    }

    @Test
    void whoHasToWaitForLongIsToldHowToDropTheRest() {
        server.limit(Limit.RATE, 100).limit(Limit.BURST, 5).configure(
                config -> config.floodTimeout(Duration.ofSeconds(30)));
        ChatClient reader = reader();
        ChatClient talker = server.connect();

        talker.sendText(String.join("\n", lines(1, 100)) + "\n");
        talker.expect("* your next lines still wait; to drop them, close this connection");
        talker.close();

        reader.expect("* guest-2 left (connection lost)");
    }

    @Test
    void aPasteOfSixHundredLinesIsNoFlood() {
        ServerConfig standard = ServerConfig.builder().build();
        int perSecond = standard.limits().of(Limit.RATE);
        long lines = standard.limits().of(Limit.BURST) + perSecond * standard.floodTimeout().toSeconds();

        assertThat(lines).isGreaterThanOrEqualTo(600);
    }

    @Test
    void withoutALimitNothingWaits() {
        server.limit(Limit.RATE, 0).limit(Limit.BURST, 1);
        ChatClient reader = reader();
        ChatClient talker = server.connect();

        talker.sendText(String.join("\n", lines(1, 3_000)) + "\n");

        reader.expect("guest-2: line 1");
        lines(2, 3_000).forEach(line -> reader.expectNext("guest-2: " + line));
        assertThat(talker.sync()).noneMatch(line -> line.startsWith("* slow down"));
    }
}
