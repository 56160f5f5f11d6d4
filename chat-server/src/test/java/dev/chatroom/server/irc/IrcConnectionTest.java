package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pings, floods, slow readers and ends. */
class IrcConnectionTest {
    private static final String PADDING = "x".repeat(200);

    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aPingIsAnsweredWithWhatWasAsked() {
        IrcPerson ann = IrcPerson.enter(server, "ann");

        ann.send("PING :two words");
        ann.expectNext("PONG chatroom.chat :two words");
        ann.send("PING x");
        ann.expectNext("PONG chatroom.chat x");
        assertThat(ann.ask("PING")).singleElement().asString().startsWith("461 PING :");
    }

    @Test
    void whoIsSilentIsAskedAndEndedWithoutAnAnswer() {
        server.configure(config -> config.pingAfter(Duration.ofMillis(300)).pingTimeout(Duration.ofMillis(900)));
        ChatClient nat = server.enter("nat");
        IrcPerson ann = IrcPerson.enterAt(server, "#lobby", "ann");

        assertThat(ann.rest()).satisfiesExactly(
                line -> assertThat(line).isEqualTo("PING chatroom.chat"),
                line -> assertThat(line).startsWith("ERROR :Closing Link: ").contains("Ping timeout"));
        nat.expect("* ann left (ping timeout)");
    }

    @Test
    void whoAnswersPingsStays() {
        server.configure(config -> config.pingAfter(Duration.ofMillis(100)).pingTimeout(Duration.ofSeconds(20)));
        IrcPerson ann = IrcPerson.enter(server, "ann");

        for (int i = 0; i < 2; i++) {
            ann.expectNext("PING chatroom.chat");
            ann.send("PONG :chatroom.chat");
        }

        assertThat(ann.ask("ISON ann")).containsExactly("303 ann");
    }

    @Test
    void aPasteLosesNothingAndSlowsOnlyItsWriter() {
        server.limit(Limit.RATE, 1_000).limit(Limit.BURST, 5).configure(config -> config.clock(clock));
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        clock.advance(Duration.ofSeconds(1));
        ann.sync();

        bob.client().sendText(
                IntStream.range(0, 50).mapToObj(i -> "PRIVMSG #tea :" + i + "\r\n").collect(Collectors.joining()));

        for (int i = 0; i < 5; i++) {
            ann.expectNext("bob PRIVMSG #tea " + i);
        }
        assertThat(ann.ask("PRIVMSG #tea :I am not slowed")).isEmpty();
        for (int i = 5; i < 50; i++) {
            clock.advance(Duration.ofMillis(1));
            ann.expectNext("bob PRIVMSG #tea " + i);
        }
        assertThat(bob.sync()).containsExactly("ann PRIVMSG #tea :I am not slowed");
    }

    @Test
    void whoFloodsForTooLongIsEnded() {
        server.limit(Limit.RATE, 1).limit(Limit.BURST, 3).configure(
                config -> config.clock(clock).floodTimeout(Duration.ofMillis(200)));
        IrcPerson ann = IrcPerson.enter(server, "ann");

        ann.client().sendText("PRIVMSG ann :x\r\n".repeat(100));

        assertThat(ann.rest()).last().asString().startsWith("ERROR :Closing Link: ").contains("flood");
    }

    @Test
    void whoReadsTooSlowlyIsToldWhatItMissed() {
        server.limit(Limit.LOG_EVENTS, 64);
        IrcPerson talker = IrcPerson.enterAt(server, "#tea", "talker");
        IrcPerson stuck = IrcPerson.on(server.connect(2 * 1024)).register("stuck");
        stuck.ask("JOIN #tea");
        for (int batch = 0; batch < 60; batch++) {
            talker.client().sendText(("PRIVMSG #tea :" + PADDING + "\r\n").repeat(50));
            talker.sync();
        }

        ReceivedLine told = stuck.until(line -> line.command().equals("NOTICE"), "what was missed").getLast();

        assertThat(told.brief()).matches("NOTICE #tea :You missed [0-9]+ lines: .*");
        stuck.sync();
        talker.send("PRIVMSG #tea :welcome back");
        stuck.expectNext("talker PRIVMSG #tea :welcome back");
    }

    @Test
    void everyEndIsSaid() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        IrcPerson cid = IrcPerson.enterAt(server, "#tea", "cid");
        ann.sync();
        bob.sync();

        cid.send("QUIT :good night");
        assertThat(cid.rest()).singleElement().asString().startsWith("ERROR :Closing Link: ").contains("good night");
        assertThat(ann.expectStart("cid QUIT ").last()).isEqualTo("Quit: good night");
        bob.client().halfClose();
        assertThat(ann.expectStart("bob QUIT ").last()).isEqualTo("Connection closed");
        server.server().close();
        assertThat(ann.rest()).singleElement().asString()
                .startsWith("ERROR :Closing Link: ").contains("shutting down");
    }

    @Test
    void linesMayEndLikeThoseOfOldClients() {
        IrcPerson ann = IrcPerson.enter(server, "ann");
        ChatClient raw = ann.client();

        raw.sendText("PING a\nPING b\r\nPING c\n\r\nPING d\r\n");

        for (String token : List.of("a", "b", "c", "d")) {
            assertThat(raw.next()).endsWith(" :" + token);
        }
    }
}
