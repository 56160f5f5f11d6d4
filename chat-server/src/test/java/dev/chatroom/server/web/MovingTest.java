package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.WebConfig;
import dev.chatroom.server.web.WebSocketClients.Client;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients of chat.v1.json that come back from another address, as a phone does that leaves the house. */
@Timeout(60)
class MovingTest {
    private static final String HOME = "203.0.113.5";
    private static final String STREET = "198.51.100.6";

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RegisterExtension
    final WebSocketClients clients = new WebSocketClients(server);

    @BeforeEach
    void behindAProxy() {
        server.configure(config -> config.operator("root", "open sesame").web(new WebConfig(
                List.of("chat.example"), List.of(), List.of(), WebConfig.networks(List.of("127.0.0.1")))));
    }

    private static Map<String, String> from(String address) {
        return Map.of("X-Forwarded-For", address);
    }

    private ChatClient boss() {
        ChatClient boss = server.enter("boss");
        boss.send("/oper root open sesame");
        boss.expectStart("* you run the server now");
        return boss;
    }

    /** Who has been at home under this name, and lost the connection. */
    private String lost(String name) throws Exception {
        Client client = clients.openWith(from(HOME), "chat.v1.json");
        String welcome = client.next("\"type\":\"welcome\"");
        client.send("{\"do\":\"nick\",\"name\":\"" + name + "\",\"ref\":\"n\"}").next("\"ref\":\"n\"");
        client.send("{\"do\":\"join\",\"room\":\"lobby\",\"ref\":\"j\"}").next("\"type\":\"entered\"");
        client.socket().abort();
        return welcome.replaceAll(".*\"secret\":\"([^\"]+)\".*", "$1");
    }

    private Client resume(String address, String secret) throws Exception {
        return clients.openWith(from(address), "chat.v1.json", "resume." + secret);
    }

    private Client moved(String name) throws Exception {
        Client back = resume(STREET, lost(name));
        assertThat(back.next("\"type\":\"welcome\"")).contains("\"resumed\":true");
        return back;
    }

    @Test
    void whoisShowsWhereSomebodyIsNow() throws Exception {
        ChatClient boss = boss();

        Client back = moved("web");

        boss.send("/whois web");
        assertThat(boss.sync()).contains("*   comes from " + STREET).doesNotContain("*   comes from " + HOME);
        assertThat(back.send("{\"do\":\"ping\",\"ref\":\"p\"}").next("\"ref\":\"p\"")).contains("done");
    }

    @Test
    void theAddressThatIsBannedIsTheOneOfNow() throws Exception {
        ChatClient boss = boss();
        Client back = moved("web");
        boss.sync();

        boss.send("/banip " + HOME);
        back.send("{\"do\":\"say\",\"room\":\"lobby\",\"text\":\"still here\"}");
        boss.expect("web: still here");
        boss.send("/banip " + STREET);

        back.next("closed");
        boss.expectStart("* web left");
    }

    @Test
    void aBanFindsWhoIsAwayByTheAddressOfLast() throws Exception {
        ChatClient boss = boss();
        moved("web").socket().abort();
        boss.sync();

        boss.send("/banip " + STREET);

        boss.expectStart("* web left");
    }

    @Test
    void nobodyComesBackFromABannedAddress() throws Exception {
        ChatClient boss = boss();
        String secret = lost("web");
        boss.send("/banip " + STREET);
        boss.sync();

        assertThat(resume(STREET, secret).until(message -> message.startsWith("closed"))).containsExactly(
                "{\"type\":\"bye\",\"text\":\"your address is banned from this server\"}", "closed 1001");
        assertThat(resume(HOME, secret).next("\"type\":\"welcome\"")).contains("\"resumed\":true", "\"name\":\"web\"");
    }

    @Test
    void aRoomThatHasBannedTheAddressHearsNothing() throws Exception {
        ChatClient ann = server.enter("ann");
        ann.send("/join den");
        Client other = clients.enterWith(from(STREET), "other");
        other.send("{\"do\":\"join\",\"room\":\"den\",\"ref\":\"d\"}").next("\"ref\":\"d\"");
        String secret = lost("web");
        Client home = resume(HOME, secret);
        String next = home.next("\"type\":\"welcome\"").replaceAll(".*\"secret\":\"([^\"]+)\".*", "$1");
        home.send("{\"do\":\"join\",\"room\":\"den\",\"ref\":\"d\"}").next("\"ref\":\"d\"");
        ann.sync();
        ann.send("/ban other");
        ann.sync();

        Client street = resume(STREET, next);

        assertThat(street.next("\"type\":\"welcome\"")).contains("\"resumed\":true");
        street.send("{\"do\":\"say\",\"room\":\"den\",\"text\":\"x\",\"ref\":\"s\"}");
        assertThat(street.next("\"ref\":\"s\"")).contains("\"type\":\"refused\"");
        ann.send("/ban web");
        assertThat(ann.sync()).noneMatch(line -> line.startsWith("web: "));
    }
}
