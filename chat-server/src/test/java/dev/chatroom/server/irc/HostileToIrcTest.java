package dev.chatroom.server.irc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write cannot become a line of its own, or a parameter, whichever door it comes by. */
class HostileToIrcTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @ParameterizedTest
    @ValueSource(strings = {"%s", "/me %s", "/msg ann %s", "/topic %s", "/nick %s", "/away %s", "/leave %s", "/join %s",
        "/quit %s"})
    void whatPlainUsersWriteIsOneLineForIrc(String command) {
        IrcPerson ann = IrcPerson.enterAt(server, "#lobby", "ann", IrcPerson.ALL_CAPABILITIES);
        ChatClient nat = server.enter("nat");
        ann.sync();

        for (String evil : List.of("x\r:nat!x@y QUIT :gone", "\rx", "x\u0000y", ":x y", "x\u0085y",
                "x".repeat(2_000))) {
            nat.send(command.formatted(evil));
        }
        nat.halfClose();
        nat.rest();

        // Each line is checked as it is read.
        List<ReceivedLine> lines = ann.until(line -> line.command().equals("QUIT"), "the leaving");
        assertThat(lines).noneMatch(line -> line.last().equals("gone"));
    }

    @Test
    void whatIrcUsersWriteIsOneLineForOthers() {
        IrcPerson ann = IrcPerson.enterAt(server, "#lobby", "ann", IrcPerson.ALL_CAPABILITIES);
        IrcPerson bob = IrcPerson.enterAt(server, "#lobby", "bob", "message-tags", "labeled-response", "batch");
        ann.sync();

        for (String line : List.of("PRIVMSG #lobby :x\r:x!y@z QUIT :gone", "TOPIC #lobby :x\r:x!y@z QUIT :gone",
                "@+a\r:x=1 PRIVMSG #lobby :tag", "@+a=\r\u0000 TAGMSG #lobby", "@label=a\rb PING x",
                "SETNAME :x\r:x!y@z QUIT", "AWAY :x\r:x!y@z QUIT :gone", "NICK bo\rb", "PRIVMSG #lobby :x\u0000y",
                "MODE #lobby +b ::x!y@z", "KICK #lobby ann :x\r:x!y@z QUIT", "INVITE ann :#lobby x", "WHOIS :a b c",
                "JOIN ::x", "PART ::x y", "WHO ::x y", "PRIVMSG ::x y", "MONITOR + ::x", "NAMES ::x", "USERHOST ::x",
                "CAP REQ ::x", "CAP ::x", "STATS ::x", "HELP ::x", "VERSION ::x", "::x y", "CHATHISTORY ::x y",
                "CHATHISTORY LATEST :#x y", "FO\u0000O x", "JOIN x\u0000y", "MODE #lobby +k ::x", "MODE #lobby +l ::x",
                "MODE #lobby ::")) {
            bob.ask(line);
        }

        assertThat(ann.syncFully()).noneMatch(line -> line.command().equals("QUIT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u00ffbcd", "\u00ff\u00fd\u0001", "x\u00ff\u00f6y", "\u00ff\u00fe", "x\u00ff\u00faxyz",
        "x\u00ff"})
    void telnetCommandsAreNoneHere(String bytes) {
        ChatClient client = server.connect();
        IrcPerson ann = IrcPerson.on(client).register("ann");
        ann.ask("JOIN #tea");

        client.sendBytes(("PRIVMSG #tea :" + bytes + "\r\n").getBytes(ISO_8859_1));

        ann.expectNext("FAIL PRIVMSG INVALID_UTF8 :Lines must be in UTF-8");
        assertThat(ann.sync()).as("not deaf, and nothing more to read").isEmpty();
    }

    @Test
    void whatHasNoEndIsNoCommand() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        ChatClient client = server.connect();
        IrcPerson bob = IrcPerson.on(client).register("bob");
        bob.ask("JOIN #tea");
        ann.sync();

        client.sendBytes("PRIVMSG #tea :whole\r\nPRIVMSG #tea :ha".getBytes(ISO_8859_1));
        client.halfClose();

        ann.expectNext("bob PRIVMSG #tea whole");
        assertThat(ann.next().command()).isEqualTo("QUIT");
    }

    @Test
    void whatClientsAskEachOtherIsNoSpeech() {
        IrcPerson bob = IrcPerson.enterAt(server, "#lobby", "bob");
        ChatClient nat = server.enter("nat");
        bob.sync();

        bob.ask("PRIVMSG #lobby :\u0001VERSION\u0001");
        bob.ask("PRIVMSG nat :\u0001DCC SEND f 1 2\u0001");
        bob.ask("NOTICE nat :\u0001VERSION mine\u0001");
        bob.ask("PRIVMSG #lobby :hello");

        nat.expectNext("bob: hello");
        assertThat(server.enter("pat").sync()).noneMatch(line -> line.contains("VERSION"));
        IrcPerson ann = IrcPerson.enter(server, "ann");
        assertThat(ann.ask("JOIN #lobby")).noneMatch(line -> line.contains("VERSION"));
    }

    @Test
    void whatActsOnATerminalDoesNotReachIrcClientsFromPlainOnes() {
        IrcPerson bob = IrcPerson.enterAt(server, "#lobby", "bob");
        ChatClient nat = server.enter("nat");
        bob.sync();

        nat.send("\u0001VERSION\u0001 \u001b[5mblink \u202eback");

        bob.expect("nat PRIVMSG #lobby :VERSION blink back");
    }

    @Test
    void coloursPassBetweenIrcClientsOnly() {
        IrcPerson ann = IrcPerson.enterAt(server, "#lobby", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#lobby", "bob");
        ChatClient nat = server.enter("nat");
        nat.sync();
        ann.sync();
        String written = "\u0002bold\u0002 \u000304,05red\u0003 \u001ditalic\u001d \u001funder\u001f \u000fplain";

        bob.ask("PRIVMSG #lobby :" + written);
        bob.ask("PRIVMSG nat :" + written);

        assertThat(ann.sync()).containsExactly("bob PRIVMSG #lobby :" + written);
        nat.expectNext("bob: bold red italic under plain");
        nat.expectNext("bob (private): bold red italic under plain");
    }

    @Test
    void addressesStaySecret() {
        String address = server.address().getAddress().getHostAddress();
        IrcPerson ann = IrcPerson.enterAt(server, "#lobby", "ann", IrcPerson.ALL_CAPABILITIES);
        ChatClient nat = server.enter("nat");
        IrcPerson bob = IrcPerson.enterAt(server, "#lobby", "bob", IrcPerson.ALL_CAPABILITIES);
        List<ReceivedLine> lines = new ArrayList<>();

        ann.ask("MONITOR + cid");
        IrcPerson cid = IrcPerson.enterAt(server, "#lobby", "cid");
        cid.ask("NICK cindy");
        for (String question : List.of("WHO #lobby", "WHO *", "WHO * %tcuihsnfdlaor,1", "WHOIS bob", "WHOIS nat",
                "WHOIS bob bob", "WHOWAS cid", "USERHOST bob nat", "NAMES #lobby", "MONITOR S", "STATS u", "STATS l",
                "STATS k",
                "MODE #lobby b", "LIST", "INVITE bob #lobby", "LINKS", "INFO", "VERSION", "LUSERS", "TOPIC #lobby",
                "PRIVMSG nat :hi", "WHO " + address, "MODE #lobby +b *!*@" + address)) {
            ann.send(question);
        }
        bob.ask("TOPIC #lobby :x");
        bob.ask("AWAY :x");
        nat.send("/quit");
        bob.client().reset();
        lines.addAll(ann.until(line -> line.brief().startsWith("bob QUIT"), "the leaving"));

        assertThat(lines).filteredOn(line -> !line.brief().contains("*!*@") && !line.command().equals("315"))
                .noneMatch(line -> line.raw().contains(address));
        cid.send("QUIT");
        assertThat(cid.rest()).filteredOn(line -> !line.contains("*!*@")).noneMatch(line -> line.contains(address));
    }
}
