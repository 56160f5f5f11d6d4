package dev.chatroom.server.plain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTextTest {
    private static final byte IAC = (byte) 255;
    private static final byte AYT = (byte) 246;

    /** How a client of TLS 1.3 begins, and what would be the end of a line in it. */
    private static final byte[] CLIENT_HELLO = {0x16, 3, 1, 0, 6, 1, 0, 0, '\n', 3, '\n'};

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    @Timeout(20)
    void aHandshakeWhereThereIsNoTlsIsNotSaid() {
        ChatClient ann = server.enter("ann");
        ChatClient early = server.connect();
        early.sendBytes(CLIENT_HELLO);
        ChatClient late = server.connect();
        ann.expectEnd(" joined");
        late.sendBytes(CLIENT_HELLO);

        assertThat(ann.expectEnd("(spoke another protocol)")).startsWith("* guest-");
        while (server.server().connections() > 1) {
            Thread.onSpinWait();
        }
        assertThat(ann.sync()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u001b[2Jb", "a\u001b]0;owned\u0007b", "a\u009b31mb", "a\u202eb", "a\u2066b", "a\u0007b",
        "a\bb",
        "a\u007fb", "a\u0000b", "a\u200fb", "a\u0003" + "04b"})
    void whatCouldActOnATerminalIsTakenOutOfALine(String text) {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");

        bob.send(text);

        ann.expect("bob: ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/me %s", "/msg cid %s", "/topic %s", "/join %s", "/nick %s", "/away %s", "/quit %s", "/%s", "/help %s",
        "/who %s",
        "/leave %s", "/ignore %s", "/unignore %s", "/history %s", "/msg %s text",
        "/whois %s", "/op %s", "/kick %s", "/kick cid %s", "/ban %s", "/ban *!*@%s", "/unban %s", "/mute %s",
        "/invite %s",
        "/mode %s", "/mode key %s", "/mode %s on", "/kill %s", "/announce %s"
    })
    void nothingThatIsShownAnywhereCanActOnATerminal(String command) {
        ChatClient bob = server.enterAt("den", "bob");
        ChatClient ann = server.enterAt("den", "ann");
        ChatClient cid = server.enterAt("den", "cid");
        String evil = "\u001b[2Jx\u202e\u009b1m\u0007\u0085\u2028\u2066\rboo";

        bob.send(command.formatted(evil));
        bob.send(command.formatted("cid " + evil));
        bob.send("/who");
        bob.send("/rooms");
        bob.send("/history");
        bob.halfClose();
        List<String> shown = new ArrayList<>(bob.rest());
        shown.addAll(ann.until(line -> line.startsWith("* bob left"), "his leaving"));
        cid.halfClose();
        shown.addAll(cid.rest());

        assertThat(shown).allSatisfy(line -> assertThat(line).doesNotContainPattern(
                "[\\p{Cntrl}\\u0080-\\u009f\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\u00a0", "\u3164", "\u2800", "\u200b", "\u00ad", "\u115f", "\uffa0", " \ufe0f",
        "\u0002 "})
    void blanksDoNotMoveAForgedLineToTheNextRow(String blank) {
        String padded = "hi" + blank.repeat(75) + "alice (private): come";
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        for (String command : List.of("%s", "/me %s", "/msg ann %s", "/topic %s", "/topic -", "/away %s", "/quit %s")) {
            bob.send(command.formatted(padded));
        }
        List<String> lines = new ArrayList<>(ann.until(line -> line.startsWith("* bob left"), "his leaving"));
        ann.send("/history");
        lines.addAll(ann.until(line -> line.contains("~ bob "), "what he did"));

        assertThat(lines).filteredOn(line -> line.contains("alice")).hasSize(7)
                .allSatisfy(line -> assertThat(line.codePoints().filter(cp -> blank.indexOf(cp) >= 0 || cp == ' '))
                        .hasSizeLessThan(16));
    }

    @Test
    void whatShowsNothingIsNotSaid() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();
        String nothing = "\u3164 \u200b\u0002\u2800";

        bob.send(nothing);
        bob.send("/me " + nothing);
        bob.send("/msg ann " + nothing);
        bob.send("/topic " + nothing);
        bob.send("/away " + nothing);
        bob.send("/nick " + nothing);
        bob.expect("* a name cannot contain the character U+1160; it is made of letters, digits and _-[]{}\\|^`");
        bob.send("/quit " + nothing);

        ann.expectNext("* bob left");
    }

    @Test
    void invalidUtf8IsReplaced() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");

        bob.sendBytes("caf\u00e9 \u00c0\u0080 \u00ed\u00a0\u0080 \u00f5!\n".getBytes(ISO_8859_1));

        String line = ann.expectStart("bob: ");
        assertThat(line).startsWith("bob: caf\uFFFD ").endsWith("!").doesNotContain("\u0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"* ann left", "ann: i am bob", "\r* ann left", "\u0085* ann left", "\u2028* ann left",
        "x\u001bE* ann left", "\u000b* ann left", "[lobby] ann: hi"})
    void nobodyCanSpeakInTheServersVoiceOrAnothers(String text) {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        bob.send(text);
        bob.send("/me " + text);
        bob.sync();

        assertThat(ann.sync()).hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("bob: "))
                .anySatisfy(line -> assertThat(line).startsWith("~ bob "));
    }

    @Test
    void aLineThatIsTooLongIsCutAndItsSenderTold() {
        server.configure(config -> config.maxLine(64));
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");

        bob.send("x".repeat(64) + "yz");
        bob.send("next");

        bob.expect("* your line was longer than 64 bytes; the rest was cut off");
        ann.expect("bob: " + "x".repeat(64));
        ann.expectNext("bob: next");
        assertThat(bob.sync()).isEmpty();
    }

    @Test
    void aLineAsLongAsAllowedIsNotCut() {
        server.configure(config -> config.maxLine(64));
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");

        bob.send("x".repeat(64));

        ann.expect("bob: " + "x".repeat(64));
        assertThat(bob.sync()).isEmpty();
    }

    @Test
    void aLineIsNotCutWithinACharacter() {
        server.configure(config -> config.maxLine(16));
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");

        bob.send("fifteen bytes..\u20ac");

        ann.expect("bob: fifteen bytes..");
    }

    @Test
    void endlessLinesTakeNoMemoryAndDisturbNobody() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        byte[] tenMegabytes = new byte[10 * 1024 * 1024];
        Arrays.fill(tenMegabytes, (byte) 'x');
        long before = heapInUse();
        List<ChatClient> endless = new ArrayList<>();

        for (int i = 0; i < 10; i++) {
            ChatClient client = server.enter("endless" + i);
            client.sendBytes(tenMegabytes);
            // Asked within the line, which goes on: answered when all before it has been read.
            client.sendBytes(IAC, AYT);
            client.expect("* yes, the server is here");
            endless.add(client);
        }

        assertThat(heapInUse() - before).isLessThan(40 * 1024 * 1024);
        bob.send("are you well?");
        ann.expect("bob: are you well?");
        endless.get(0).send("");
        endless.get(0).expectStart("* your line was longer than 4,096 bytes");
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
