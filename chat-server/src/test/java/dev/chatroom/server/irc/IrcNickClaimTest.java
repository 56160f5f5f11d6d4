package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody holds a nickname before being let in. */
class IrcNickClaimTest {
    private static final String PASSWORD = "sesame";

    @RegisterExtension
    final RunningServer server = new RunningServer();

    private void askForPassword() {
        server.configure(config -> config.password(PASSWORD));
    }

    private IrcPerson enterByPassword(String nick) {
        IrcPerson person = IrcPerson.connect(server);
        person.send("PASS " + PASSWORD);
        return person.register(nick);
    }

    @Test
    void anOutsiderKeepsNobodyFromAName() {
        askForPassword();
        IrcPerson outsider = IrcPerson.connect(server);
        outsider.send("CAP LS");
        outsider.send("NICK alice");
        assertThat(outsider.sync()).hasSize(1).first().asString().startsWith("CAP ");

        assertThat(enterByPassword("alice").nick()).isEqualTo("alice");
    }

    @Test
    void anOutsiderDoesNotLearnWhoIsInside() {
        askForPassword();
        enterByPassword("alice");
        IrcPerson outsider = IrcPerson.connect(server);

        assertThat(outsider.ask("NICK alice")).isEmpty();
        assertThat(outsider.ask("NICK a1ice")).isEmpty();
        assertThat(outsider.ask("NICK #a")).singleElement().asString().startsWith("432 ");
    }

    @Test
    void whoseNameIsTakenWhenLetInChoosesAnotherWithoutThePassword() {
        askForPassword();
        IrcPerson bob = IrcPerson.connect(server);
        bob.send("PASS " + PASSWORD);
        assertThat(bob.ask("NICK alice")).isEmpty();
        IrcPerson alice = enterByPassword("alice");

        assertThat(bob.ask("USER bob 0 * :Bob")).containsExactly("433 alice :Nickname is already in use");
        assertThat(bob.ask("NICK a1ice")).singleElement().asString().startsWith("433 a1ice ");
        assertThat(alice.ask("WHOIS bob")).first().asString().startsWith("401 ");
        bob.send("NICK bob");

        bob.expectStart("001 ");
        assertThat(alice.ask("WHOIS bob")).first().asString().startsWith("311 bob bob ");
    }

    @Test
    void withoutAPasswordANameIsClaimedByWhoIsLetInFirst() {
        IrcPerson slow = IrcPerson.connect(server);
        assertThat(slow.ask("NICK alice")).isEmpty();

        assertThat(IrcPerson.enter(server, "alice").nick()).isEqualTo("alice");

        assertThat(slow.ask("USER slow 0 * :Slow")).containsExactly("433 alice :Nickname is already in use");
        slow.send("NICK slow");
        slow.expectStart("001 ");
    }

    @Test
    void whoWaitsForItsPaceHasNoMoreTimeToIntroduceItself() {
        Limits slow = Limits.standard().with(Limit.RATE, 1).with(Limit.BURST, 1);
        server.configure(config -> config.introductionTimeout(Duration.ofMillis(300)).limits(slow));
        IrcPerson ann = IrcPerson.connect(server);

        for (int i = 0; i < 100; i++) {
            ann.send("NICK ann" + i);
        }

        assertThat(ann.rest()).last().asString().contains("Registration timeout");
    }
}
