package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** LUSERS counts those who are there. Ann asks. */
class IrcUserCountsTest {
    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.operator("root", "open sesame"));

    private IrcPerson ann;

    @BeforeEach
    void annIsHere() {
        ann = IrcPerson.enter(server, "ann");
    }

    private void expectCounts(int visible, int invisible, int operators, int arriving, int channels, int most) {
        int users = visible + invisible;
        assertThat(ann.ask("LUSERS")).containsExactlyElementsOf(List.of(
                "251 :There are %d users and %d invisible on 1 servers".formatted(visible, invisible),
                "252 %d :operator(s) online".formatted(operators),
                "253 %d :unknown connection(s)".formatted(arriving),
                "254 %d :channels formed".formatted(channels),
                "255 :I have %d clients and 0 servers".formatted(users),
                "265 %1$d %2$d :Current local users %1$d, max %2$d".formatted(users, most),
                "266 %1$d %2$d :Current global users %1$d, max %2$d".formatted(users, most)));
    }

    @Test
    void whoIsInvisibleIsCountedApart() {
        IrcPerson bob = IrcPerson.enter(server, "bob");
        expectCounts(2, 0, 0, 0, 0, 2);

        bob.ask("MODE bob +i");
        expectCounts(1, 1, 0, 0, 0, 2);
        bob.ask("MODE bob +i");
        expectCounts(1, 1, 0, 0, 0, 2);
        bob.ask("MODE bob -i");
        expectCounts(2, 0, 0, 0, 0, 2);
    }

    @Test
    void operatorsAreCountedAsLongAsTheyAre() {
        IrcPerson boss = IrcPerson.enter(server, "boss");
        boss.ask("OPER root :open sesame");
        boss.ask("OPER root :open sesame");
        boss.ask("MODE boss +i");
        expectCounts(1, 1, 1, 0, 0, 2);

        boss.ask("MODE boss -o");
        expectCounts(1, 1, 0, 0, 0, 2);
    }

    @Test
    void whoLeavesIsCountedNoMoreButTheMostIsRemembered() {
        IrcPerson boss = IrcPerson.enter(server, "boss");
        boss.ask("OPER root :open sesame");
        boss.ask("MODE boss +i");
        boss.ask("JOIN #tea");
        expectCounts(1, 1, 1, 0, 1, 2);

        boss.send("QUIT");
        boss.rest();

        expectCounts(1, 0, 0, 0, 0, 2);
        IrcPerson.enter(server, "bob");
        IrcPerson.enter(server, "cid");
        expectCounts(3, 0, 0, 0, 0, 3);
    }

    @Test
    void whoHasNotComeInYetIsUnknown() {
        IrcPerson late = IrcPerson.connect(server);
        late.send("NICK late");
        assertThat(late.sync()).isEmpty();
        expectCounts(1, 0, 0, 1, 0, 1);

        late.register("late");

        expectCounts(2, 0, 0, 0, 0, 2);
    }

    @Test
    void secretChannelsAreCountedForThoseInsideAlone() {
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        bob.ask("MODE #tea +s");
        bob.ask("MODE #tea +s");
        expectCounts(2, 0, 0, 0, 0, 2);
        assertThat(bob.ask("LUSERS")).contains("254 1 :channels formed");

        bob.ask("MODE #tea -s");
        expectCounts(2, 0, 0, 0, 1, 2);
        bob.ask("MODE #tea +s");
        ann.ask("JOIN #cats");
        expectCounts(2, 0, 0, 0, 1, 2);
        bob.ask("PART #tea");
        expectCounts(2, 0, 0, 0, 1, 2);
    }

    @Test
    void thoseWhoRunTheServerAreToldOfAllChannels() {
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        bob.ask("MODE #tea +s");
        ann.ask("OPER root :open sesame");

        expectCounts(2, 0, 1, 0, 1, 2);
    }

    @Test
    void peopleWithoutAnIrcClientAndTheirRoomsAreCountedToo() {
        ChatClient nat = server.enter("nat");
        expectCounts(2, 0, 0, 0, 1, 2);
        nat.send("/join cats");
        nat.expectStart("* you are in cats");
        IrcPerson.enterAt(server, "#cats", "bob");

        expectCounts(3, 0, 0, 0, 2, 3);
    }
}
