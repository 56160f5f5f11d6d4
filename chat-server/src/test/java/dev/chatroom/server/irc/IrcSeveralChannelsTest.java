package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client keeps its lists of who is where by what it reads, and a NICK or a QUIT is there once for all channels. */
class IrcSeveralChannelsTest {
    private static final int MANY = 100;

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RepeatedTest(5)
    void whatSomebodyDoesInSeveralIsReadInThatOrder() {
        IrcPerson ann = IrcPerson.enterAt(server, "#p,#q", "ann");
        IrcPerson zoe = IrcPerson.enter(server, "zoe");

        zoe.sendAtOnce("JOIN #q,#p", "NICK vic", "PART #q", "JOIN #r", "JOIN #q", "NICK zoe", "QUIT");

        assertThat(ann.until(line -> line.command().equals("QUIT"), "the leaving")).extracting(ReceivedLine::brief)
                .containsExactly("zoe JOIN #q", "zoe JOIN #p", "zoe NICK vic", "vic PART #q", "vic JOIN #q",
                        "vic NICK zoe", "zoe QUIT Quit");
    }

    @RepeatedTest(5)
    void theOwnDoingsAreReadInTheirOrderToo() {
        IrcPerson ann = IrcPerson.enterAt(server, "#p", "ann", "no-implicit-names");

        ann.sendAtOnce("JOIN #q", "NICK eve", "PART #p", "JOIN #p", "NICK ann");

        assertThat(ann.until(line -> line.brief().equals("eve NICK ann"), "the last")).extracting(ReceivedLine::brief)
                .containsExactly("ann JOIN #q", "ann NICK eve", "eve PART #p", "eve JOIN #p", "eve NICK ann");
    }

    @Test
    void howeverManyChangeSomethingEachChangeIsReadOnce() {
        IrcPerson ann = IrcPerson.enterAt(server, "#p,#q", "ann");
        List<IrcPerson> others = IntStream.range(0, MANY)
                .mapToObj(i -> IrcPerson.enterAt(server, "#p,#q", "n" + i))
                .toList();
        ann.sync();

        others.forEach(other -> other.ask("NICK m" + other.nick()));
        assertThat(ann.syncFully()).filteredOn(line -> line.command().equals("NICK")).hasSize(MANY);
        others.forEach(other -> other.send("QUIT"));
        others.forEach(other -> assertThat(other.rest()).isNotEmpty());
        assertThat(ann.syncFully()).filteredOn(line -> line.command().equals("QUIT")).hasSize(MANY);
    }
}
