package dev.chatroom.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void helpListsEveryCommandOnOneScreen() {
        ChatClient ann = server.enter("ann");
        ann.send("/help");
        List<String> lines = ann.sync();

        assertThat(lines).hasSizeLessThanOrEqualTo(23).allSatisfy(
                line -> assertThat(line).startsWith("* ").hasSizeLessThanOrEqualTo(80));
        for (String usage : List.of("/help [COMMAND]", "/nick NAME", "/who [ROOM]", "/msg NAME TEXT", "/reply TEXT",
                "/me TEXT", "/join ROOM", "/leave [ROOM]", "/rooms", "/topic [TEXT]", "/history [N]", "/ignore [NAME]",
                "/unignore NAME", "/away [REASON]", "/back", "/quit [REASON]")) {
            assertThat(lines).filteredOn(line -> line.startsWith("*   " + usage + " ")).as(usage).hasSize(1);
        }
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
    @CsvSource({"hepl, help", "nik, nick", "quti, quit", "TOPPIC, topic", "unignor, unignore", "hist, history"})
    void anUnknownCommandNamesTheNearest(String word, String nearest) {
        ChatClient ann = server.enter("ann");
        ann.send("/" + word + " something");
        ann.expectNext("* there is no /" + word + "; did you mean /" + nearest + "?");
    }

    @ParameterizedTest
    @CsvSource({"xyzzy", "17", "etc/hosts", "日本"})
    void aWordThatIsNearNoCommandLeadsToHelp(String word) {
        ChatClient ann = server.enter("ann");
        ann.send("/" + word);
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
        "/join, /join ROOM", "/unignore, /unignore NAME", "/w, /msg NAME TEXT"
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

    @Test
    void nothingIsDoneAfterQuitting() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        bob.sendText("last words\n/quit\nnot said\n");

        assertThat(bob.rest()).containsExactly("* goodbye");
        assertThat(ann.sync()).containsExactly("bob: last words", "* bob left");
    }
}
