package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The masks that IRC clients make of somebody who is to be banned. Ann runs the room from her client; nat, pat and fay are
 * at terminals, pat at nat's address and fay in the same network.
 */
class IrcClientBansTest {
    private static final String ADDRESS = "127.0.7.1";
    private static final String NEIGHBOUR = "127.0.7.2";

    @RegisterExtension
    final RunningServer server = new RunningServer();

    private IrcPerson ann;
    private ChatClient nat;
    private ChatClient pat;
    private ChatClient fay;

    @BeforeEach
    void fourAreHere() {
        ann = IrcPerson.enterAt(server, "#den", "ann", "chghost");
        nat = enter(ADDRESS, "nat");
        pat = enter(ADDRESS, "pat");
        fay = enter(NEIGHBOUR, "fay");
    }

    private ChatClient enter(String address, String nickname) {
        ChatClient client = server.connectFrom(address);
        client.send("/nick " + nickname);
        client.expect("* you are now " + nickname);
        client.send("/join den");
        client.expectStart("* you are in den");
        return client;
    }

    /** USER@HOST of somebody, as a client is told. */
    private String userAndHost(String nickname) {
        return ann.ask("USERHOST " + nickname).stream()
                .filter(line -> line.startsWith("302 "))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*=[+-]", "");
    }

    /** What a client makes of {@code *!USER@HOST}, in whose words the parts of the mask are. */
    private String mask(String pattern, String nickname) {
        String[] parts = userAndHost(nickname).split("@", 2);
        String domain = parts[1].substring(parts[1].indexOf('.') + 1);
        return pattern.replace("USER", parts[0]).replace("HOST", parts[1]).replace("DOMAIN", domain);
    }

    private static boolean isHeard(ChatClient client, String room) {
        client.send("/join " + room);
        client.sync();
        client.send("heard?");
        return client.sync().isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "*!*USER@*.DOMAIN, irssi's usual one",
        "*!USER@HOST, WeeChat's usual one",
        "*!*@HOST, HexChat's usual one",
        "*!*USER@*, irssi's of a user",
        "*!*@*.DOMAIN, irssi's of a domain and HexChat's first",
        "*!*USER@HOST, HexChat's fourth",
    })
    void aBanByAClientHitsOnePersonOrTheAddressAtMost(String pattern, String what) {
        ann.ask("MODE #den +b " + mask(pattern, "nat"));

        assertThat(isHeard(nat, "den")).as("nat, by %s", what).isFalse();
        assertThat(isHeard(pat, "den")).as("pat, by %s", what).isEqualTo(!pattern.equals("*!*@*.DOMAIN"));
        assertThat(isHeard(fay, "den")).as("fay, by %s", what).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*!*USER@*.DOMAIN", "*!USER@HOST", "*!*@HOST"})
    void itHoldsUnderAnotherNameAndOverAReconnection(String pattern) {
        ann.ask("MODE #den +b " + mask(pattern, "nat"));
        ann.ask("KICK #den nat");
        nat.expect("* ann put you out of den");
        nat.send("/nick nathan");
        nat.expect("[lobby] * you are now nathan");
        nat.send("/join den");
        nat.expect("* you are banned from den; its operators can change that");
        nat.close();

        ChatClient again = server.connectFrom(ADDRESS);
        again.send("/nick NAT");
        again.expect("* you are now NAT");
        again.send("/join den");
        again.expect("* you are banned from den; its operators can change that");
    }

    @Test
    void aBanOfAGuestHoldsWhenTheGuestTakesAName() {
        ChatClient guest = server.connectFrom(ADDRESS);
        guest.send("");
        String name = guest.expectStart("* welcome to ").replaceFirst(".* ", "");
        String mask = mask("*!*USER@*.DOMAIN", name);
        guest.send("/nick gus");
        guest.expect("* you are now gus");
        ann.ask("MODE #den +b " + mask);
        guest.send("/join den");
        guest.expect("* you are banned from den; its operators can change that");
    }

    @Test
    void whoTakesANameIsToldWithTheUserNameAndHostThatGoWithIt() {
        IrcPerson old = IrcPerson.enterAt(server, "#den", "old");
        String before = userAndHost("fay");
        List<String> earlier = ann.sync();
        fay.send("/nick may");
        fay.expect("* you are now may");
        String[] after = userAndHost("may").split("@", 2);

        assertThat(earlier).isNotNull();
        assertThat(after[0] + "@" + after[1]).isNotEqualTo(before);
        assertThat(old.ask("PING x")).filteredOn(line -> line.startsWith("may") || line.startsWith("fay"))
                .containsExactly("fay NICK may");
        fay.send("/nick fay");
        fay.expect("* you are now fay");
        assertThat(ann.sync()).containsExactly("may NICK fay", "fay CHGHOST " + before.replace('@', ' '));
    }

    @Test
    void noIrcClientCanHaveTheUserNameOfSomebodyAtATerminal() {
        String wanted = userAndHost("nat").replaceFirst("@.*", "");
        IrcPerson bad = IrcPerson.connect(server);
        bad.send("NICK bad");
        bad.send("USER " + wanted + " 0 * :x");
        bad.expectStart("422 ");
        assertThat(userAndHost("bad")).startsWith(wanted.replace("+", "") + "@");
        assertThat(wanted).hasSizeLessThanOrEqualTo(10).endsWith("+");
    }
}
