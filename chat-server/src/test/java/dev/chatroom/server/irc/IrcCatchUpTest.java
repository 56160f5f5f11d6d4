package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that is back under the same name, and cannot fetch history, is shown what it missed and nothing twice. */
class IrcCatchUpTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void whatWasSaidBeforeItLeftIsNotShownAgain() {
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        bob.sync();
        bob.ask("PRIVMSG #tea :before");
        assertThat(ann.sync()).anyMatch(line -> line.endsWith("before"));
        ann.send("QUIT");
        ReceivedLine unused = bob.expectStart("ann QUIT");
        bob.ask("PRIVMSG #tea :meanwhile");

        assertThat(IrcPerson.enter(server, "ann").ask("JOIN #tea"))
                .anyMatch(line -> line.endsWith("meanwhile"))
                .noneMatch(line -> line.endsWith("before"));
        assertThat(IrcPerson.enter(server, "cat").ask("JOIN #tea")).anyMatch(line -> line.endsWith("before"));
    }
}
