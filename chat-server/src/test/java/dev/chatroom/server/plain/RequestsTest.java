package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that a client can ask for has a price. The clock stands still, so nothing is saved until a test moves it. */
class RequestsTest {
    private static final int PER_SECOND = 25;

    /** What is saved in 40 seconds. */
    private static final int BURST = 40 * PER_SECOND;

    private static final String TOO_MUCH_IN_IRC = "You ask for too much at once; your next lines wait";
    private static final String TOO_MUCH = "* slow down: you ask for too much at once; your next lines wait";

    private static final String LAST = "* you are now last";

    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer()
            .configure(config -> config.clock(clock).requests(PER_SECOND).requestsPerAddress(0));

    private ChatClient irc(ChatClient client, String nick) {
        client.sendText("NICK " + nick + "\r\nUSER u 0 * :u\r\n");
        client.expectStart(":chatroom.chat 422 ");
        return client;
    }

    /**
     * As much of it as is answered at once, and then more as time goes by: nothing is lost.
     *
     * @param price what one costs at least, in units
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1 | CAP LS 302", "1 | CAP LIST", "1 | PING x", "1 | PONG x", "1 | NICK ann", "1 | USER u 0 * :u", "1 | PASS x",
        "1 | PRIVMSG", "1 | NOTICE", "1 | NOSUCH", "2 | LIST", "2 | LIST *a*b*,*c*", "2 | WHO *", "1 | WHO ann",
        "2 | NAMES #lobby", "1 | NAMES", "1 | WHOIS ann", "2 | WHOWAS bob", "1 | MODE #lobby", "2 | MODE #lobby b",
        "1 | MODE ann", "1 | TOPIC #lobby", "2 | CHATHISTORY LATEST #lobby * 200", "1 | MONITOR L", "1 | ISON a b",
        "9 | CHATHISTORY TARGETS timestamp=2020-01-01T00:00:00.000Z timestamp=2030-01-01T00:00:00.000Z 5",
        "1 | USERHOST ann", "1 | MOTD", "1 | LUSERS", "3 | HELP", "1 | INFO", "1 | VERSION", "1 | STATS u",
        "2 | JOIN #lobby", "1 | PART #other", "1 | MARKREAD #lobby", "1 | INVITE", "1 | NOTICE nobody :hello",
        "1 | NOTICE #none :hello", "1 | PRIVMSG #none :hello", "1 | TAGMSG x", "1 | NOTICE #lobby :\u200B"
    })
    void whoAsksForTooMuchIsToldOnceAndLosesNothing(int price, String question) {
        ChatClient asker = irc(server.connectSpeaker(), "ann");
        asker.sendText("JOIN #lobby\r\n" + (question + "\r\n").repeat(BURST / price + 1) + "PING last\r\n");

        List<String> before = asker.until(line -> line.contains(TOO_MUCH_IN_IRC), "the notice");
        clock.advance(Duration.ofMinutes(10));
        List<String> after = asker.until(line -> line.endsWith(":last") || line.contains("too much"), "the last");

        assertThat(before).noneMatch(line -> line.endsWith(":last"));
        assertThat(after).last().asString().endsWith(":last");
    }

    /** Each room is told, and keeps it. */
    @ParameterizedTest
    @ValueSource(strings = {"NICK a", "AWAY a", "SETNAME a"})
    void whoIsInManyRoomsPaysForEachThatIsTold(String change) {
        int rooms = 10;
        ChatClient asker = irc(server.connect(), "ann");
        for (int i = 0; i < rooms; i++) {
            asker.sendText("JOIN #room" + i + "\r\n");
        }
        asker.sendText("PING joined\r\n");
        asker.until(line -> line.endsWith(":joined"), "all rooms");
        clock.advance(Duration.ofMinutes(1));

        for (int i = 0; i <= BURST / (4 * rooms); i++) {
            asker.sendText(change + i + "\r\n");
        }
        asker.sendText("PING x\r\nPING last\r\n");

        assertThat(asker.until(line -> line.contains(TOO_MUCH_IN_IRC), "the notice"))
                .noneMatch(line -> line.endsWith(":last"));
    }

    @ParameterizedTest
    @CsvSource({
        "8, /who", "8, /who lobby", "2, /rooms", "13, /history", "13, /history 200", "2, /help", "1, /whois guest-1",
        "1, /nosuch", "1, /topic", "1, /ignore", "1, /mode", "1, /join lobby", "1, /leave nowhere", "1, /msg",
        "1, /nick"
    })
    void theSameAtATerminal(int price, String question) {
        ChatClient asker = server.connect();
        asker.sendText((question + "\n").repeat(BURST / price + 1) + "/nick last\n");

        List<String> before = asker.until(TOO_MUCH::equals, "the warning");
        clock.advance(Duration.ofMinutes(10));
        List<String> after = asker.until(line -> line.equals(LAST) || line.equals(TOO_MUCH), "the last");

        assertThat(before).doesNotContain(LAST);
        assertThat(after).last().isEqualTo(LAST);
    }

    @Test
    void whatIsSaidIsCountedByTheChatAlone() {
        ChatClient talker = irc(server.connectSpeaker(), "ann");
        ChatClient other = irc(server.connectSpeaker(), "bob");
        talker.sendText("JOIN #lobby\r\n" + "PRIVMSG #lobby :hello\r\nPRIVMSG bob :you\r\n".repeat(2_000));

        talker.sendText("PRIVMSG bob :the last\r\nPING x\r\n");

        other.expectEnd("PRIVMSG bob :the last");
        assertThat(talker.until(line -> line.endsWith(":x"), "PONG")).noneMatch(line -> line.contains("too much"));
    }

