package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OPER, KILL and WALLOPS (modern.ircdocs.horse, Operator Messages). */
class IrcOperatorsTest {
    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.operator("root", "open sesame"));

    private IrcPerson operator() {
        IrcPerson root = IrcPerson.enter(server, "boss");
        assertThat(root.ask("OPER root :open sesame")).containsExactly(
                "381 :You are now an IRC operator", "MODE boss +o");
        return root;
    }

    @Test
    void theRightSecretMakesAnOperator() {
        IrcPerson ann = IrcPerson.enter(server, "ann");

        assertThat(ann.ask("OPER root")).containsExactly("461 OPER :Not enough parameters");
        assertThat(ann.ask("OPER root wrong")).containsExactly("464 :Password incorrect");
        assertThat(ann.ask("KILL ann :x")).singleElement().asString().startsWith("481 :");
        assertThat(ann.ask("WALLOPS :x")).singleElement().asString().startsWith("481 :");
        assertThat(ann.ask("DLINE 192.0.2.1")).singleElement().asString().startsWith("481 :");
    }

    @Test
    void operatorsAreKnownAsSuch() {
        IrcPerson root = operator();
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");

        assertThat(ann.ask("WHOIS boss")).contains("313 boss :is an IRC operator");
        assertThat(ann.ask("WHO boss")).first().asString().contains(" boss H* ");
        assertThat(ann.ask("USERHOST boss").get(0)).contains("boss*=+");
        assertThat(ann.ask("LUSERS")).contains("252 1 :operator(s) online");
        assertThat(root.askFully("WHOIS ann")).extracting(ReceivedLine::command).contains("338", "379");
        ann.ask("MODE #tea +i");
        assertThat(root.ask("JOIN #tea")).as("no mode holds an operator back").contains("boss JOIN #tea");
        assertThat(root.ask("MODE boss -o")).containsExactly("boss MODE boss -o");
        assertThat(root.ask("KILL ann :x")).singleElement().asString().startsWith("481 :");
    }

    @Test
    void whoIsKilledReadsWhyAndIsGone() {
        IrcPerson root = operator();
        IrcPerson ann = IrcPerson.enter(server, "ann");

        assertThat(root.ask("KILL nobody :x")).containsExactly("401 nobody :No such nick/channel");
        root.ask("KILL ann :no spam");

        assertThat(ann.rest()).satisfiesExactly(
                line -> assertThat(line).isEqualTo("boss KILL ann :no spam"),
                line -> assertThat(line).startsWith("ERROR :Closing Link: ").contains("Killed (boss (no spam))"));
    }

    @Test
    void theOthersReadThatSomebodyWasKilled() {
        IrcPerson root = operator();
        IrcPerson.enterAt(server, "#lobby", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#lobby", "bob");
        ChatClient nat = server.enter("nat");
        nat.sync();
        bob.sync();

        root.ask("KILL ann :no spam");
        bob.expect("ann QUIT :put out by boss: no spam");
        nat.expect("* ann left (put out by boss: no spam)");
        root.ask("KILL nat :you too");
        bob.expect("nat QUIT :put out by boss: you too");
        assertThat(nat.rest()).last().isEqualTo("* boss ended your connection (you too)");
    }

    @Test
    void theyReadTheSameOfAnExpulsionByPlainWords() {
        IrcPerson.enterAt(server, "#lobby", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#lobby", "bob");
        ChatClient nat = server.enter("nat");
        ChatClient pat = server.enter("pat");
        nat.send("/oper root");
        nat.send("open sesame");
        nat.sync();
        bob.sync();

        nat.send("/kill ann go home");
        pat.expect("* ann left (put out by nat: go home)");
        bob.expect("ann QUIT :put out by nat: go home");
    }

    @Test
    void whoIsKilledWithoutAReasonIsGivenNone() {
        IrcPerson root = operator();
        IrcPerson.enterAt(server, "#lobby", "ann");
        ChatClient nat = server.enter("nat");
        nat.sync();

        root.ask("KILL ann");
        nat.expect("* ann left (put out by boss)");
        root.ask("KILL nat");
        assertThat(nat.rest()).last().isEqualTo("* boss ended your connection");
    }

    @Test
    void announcementsReachThoseWhoWantThem() {
        IrcPerson root = operator();
        IrcPerson ann = IrcPerson.enter(server, "ann");
        IrcPerson bob = IrcPerson.enter(server, "bob");
        ann.ask("MODE ann +w");

        assertThat(root.ask("WALLOPS :tea is ready")).isEmpty();

        assertThat(ann.sync()).containsExactly("boss WALLOPS :tea is ready");
        assertThat(bob.sync()).isEmpty();
        assertThat(root.ask("WALLOPS")).containsExactly("461 WALLOPS :Not enough parameters");
    }

    @Test
    void whatIsAnnouncedInPlainWordsReachesAll() {
        IrcPerson root = operator();
        IrcPerson ann = IrcPerson.enter(server, "ann");
        ann.ask("MODE ann +w");
        ChatClient nat = server.enter("nat");
        nat.send("/oper root");
        nat.send("open sesame");
        nat.sync();

        nat.send("/announce restart at noon");

        ann.expectNext("nat WALLOPS :restart at noon");
        root.expectNext("NOTICE boss :to everyone, from nat: restart at noon");
    }
}
