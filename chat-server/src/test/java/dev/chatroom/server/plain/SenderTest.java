package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.TlsConfig;
import dev.chatroom.server.config.TlsConfig.SelfSigned;
import dev.chatroom.server.tls.TlsClients;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that send and end, as {@code echo … | nc -N} does. */
@Timeout(60)
class SenderTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @BeforeEach
    void giveScriptsTime() {
        server.configure(config -> config.greetingDelay(Duration.ofSeconds(30)).senderDelay(Duration.ofSeconds(30)));
    }

    /** Somebody who sees the room, known to be no script by what comes first from IRC clients alone. */
    private ChatClient witness() {
        ChatClient witness = server.connect();
        witness.sendText("CAP LS 302\r\nNICK ann\r\nUSER ann 0 * :Ann\r\nCAP END\r\nJOIN #lobby\r\n");
        witness.expectStart(":chatroom.chat 366 ");
        return witness;
    }

    /** What the witness reads that is not about itself. */
    private static List<String> read(ChatClient witness) {
        witness.sendText("PING :now\r\n");
        List<String> lines = witness.until(line -> line.contains(" PONG "), "the answer to a ping");
        return lines.subList(0, lines.size() - 1);
    }

    /** Sends all of it at once, ends, and reads what it is told. */
    private List<String> send(String input) {
        ChatClient script = server.connect();
        script.sendText(input);
        script.halfClose();
        List<String> told = script.rest();
        script.close();
        return told;
    }

    @Test
    void theRoomReadsTheLineAndTheScriptNothing() {
        ChatClient ann = witness();

        assertThat(send("build 512 is green\n")).isEmpty();

        assertThat(read(ann)).singleElement().asString().startsWith(":guest-2!")
                .endsWith(" PRIVMSG #lobby :build 512 is green");
    }

    @Test
    void theFirstLineMayGiveAName() {
        ChatClient ann = witness();

        assertThat(send("/nick ci\nbuild 512 is green\n/me rests\n//slash\n")).isEmpty();

        assertThat(read(ann)).hasSize(3).allSatisfy(line -> assertThat(line).startsWith(":ci!"))
                .anySatisfy(line -> assertThat(line).endsWith(" PRIVMSG #lobby :build 512 is green"))
                .anySatisfy(line -> assertThat(line).contains("ACTION rests"))
                .anySatisfy(line -> assertThat(line).endsWith(" PRIVMSG #lobby :/slash"));
        ann.sendText("WHOIS ci\r\n");
        ann.expectStart(":chatroom.chat 401 ann ci ");
        ann.sendText("WHOWAS ci\r\n");
        ann.expectStart(":chatroom.chat 314 ann ci ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no end", "no end\n", "\n\nno end\r\n\n", "no end\r"})
    void aLineNeedsNoEnd(String input) {
        ChatClient ann = witness();

        assertThat(send(input)).isEmpty();

        assertThat(read(ann)).singleElement().asString().endsWith(" PRIVMSG #lobby :no end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", " \n", "/nick ci\n", "/quit\n"})
    void whoeverSaysNothingWasNeverHere(String input) {
        ChatClient ann = witness();

        assertThat(send(input)).isEmpty();

        assertThat(read(ann)).isEmpty();
    }

    @Test
    void anInputMayComeInPieces() {
        ChatClient ann = witness();
        ChatClient script = server.connect();
        for (String piece : List.of("/ni", "ck ci\non", "e\n", "tw", "o")) {
            script.sendText(piece);
            assertThat(read(ann)).isEmpty();
        }
        script.halfClose();

        assertThat(script.rest()).isEmpty();
        assertThat(read(ann)).hasSize(2).allSatisfy(line -> assertThat(line).startsWith(":ci!"));
        script.close();
    }

    @Test
    void whatIsSaidToAnEmptyRoomIsInItsHistory() {
        assertThat(send("is anybody here?\n")).isEmpty();

        ChatClient late = witness();
        late.sendText("CHATHISTORY LATEST #lobby * 10\r\n");
        late.expectEnd("is anybody here?");
    }

    @Test
    void anotherRoomCanBeSpokenTo() {
        ChatClient ann = witness();
        ann.sendText("JOIN #cats\r\n");
        ann.expectStart(":chatroom.chat 366 ann #cats");

        assertThat(send("/join #cats\nmeow\n")).isEmpty();
        assertThat(read(ann)).singleElement().asString().endsWith(" PRIVMSG #cats :meow");
        assertThat(send("/join dogs\nwoof\n")).singleElement().asString().startsWith("* there is no room dogs");
        assertThat(read(ann)).isEmpty();
    }

    @Test
    void somebodyAloneCanBeToldSomething() {
        ChatClient ann = witness();

        assertThat(send("/nick ci\n/msg ann the build is red\n")).isEmpty();
        assertThat(read(ann)).singleElement().asString().startsWith(":ci!").endsWith(" PRIVMSG ann :the build is red");
        assertThat(send("\ufeff/nick ci\n \u00a0/msg ann so is this\n")).isEmpty();
        assertThat(read(ann)).singleElement().asString().startsWith(":ci!").endsWith(" PRIVMSG ann :so is this");
        assertThat(send("/msg zoe hello\n")).singleElement().asString().startsWith("* nobody here is called zoe");
    }

    @Test
    void aScriptThatAsksIsAnswered() {
        ChatClient ann = witness();

        assertThat(send("/who\n")).containsExactly("* 1 in lobby: ann");
        assertThat(send("/rooms\n")).anyMatch(line -> line.contains("lobby"));
        assertThat(read(ann)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/whoo\n", "/topic tea\n", "/kick ann\n", "/nick\n", "/nick a b\n", "/nick ann\n", "/msg ann\n"})
    void whatCannotBeDoneIsTold(String input) {
        ChatClient ann = witness();

        assertThat(send(input)).singleElement().asString().startsWith("* ");
        assertThat(read(ann)).isEmpty();
    }

    @Test
    void aNameThatIsTakenIsToldAndTheLineIsSaidAllTheSame() {
        ChatClient ann = witness();

        assertThat(send("/nick ann\nhello\n")).containsExactly("* somebody is called ann already; choose another name");
        assertThat(read(ann)).singleElement().asString().startsWith(":guest-2!");
    }

    @Test
    void whoeverMayNotSpeakIsToldWhy() {
        ChatClient ann = witness();
        ann.sendText("JOIN #cats\r\n");
        ann.expectStart(":chatroom.chat 366 ann #cats");

        change(ann, "+m");
        assertThat(send("/join cats\nmeow\n")).singleElement().asString()
                .contains("only operators and people with a voice");
        change(ann, "-m+k sesame");
        assertThat(send("/join cats\nmeow\n")).singleElement().asString().contains("cats has a key");
        assertThat(send("/join cats sesame\nmeow\n")).isEmpty();
        assertThat(read(ann)).singleElement().asString().endsWith(" PRIVMSG #cats :meow");
        change(ann, "-k+b sesame *!*@*");
        assertThat(send("/join cats\nmeow\n")).singleElement().asString().startsWith("* you are banned from cats");
        assertThat(read(ann)).isEmpty();
    }

    private static void change(ChatClient operator, String modes) {
        operator.sendText("MODE #cats " + modes + "\r\n");
        assertThat(read(operator)).singleElement().asString().contains(" MODE #cats ");
    }

    @Test
    void aPasswordIsTheFirstLine() {
        server.configure(config -> config.password("sesame"));

        // Who sends one line has sent no password, so this is no guess that the next one had to wait for.
        IntStream.range(0, 5).forEach(i -> assertThat(send("hello\n"))
                .containsExactly("* chatroom needs a password; send it as the first line"));
        assertThat(send("sesame\n/nick ci\nhello\n")).isEmpty();
        assertThat(send("wrong\nhello\n")).containsExactly("* that password is not right");

        ChatClient ann = server.connect();
        ann.sendText("CAP LS 302\r\nPASS sesame\r\nNICK ann\r\nUSER ann 0 * :Ann\r\nCAP END\r\nJOIN #lobby\r\n");
        ann.expectStart(":chatroom.chat 366 ");
        ann.sendText("CHATHISTORY LATEST #lobby * 10\r\n");
        assertThat(read(ann)).filteredOn(line -> line.contains("PRIVMSG")).singleElement().asString()
                .startsWith(":ci!");
    }

    @Test
    void linesOfOneAddressWaitTheirTurnHoweverManyConnectionsBringThem() {
        ManualClock clock = new ManualClock();
        server.configure(config -> config.clock(clock)).limit(Limit.RATE, 1).limit(Limit.BURST, 8);
        ChatClient ann = witness();
        IntStream.range(0, 8).forEach(i -> assertThat(send("line\n")).isEmpty());
        assertThat(read(ann)).hasSize(8);
        ChatClient ninth = server.connect();
        ninth.sendText("one more\n");
        ninth.halfClose();

        awaitConnections(2);
        assertThat(read(ann)).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(ninth.rest()).isEmpty();
        assertThat(read(ann)).singleElement().asString().endsWith("one more");
        ninth.close();
    }

    @Test
    void whoeverMustWaitTooLongIsToldSo() {
        server.configure(config -> config.clock(new ManualClock()).floodTimeout(Duration.ofMillis(100)))
                .limit(Limit.RATE, 1).limit(Limit.BURST, 8);
        ChatClient ann = witness();

        assertThat(send("line\n".repeat(9))).containsExactly(
                "* you wrote too fast for 1 second, and what still waited was not said; goodbye");
        assertThat(read(ann)).hasSize(8);
    }

    @Test
    void whoeverDoesNotEndTheInputIsNoScript() {
        server.configure(config -> config.senderDelay(Duration.ofMillis(50)));
        ChatClient ann = witness();
        ChatClient bob = server.connect();
        bob.sendText("/nick bob\nhello\n");

        bob.expectStart("* welcome");
        bob.expect("* you are now bob");
        ann.expectEnd(" JOIN #lobby");
        ann.expectEnd(" PRIVMSG #lobby :hello");
    }

    @Test
    void whoeverSendsMoreThanIsWaitedForIsNoScript() {
        server.configure(config -> config.maxLine(64));
        ChatClient ann = witness();
        ChatClient bob = server.connect();
        bob.sendText("hello\n".repeat(100));

        bob.expectStart("* welcome");
        ann.expectEnd(" JOIN #lobby");
    }

    @Test
    void aScriptMayUseTls() throws Exception {
        server.configure(config -> config.tls(TlsConfig.of(new SelfSigned())));
        ChatClient ann = witness();
        try (ChatClient script = ChatClient.on(TlsClients.connect(server.address()))) {
            script.sendText("/nick ci\nhello\n");
            script.halfClose();
            assertThat(script.rest()).isEmpty();
        }

        assertThat(read(ann)).singleElement().asString().startsWith(":ci!").endsWith(" PRIVMSG #lobby :hello");
    }

    private void awaitConnections(int number) {
        while (server.server().connections() != number) {
            Thread.onSpinWait();
        }
    }
}
