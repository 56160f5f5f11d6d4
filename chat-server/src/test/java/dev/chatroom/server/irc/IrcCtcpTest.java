package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What clients ask each other by themselves (CTCP), of somebody who has no client. */
class IrcCtcpTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void theServerAnswersForSomebodyAtATerminalWhoReadsNothingOfIt() {
        IrcPerson bob = IrcPerson.enterAt(server, "#lobby", "bob");
        ChatClient nat = server.enter("nat");
        bob.sync();

        assertThat(bob.ask("PRIVMSG nat :\u0001VERSION\u0001")).singleElement().asString()
                .matches("nat NOTICE bob :\u0001VERSION chatroom.*, at a terminal or a page\u0001");
        assertThat(bob.ask("PRIVMSG nat :\u0001ping 12 34\u0001")).containsExactly(
                "nat NOTICE bob :\u0001ping 12 34\u0001");
        assertThat(bob.ask("PRIVMSG nat :\u0001TIME")).singleElement().asString()
                .matches("nat NOTICE bob :\u0001TIME .* GMT\u0001");

        assertThat(nat.sync()).isEmpty();
        nat.send("/reply what?");
        nat.expectNext("* nobody has sent you a private message yet");
    }

    @Test
    void whatTheServerCannotAnswerIsPassedOver() {
        IrcPerson bob = IrcPerson.enterAt(server, "#lobby", "bob");
        ChatClient nat = server.enter("nat");
        bob.sync();

        for (String question : List.of("DCC SEND f 1 2", "FINGER", "CLIENTINFO", "", "VERSIONS")) {
            assertThat(bob.ask("PRIVMSG nat :\u0001" + question + "\u0001")).isEmpty();
        }
        assertThat(bob.ask("NOTICE nat :\u0001VERSION mine\u0001")).isEmpty();
        assertThat(bob.ask("PRIVMSG #lobby :\u0001VERSION\u0001")).isEmpty();

        assertThat(nat.sync()).isEmpty();
    }

    @Test
    void aClientIsAskedItself() {
        IrcPerson bob = IrcPerson.enter(server, "bob");
        IrcPerson ann = IrcPerson.enter(server, "ann");

        assertThat(bob.ask("PRIVMSG ann :\u0001VERSION\u0001")).isEmpty();

        assertThat(ann.sync()).containsExactly("bob PRIVMSG ann \u0001VERSION\u0001");
    }

    @Test
    void whoIsIgnoredDoesNotLearnItFromTheServersAnswer() {
        IrcPerson bob = IrcPerson.enterAt(server, "#lobby", "bob");
        ChatClient nat = server.enter("nat");
        bob.sync();
        nat.send("/ignore bob");
        nat.expectStart("* you ignore bob");

        assertThat(bob.ask("PRIVMSG nat :\u0001VERSION\u0001")).singleElement().asString()
                .startsWith("nat NOTICE bob :\u0001VERSION ");
    }

    @Test
    void questionsAreCountedAgainstWhoAsks() {
        ManualClock clock = new ManualClock();
        server.limit(Limit.BURST, 3).limit(Limit.RATE, 1).configure(config -> config.clock(clock));
        IrcPerson bob = IrcPerson.enter(server, "bob");
        server.enter("nat");
        clock.advance(Duration.ofMinutes(1));

        for (int i = 0; i < 20; i++) {
            bob.send("PRIVMSG nat :\u0001PING " + i + "\u0001");
        }

        for (int i = 0; i < 3; i++) {
            bob.expectNext("nat NOTICE bob :\u0001PING " + i + "\u0001");
        }
        clock.advance(Duration.ofSeconds(1));
        bob.expectNext("nat NOTICE bob :\u0001PING 3\u0001");
    }

    @Test
    void anAnswerHasTheTimeButNotTheLabelOfTheQuestion() {
        IrcPerson bob = IrcPerson.enter(server, "bob", "labeled-response", "batch", "message-tags", "server-time");
        server.enter("nat");

        List<ReceivedLine> lines = bob.askFully("@label=7 PRIVMSG nat :\u0001VERSION\u0001");

        assertThat(lines).filteredOn(line -> line.command().equals("NOTICE")).singleElement()
                .satisfies(line -> assertThat(line.tags()).containsOnlyKeys("time"));
    }
}
