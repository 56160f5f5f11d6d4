package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** DLINE and UNDLINE: those who run the server let nobody in from some addresses. Boss does. */
class IrcAddressBanTest {
    private static final String ONE = "127.0.4.1";
    private static final String NEIGHBOUR = "127.0.4.2";
    private static final String FAR = "127.0.5.1";

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.operator("root", "open sesame"));

    private IrcPerson boss;

    @BeforeEach
    void bossRunsTheServer() {
        boss = IrcPerson.enterAt(server, "#lobby", "boss");
        assertThat(boss.ask("OPER root :open sesame")).contains("381 :You are now an IRC operator");
    }

    private IrcPerson enterFrom(String address, String nick) {
        return IrcPerson.on(server.connectFrom(address)).register(nick);
    }

    @Test
    void whoIsThereIsEndedAndReadsWhy() {
        IrcPerson bad = enterFrom(ONE, "bad");
        bad.ask("JOIN #lobby");
        ChatClient nat = server.connectFrom(ONE);
        nat.send("/nick nat");
        nat.expect("* you are now nat");
        IrcPerson good = enterFrom(NEIGHBOUR, "good");

        assertThat(boss.ask("DLINE " + ONE)).contains(
                "NOTICE boss :127.0.4.1 is banned; UNDLINE 127.0.4.1 ends that");

        assertThat(bad.rest()).last().asString()
                .startsWith("ERROR :Closing Link: ").endsWith(" (Your address is banned from this server)");
        assertThat(nat.rest()).last().asString().isEqualTo("* your address is banned from this server");
        boss.expect("bad QUIT banned");
        server.await(running -> running.connections() == 2, "both connections to be gone");
        assertThat(good.ask("ISON good bad nat boss")).containsExactly("303 :good boss");
    }

    @Test
    void whoComesIsRefusedAndLetInAgainAfterwards() {
        boss.ask("DLINE " + ONE);

        assertThat(server.connectFrom(ONE).rest()).containsExactly("* your address is banned from this server");
        enterFrom(NEIGHBOUR, "neighbour");
        assertThat(boss.ask("UNDLINE " + ONE)).containsExactly("NOTICE boss :127.0.4.1 is not banned any more");

        enterFrom(ONE, "good");
    }

    @Test
    void aNetworkIsBannedAsAWhole() {
        IrcPerson one = enterFrom(ONE, "one");
        IrcPerson neighbour = enterFrom(NEIGHBOUR, "neighbour");
        IrcPerson far = enterFrom(FAR, "far");

        boss.ask("DLINE 127.0.4.0/24");

        assertThat(one.rest()).last().asString().startsWith("ERROR :");
        assertThat(neighbour.rest()).last().asString().startsWith("ERROR :");
        assertThat(server.connectFrom("127.0.4.200").rest()).hasSize(1);
        assertThat(far.ask("ISON one neighbour far")).containsExactly("303 far");
        enterFrom("127.0.5.200", "farther");
    }

    @Test
    void bansAreListedAndEndedByWhatTheyWereWrittenAs() {
        boss.ask("DLINE 127.0.4.0/24");
        boss.ask("DLINE 2001:db8::/32");

        assertThat(boss.ask("UNDLINE " + ONE)).containsExactly(
                "NOTICE boss :banned are: 127.0.4.0/24 2001:db8::/32");
        boss.ask("UNDLINE 127.0.4.0/24");
        boss.ask("UNDLINE 2001:db8::/32");

        assertThat(boss.ask("UNDLINE 2001:db8::/32")).containsExactly("NOTICE boss :banned are: none");
        enterFrom(ONE, "one");
    }

    @Test
    void whoDoesNotRunTheServerBansNobodyAndEndsNoBan() {
        IrcPerson ann = enterFrom(NEIGHBOUR, "ann");
        assertThat(ann.ask("DLINE " + ONE)).singleElement().asString().startsWith("481 :");
        enterFrom(ONE, "one").client().close();
        boss.ask("DLINE " + ONE);

        assertThat(ann.ask("UNDLINE " + ONE)).singleElement().asString().startsWith("481 :");
        boss.ask("MODE boss -o");
        assertThat(boss.ask("UNDLINE " + ONE)).singleElement().asString().startsWith("481 :");

        assertThat(server.connectFrom(ONE).rest()).containsExactly("* your address is banned from this server");
    }

    @Test
    void whatIsNoAddressBansNobody() {
        for (String bad : new String[] {"*", "localhost", "127.0.0.1/33", "127.0", "ann!*@*"}) {
            assertThat(boss.ask("DLINE " + bad)).containsExactly(
                    "NOTICE boss :" + bad + " is no address or network, such as 10.1.2.3 or 10.1.0.0/16");
        }
        assertThat(boss.ask("DLINE")).containsExactly("461 DLINE :Not enough parameters");
        enterFrom(ONE, "one");
    }
}