    @Test
    void bytesThatAreNoLineHaveAPriceToo() {
        ChatClient endless = server.connect();
        endless.sendText("hello\n");

        endless.sendText("x".repeat(BURST * 4_096 + 64 * 1_024));

        endless.expect(TOO_MUCH);
    }

    /** As irssi and WeeChat do that come back into twenty channels: with the defaults, and no time goes by. */
    @Test
    void aProgramThatComesIntoAllItsRoomsDoesNotWait() {
        for (int i = 0; i < 20; i++) {
            irc(server.connectSpeaker(), "other" + i).sendText(rooms("JOIN #room%d\r\n"));
        }
        ChatClient program = server.connect();
        program.sendText("CAP LS 302\r\nNICK ann\r\nUSER ann 0 * :ann\r\nCAP REQ :server-time multi-prefix batch\r\n"
                + "CAP REQ :account-notify away-notify\r\nCAP END\r\n"
                + "JOIN " + IntStream.range(0, 20).mapToObj(i -> "#room" + i).collect(Collectors.joining(","))
                + "\r\nMODE ann +i\r\n" + rooms("MODE #room%d\r\nWHO #room%d\r\nMODE #room%d b\r\n") + "PING end\r\n");

        assertThat(program.until(line -> line.endsWith("PONG chatroom.chat :end"), "the end"))
                .noneMatch(line -> line.contains("too much"))
                .filteredOn(line -> line.contains(" 315 ")).hasSize(20);
    }

    private static String rooms(String lines) {
        return IntStream.range(0, 20).mapToObj(i -> lines.replace("%d", Integer.toString(i)))
                .collect(Collectors.joining());
    }

    @Test
    void allOfAnAddressShareWhatItMayAskFor() {
        server.configure(config -> config.requests(1_000).requestsPerAddress(10));
        ChatClient first = irc(server.connectFrom("127.0.0.9"), "first");
        ChatClient second = irc(server.connectFrom("127.0.0.9"), "second");
        ChatClient elsewhere = irc(server.connectFrom("127.0.0.8"), "elsewhere");

        first.sendText("PING x\r\n".repeat(250));

        first.expectEnd(":Your address asks for too much at once; your next lines wait");
        second.sendText("PING mine\r\n");
        second.expectEnd(":Your address asks for too much at once; your next lines wait");
        elsewhere.sendText("PING x\r\n");
        elsewhere.expectEnd("PONG chatroom.chat :x");
        clock.advance(Duration.ofMinutes(1));
        second.expectEnd("PONG chatroom.chat :mine");
    }

    @Test
    void connectionsOfAnAddressThatAsksTooMuchComeInLater() {
        server.configure(config -> config.requests(1_000).requestsPerAddress(10));
        ChatClient asker = irc(server.connectFrom("127.0.0.9"), "asker");
        asker.sendText("PING x\r\n".repeat(250));
        asker.expectEnd(":Your address asks for too much at once; your next lines wait");

        ChatClient late = server.connectFrom("127.0.0.9");
        late.sendText("/nick late\n");
        ChatClient elsewhere = server.connectFrom("127.0.0.8");
        elsewhere.expectStart("* welcome");

        clock.advance(Duration.ofMinutes(1));
        late.expect("* you are now late");
    }

    @Test
    void aLongAnswerThatHasToWaitGoesOnWhereItWas() {
        server.configure(config -> config.requests(5).floodTimeout(Duration.ofMillis(1)));
        List<ChatClient> makers = IntStream.range(0, 40)
                .mapToObj(i -> irc(server.connectSpeaker(), "maker" + i))
                .toList();
        for (int i = 0; i < makers.size(); i++) {
            int maker = i;
            makers.get(i).sendText("JOIN " + IntStream.range(0, 20)
                    .mapToObj(room -> "#r" + maker + "-" + room).collect(Collectors.joining(",")) + "\r\n");
            makers.get(i).expectEnd("#r" + i + "-19 :End of /NAMES list");
        }
        ChatClient asker = irc(server.connectSpeaker(), "asker");
        asker.sendText("LIST *a*,*b*,*c*,*d*,*e*,*f*,*g*,*h*,*r*\r\n");

        asker.expectEnd(TOO_MUCH_IN_IRC);
        clock.advance(Duration.ofDays(1));

        assertThat(asker.until(line -> line.contains(" 323 "), "the end")).hasSizeGreaterThan(100);
    }

    @Test
    void whoNeverStopsAskingIsEndedAsWhoNeverStopsTalking() {
        server.configure(config -> config.floodTimeout(Duration.ofMillis(200)));
        ChatClient asker = irc(server.connectSpeaker(), "asker");

        asker.sendText("CAP LS\r\n".repeat(5_000));

        assertThat(asker.rest()).last().asString().contains("Excess flood");
    }

    @Test
    void nobodyWaitsWhereThereIsNoLimit() {
        server.configure(config -> config.requests(0));
        ChatClient asker = irc(server.connectSpeaker(), "asker");

        asker.sendText("PING x\r\n".repeat(5_000) + "PING end\r\n");

        assertThat(asker.until(line -> line.endsWith(":end"), "PONG")).hasSize(5_001);
    }
}
