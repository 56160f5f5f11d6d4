package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void helpListsEveryCommandOnOneScreen() {
        ChatClient ann = server.enter("ann");
        ann.send("/help");
        List<String> lines = ann.sync();

        assertThat(lines).hasSizeLessThanOrEqualTo(24).allSatisfy(
                line -> assertThat(line).startsWith("* ").hasSizeLessThanOrEqualTo(80));
        for (String usage : List.of("/help [COMMAND]", "/nick NAME", "/who [ROOM]", "/msg NAME TEXT", "/reply TEXT",
                "/me TEXT", "/join ROOM [KEY]", "/whois NAME", "/leave [ROOM]", "/rooms", "/topic [TEXT]",
                "/history [N|DAY]", "/search WORDS", "/more", "/ignore [NAME]",
                "/unignore NAME", "/away [REASON]", "/back", "/quit [REASON]")) {
            assertThat(lines).filteredOn(line -> line.startsWith("*   " + usage + " ")).as(usage).hasSize(1);
        }
    }

    @Test
    void helpListsWhatOperatorsDoOnAnotherScreen() {
        ChatClient ann = server.enter("ann");
        ann.send("/help");
        assertThat(ann.sync()).last().asString().contains("/help operators").contains("short forms");
        ann.send("/help operators");
        List<String> lines = ann.sync();

        assertThat(lines).hasSizeLessThanOrEqualTo(24).allSatisfy(
                line -> assertThat(line).startsWith("* ").hasSizeLessThanOrEqualTo(80));
        for (String usage : List.of("/op NAME", "/deop NAME", "/voice NAME", "/devoice NAME", "/kick NAME [REASON]",
                "/ban NAME|MASK", "/unban NAME|MASK", "/mute NAME", "/unmute NAME", "/invite NAME",
                "/mode [WORD VALUE]",
                "/kill NAME [REASON]", "/announce TEXT")) {
            assertThat(lines).filteredOn(line -> line.startsWith("*   " + usage + " ")).as(usage).hasSize(1);
        }
    }

    @Test
    void helpOnModeExplainsItsWords() {
        ChatClient ann = server.enter("ann");
        ann.send("/help mode");
        List<String> lines = ann.sync();

        assertThat(lines.getFirst()).startsWith("* /mode [WORD VALUE]: ");
        for (String word : List.of("invite-only on|off", "moderated on|off", "secret on|off", "topic-locked on|off",
                "members-only on|off", "key KEY|off", "limit N|off")) {
            assertThat(lines).filteredOn(line -> line.startsWith("*   " + word + " ")).as(word).hasSize(1);
        }
    }

    @Test
    void everyCommandIsExplainedInLinesThatFitATerminal() {
        ChatClient ann = server.enter("ann");
        for (String word : List.of("op", "kick", "ban", "unban", "mute", "invite", "mode", "whois", "join", "quit")) {
            ann.send("/help " + word);
            assertThat(ann.sync()).isNotEmpty().allSatisfy(
                    line -> assertThat(line).startsWith("* ").hasSizeLessThanOrEqualTo(80)).first().asString()
                    .startsWith("* /" + word);
        }
    }

    @ParameterizedTest
    @CsvSource({"quit, '* to leave, type /quit'", "EXIT, '* to leave, type /quit'", "help, '* for help, type /help'"})
    void whoSaysACommandWithoutItsSlashHasSaidItAndIsToldHowToWriteIt(String word, String hint) {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        bob.send(word);

        ann.expectNext("bob: " + word);
        bob.expectNext(hint);
        bob.send(word + " is what I mean");
        assertThat(bob.sync()).isEmpty();
        assertThat(ann.sync()).containsExactly("bob: " + word + " is what I mean");
    }

    @ParameterizedTest
    @CsvSource({"msg", "/msg", "MSG", "w", "/tell"})
    void helpExplainsOneCommandWithItsShortForms(String asked) {
        ChatClient ann = server.enter("ann");
        ann.send("/help " + asked);
        ann.expectNext("* /msg NAME TEXT: send a private message (also /w, /tell, /whisper)");
    }

    @Test
    void helpOnNoCommandNamesTheNearest() {
        ChatClient ann = server.enter("ann");
        ann.send("/help jion");
        ann.expectNext("* there is no /jion; did you mean /join?");
    }

    @ParameterizedTest
    @CsvSource({"hepl, help", "nik, nick", "TOPPIC, topic", "unignor, unignore", "hist, history", "nmae, name"})
    void anUnknownCommandNamesTheNearest(String word, String nearest) {
        ChatClient ann = server.enter("ann");
        ann.send("/" + word + " something");
        ann.expectNext("* there is no /" + word + "; did you mean /" + nearest + "?");
    }

    @ParameterizedTest
    @CsvSource({"xyzzy", "17", "etc/hosts", "日本", "edit", "clear", "save", "w00t"})
    void aWordThatIsNearNoCommandLeadsToHelp(String word) {
        ChatClient ann = server.enter("ann");
        ann.send("/" + word);
        ann.expectNext("* there is no /" + word + "; /help lists the commands");
    }

    @ParameterizedTest
    @CsvSource({"qiut", "qui", "exti", "byee", "lev", "leav", "parr", "mgs", "tel", "wisper", "repl", "mee", "kil",
        "kik", "bann", "banipp", "muet", "announc", "invit", "depo"})
    void noCommandIsSuggestedThatEndsOrSendsSomething(String word) {
        ChatClient ann = server.enter("ann");
        ann.send("/" + word + " bob");
        ann.expectNext("* there is no /" + word + "; /help lists the commands");
    }

    @Test
    void anUnknownCommandIsNotSaid() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();
        bob.send("/mgs ann my password");
        bob.sync();

        assertThat(ann.sync()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/nick, /nick NAME", "/msg, /msg NAME TEXT", "/msg bob, /msg NAME TEXT", "/reply, /reply TEXT", "/me, /me TEXT",
        "/join, /join ROOM [KEY]", "/unignore, /unignore NAME", "/w, /msg NAME TEXT", "/op, /op NAME",
        "/deop, /deop NAME", "/voice, /voice NAME", "/devoice, /devoice NAME",
        "/kick, /kick NAME [REASON]", "/ban, /ban NAME|MASK", "/ban *!*@here spam, /ban NAME|MASK",
        "/unban, /unban NAME|MASK", "/mute, /mute NAME", "/unmute, /unmute NAME", "/invite, /invite NAME",
        "/kill, /kill NAME [REASON]", "/announce, /announce TEXT", "/whois, /whois NAME"
    })
    void aCommandWithoutItsArgumentTellsItsUsage(String line, String usage) {
        ChatClient ann = server.enter("ann");
        ann.send(line);
        ann.expectNext("* usage: " + usage);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/w bob hi | * sent to bob",
        "/tell bob hi | * sent to bob",
        "/r hi | * nobody has sent you a private message yet",
        "/names | * 2 in lobby: ann, bob",
        "/list | * 1 room:",
        "/j cats | * you are in cats; no topic is set",
        "/part | * you left lobby; you are in no room now, /join ROOM to enter one",
        "/NICK anna | * you are now anna",
        "/nick   anna | * you are now anna",
        "/exit | * goodbye",
        "/bye | * goodbye"
    })
    void aCommandHasShortFormsAndIsWrittenInWhateverCase(String line, String answer) {
        ChatClient ann = server.enter("ann");
        server.enter("bob");
        ann.sync();
        ann.send(line);
        ann.expectNext(answer);
    }

    @Test
    void whoQuitsReadsGoodbyeAndTheEnd() {
        ChatClient ann = server.enter("ann");
        ann.send("/quit");
        assertThat(ann.rest()).containsExactly("* goodbye");
    }

    @Test
    void theOthersReadWhyOneQuits() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        bob.send("/quit gone fishing");

        ann.expectNext("* bob left (gone fishing)");
    }

    @ParameterizedTest
    @CsvSource({"/quit", "/away"})
    void whoGivesALongReasonIsToldThatItWasCut(String command) {
        server.limit(Limit.REASON, 5);
        ChatClient ann = server.enter("ann");

        ann.send(command + " 12345");
        assertThat(ann.next()).doesNotContain("longer");
        ChatClient bob = server.enter("bob");
        bob.send(command + " 123456");

        bob.expectNext("* your reason was longer than 5 characters; the rest was cut off");
        assertThat(bob.next()).isIn("* goodbye", "* you are away: 12345; /back when you return");
    }

    @Test
    void nothingIsDoneAfterQuitting() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        bob.sendText("last words\n/quit\nnot said\n");

        assertThat(bob.rest()).containsExactly("* goodbye");
        assertThat(ann.sync()).containsExactly("bob: last words", "* bob left");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        " /msg bob secret", "\t/msg bob secret", "  /W bob secret", "\u00a0/msg bob secret", "\ufeff/msg bob secret",
        "\u200b \u2060/msg bob secret", "\u001b[200~/msg bob secret", "\u001b[A /msg bob secret",
    })
    void whatDoesNotShowBeforeACommandIsNotMeant(String line) {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        ann.send(line);

        ann.expectNext("* sent to bob");
        bob.expect("ann (private): secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {" /usr/bin is a folder", " //msg bob hi", " / or not", "  hello"})
    void blanksBeforeAnythingElseAreSaid(String line) {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();
        bob.sync();

        ann.send(line);

        assertThat(bob.next()).startsWith("ann: ").endsWith(line.strip());
    }

    @Test
    void aNameForARoomIsSaidToBeOne() {
        ChatClient ann = server.enter("ann");
        ann.send("/join #");
        ann.expectNext("* a room's name has at least one character");
    }
}
