package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may not speak in a room is not heard there by other means, from neither door. Ann runs it. */
class IrcSilencedTest {
    private static final String[] CAPABILITIES = {"away-notify", "extended-join", "setname", "message-tags",
        "draft/message-redaction", "standard-replies"};

    @RegisterExtension
    final RunningServer server = new RunningServer();

    private IrcPerson ann;

    @BeforeEach
    void annRunsTheRoom() {
        ann = IrcPerson.enterAt(server, "#den", "ann", CAPABILITIES);
    }

    private void silenceAll(String modes) {
        ann.ask("MODE #den " + modes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+m", "+b m:*!*@*", "+b *!*@*"})
    void anIrcClientSaysNothingByLeavingBeingAwayAndTheLike(String modes) {
        IrcPerson bob = IrcPerson.enterAt(server, "#den", "bob", CAPABILITIES);
        IrcPerson cid = IrcPerson.enterAt(server, "#den", "cid", CAPABILITIES);
        silenceAll(modes);

        assertThat(bob.ask("SETNAME :hear me")).contains(
                "FAIL SETNAME CANNOT_CHANGE_REALNAME :You may not speak in #den");
        assertThat(bob.ask("AWAY :hear me")).containsExactly("306 :You have been marked as being away");
        for (String line : new String[] {"PRIVMSG #den :hear me", "NOTICE #den :hear me", "TOPIC #den :hear me",
            "@+typing=active TAGMSG #den", "PRIVMSG #den :\u0001ACTION hears me\u0001", "PRIVMSG @#den :hear me"}) {
            bob.ask(line);
        }
        bob.ask("PART #den :hear me");
        cid.send("QUIT :hear me");

        assertThat(ann.until(line -> line.command().equals("QUIT"), "the QUIT")).extracting(ReceivedLine::brief)
                .containsExactly("bob AWAY Away", "bob PART #den", "cid QUIT Quit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+m", "+b m:*!*@*", "+b *!*@*"})
    void neitherDoPeopleAtTerminals(String modes) {
        ChatClient nat = server.enterAt("den", "nat");
        ChatClient pat = server.enterAt("den", "pat");
        silenceAll(modes);

        nat.send("/away hear me");
        nat.send("/me hears me");
        nat.send("/topic hear me");
        nat.send("hear me");
        nat.send("/leave");
        nat.expect("* you left den; you are in no room now, /join ROOM to enter one");
        pat.send("/quit hear me");

        assertThat(ann.until(line -> line.command().equals("QUIT"), "the QUIT")).extracting(ReceivedLine::brief)
                .noneMatch(line -> line.contains("hear"));
    }

    @Test
    void aListOfMembersDoesNotSayWhySomebodyIsAwayWhoMayNotSpeak() {
        IrcPerson bob = IrcPerson.enterAt(server, "#den", "bob", CAPABILITIES);
        ChatClient nat = server.enterAt("den", "nat");
        silenceAll("+m");
        bob.ask("AWAY :hear me");
        nat.send("/who");
        nat.expect("* 3 in den: ann (operator), bob (away), nat");
    }
}
