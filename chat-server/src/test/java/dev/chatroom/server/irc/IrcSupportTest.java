package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.RunningServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the server promises in RPL_ISUPPORT it keeps (modern.ircdocs.horse, Feature Advertisement). */
class IrcSupportTest {
    @RegisterExtension
    final RunningServer server =
            new RunningServer().limit(Limit.MASKS, 30).limit(Limit.KEY, 40).limit(Limit.CONTACTS, 5);

    private final Map<String, String> tokens = new HashMap<>();
    private IrcPerson ann;

    @BeforeEach
    void promised() {
        ann = IrcPerson.connect(server);
        ann.send("NICK ann");
        ann.send("USER ann 0 * :Ann");
        for (ReceivedLine line : ann.until(line -> line.command().equals("422"), "the MOTD")) {
            if (line.command().equals("005")) {
                for (String token : line.parameters().subList(1, line.parameters().size() - 1)) {
                    String[] parts = token.split("=", 2);
                    assertThat(tokens.put(parts[0], parts.length == 2 ? parts[1] : "")).as(token).isNull();
                }
            }
        }
        ann.ask("JOIN #tea");
    }

    private int number(String token) {
        return Integer.parseInt(tokens.get(token));
    }

    @Test
    void namesAreAsLongAsPromised() {
        String nick = "n".repeat(number("NICKLEN"));
        assertThat(ann.ask("NICK " + nick + "n")).singleElement().asString().startsWith("432 ");
        assertThat(ann.ask("NICK " + nick)).containsExactly("ann NICK " + nick);
        String channel = "#" + "c".repeat(number("CHANNELLEN") - 1);
        assertThat(ann.ask("JOIN " + channel + "c")).singleElement().asString().startsWith("403 ");
        assertThat(ann.ask("JOIN " + channel)).contains(nick + " JOIN " + channel);
        String realName = "r".repeat(number("NAMELEN"));
        ann.ask("SETNAME " + realName);
        assertThat(ann.ask("WHOIS " + nick).get(0)).endsWith(" " + realName);
    }

    @Test
    void userNamesAreAsLongAsPromised() {
        IrcPerson bob = IrcPerson.connect(server);
        String name = "u".repeat(number("USERLEN"));
        bob.send("NICK bob");
        bob.send("USER " + name + "u 0 * :Bob");

        assertThat(bob.expectStart("001 ").last()).contains("!" + name + "@");
    }

    @Test
    void textsAreAsLongAsPromised() {
        String topic = "t".repeat(number("TOPICLEN"));
        assertThat(ann.ask("TOPIC #tea " + topic)).containsExactly("ann TOPIC #tea " + topic);
        assertThat(ann.ask("TOPIC #tea " + topic + "t")).noneMatch(line -> line.endsWith("tt"));
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        String reason = "k".repeat(number("KICKLEN"));
        assertThat(ann.ask("KICK #tea bob " + reason + "k")).contains("ann KICK #tea bob " + reason);
        String away = "a".repeat(number("AWAYLEN"));
        bob.ask("AWAY " + away + "a");
        assertThat(ann.ask("PRIVMSG bob hi")).containsExactly("301 bob " + away);
    }

    @Test
    void keysAndModesAreAsManyAsPromised() {
        assertThat(number("KEYLEN")).isEqualTo(40);
        String key = "k".repeat(number("KEYLEN"));
        assertThat(ann.ask("MODE #tea +k " + key + "k")).singleElement().asString().startsWith("525 ");
        assertThat(ann.ask("MODE #tea +k " + key)).containsExactly("ann MODE #tea +k " + key);
        int modes = number("MODES");
        String masks = IntStream.range(0, modes).mapToObj(i -> "m" + i).collect(Collectors.joining(" "));
        ann.ask("MODE #tea +" + "b".repeat(modes) + " " + masks);
        assertThat(ann.ask("MODE #tea b")).hasSize(modes + 1);
    }

    @Test
    void listsAreAsLongAsPromised() {
        assertThat(tokens.get("MAXLIST")).isEqualTo("Ibe:30");
        for (int i = 0; i < 30; i++) {
            assertThat(ann.ask("MODE #tea +b m" + i)).containsExactly("ann MODE #tea +b m" + i + "!*@*");
        }
        assertThat(ann.ask("MODE #tea +b more")).singleElement().asString().startsWith("478 #tea b :");
    }

    @Test
    void asManyAreFollowedAsPromised() {
        int most = number("MONITOR");
        String names = IntStream.range(0, most).mapToObj(i -> "m" + i).collect(Collectors.joining(","));

        assertThat(ann.ask("MONITOR + " + names)).containsExactly("731 " + names);
        assertThat(ann.ask("MONITOR + more")).singleElement().asString().startsWith("734 " + most + " more :");
    }

    @Test
    void asManyChannelsAsPromised() {
        assertThat(tokens.get("CHANLIMIT")).isEqualTo("#:20");
        for (int i = 1; i < 20; i++) {
            assertThat(ann.ask("JOIN #c" + i)).contains("ann JOIN #c" + i);
        }
        assertThat(ann.ask("JOIN #more")).singleElement().asString().startsWith("405 #more :");
    }

    @Test
    void asManyTargetsAsPromised() {
        Map<String, String> most = List.of(tokens.get("TARGMAX").split(",", -1)).stream()
                .map(pair -> pair.split(":", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        int messages = Integer.parseInt(most.get("PRIVMSG"));
        String targets = String.join(",", List.of("ann", "#tea", "ann", "ann").subList(0, messages));

        assertThat(ann.ask("PRIVMSG " + targets + " :hi")).noneMatch(line -> line.startsWith("407 "));
        assertThat(ann.ask("PRIVMSG " + targets + ",ann :hi")).singleElement().asString().startsWith("407 ");
        for (int i = 0; i < Integer.parseInt(most.get("KICK")); i++) {
            IrcPerson.enterAt(server, "#tea", "k" + i);
        }
        assertThat(ann.ask("KICK #tea k0,k1,k2,k3")).filteredOn(line -> line.contains(" KICK ")).hasSize(4);
        assertThat(ann.ask("JOIN #a,#b,#c,#d,#e,#f")).filteredOn(line -> line.contains(" JOIN ")).hasSize(6);
        assertThat(ann.ask("NAMES #tea,#a,#b,#c")).filteredOn(line -> line.startsWith("353 ")).hasSize(4);
        assertThat(ann.ask("PART #a,#b,#c,#d,#e,#f")).hasSize(6);
    }

    @Test
    void lettersAreThosePromised() {
        assertThat(tokens).containsEntry("PREFIX", "(ov)@+").containsEntry("STATUSMSG", "@+").containsEntry("BOT", "B")
                .containsEntry("EXCEPTS", "e").containsEntry("INVEX", "I").containsEntry("CHANTYPES", "#")
                .containsKeys("WHOX", "UTF8ONLY", "SAFELIST", "CASEMAPPING", "NETWORK", "MSGREFTYPES", "ELIST");
        String[] types = tokens.get("CHANMODES").split(",", -1);
        for (char letter : types[0].toCharArray()) {
            assertThat(ann.askFully("MODE #tea +" + letter)).as("the list %s", letter).isNotEmpty()
                    .allMatch(ReceivedLine::isNumeric).noneMatch(line -> line.command().equals("472"));
            assertThat(ann.ask("MODE #tea +" + letter + " x")).hasSize(1);
        }
        assertThat(ann.ask("MODE #tea +" + types[1] + " x")).containsExactly("ann MODE #tea +k x");
        assertThat(ann.ask("MODE #tea +" + types[2] + " 9")).containsExactly("ann MODE #tea +l 9");
        assertThat(ann.ask("MODE #tea -" + types[2])).containsExactly("ann MODE #tea -l");
        for (char letter : types[3].toCharArray()) {
            ann.ask("MODE #tea -" + letter);
            assertThat(ann.ask("MODE #tea +" + letter)).containsExactly("ann MODE #tea +" + letter);
        }
    }

    @Test
    void asMuchHistoryAsPromised() {
        int most = number("CHATHISTORY");
        ann.client().sendText("PRIVMSG #tea :x\r\n".repeat(most + 10));

        assertThat(ann.ask("CHATHISTORY LATEST #tea * " + (most + 10))).hasSize(most);
    }
}
