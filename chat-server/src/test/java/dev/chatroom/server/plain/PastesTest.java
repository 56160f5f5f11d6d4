package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many lines at once by one person, as newcomers see them. */
class PastesTest {
    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.clock(clock).zone(ZoneOffset.UTC));

    private void paste(ChatClient by, int lines) {
        IntStream.rangeClosed(1, lines).forEach(i -> by.send("at line " + i));
        by.sync();
    }

    private void talk(ChatClient by, int messages) {
        for (int i = 1; i <= messages; i++) {
            by.send("hello " + i);
            by.sync();
            clock.advance(Duration.ofSeconds(3));
        }
    }

    private List<String> shownTo(ChatClient newcomer) {
        newcomer.expectStart("* the last ");
        return newcomer.sync().stream().map(line -> line.replaceFirst("^\\d\\d:\\d\\d ", "")).toList();
    }

    @Test
    void aPasteIsOneMessageToNewcomersAndShownShortened() {
        ChatClient ann = server.enter("ann");
        talk(ann, 25);
        paste(ann, 30);

        ChatClient newcomer = server.connect();
        newcomer.expect("* the last 20 messages in lobby, 49 lines:");
        List<String> lines = newcomer.sync();

        assertThat(lines).hasSize(19 + 3 + 1);
        assertThat(lines.getFirst()).endsWith(" ann: hello 7");
        assertThat(lines.subList(19, 23)).extracting(line -> line.replaceFirst("^\\d\\d:\\d\\d ", "")).containsExactly(
                "ann: at line 1", "ann: at line 2", "ann: at line 3", "* … 27 more lines; /history shows them");
    }

    @Test
    void historyShowsPastesWhole() {
        ChatClient ann = server.enter("ann");
        talk(ann, 5);
        paste(ann, 30);
        ChatClient newcomer = server.enter("bob");

        newcomer.send("/history 2");
        newcomer.expect("* the last 2 messages in lobby, 31 lines:");

        List<String> lines = newcomer.sync();
        assertThat(lines).hasSize(31);
        assertThat(lines.getLast()).endsWith(" ann: at line 30");
    }

    @Test
    void linesThatTheServerTookAtItsPaceAreOnePasteStill() {
        ChatClient ann = server.enter("ann");
        for (int i = 1; i <= 5; i++) {
            ann.send("at line " + i);
            ann.sync();
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(shownTo(server.connect())).hasSize(4).last().isEqualTo("* … 2 more lines; /history shows them");
    }

    @Test
    void noLineIsLeftOutToSaySo() {
        ChatClient ann = server.enter("ann");
        paste(ann, 4);

        assertThat(shownTo(server.connect())).containsExactly(
                "ann: at line 1", "ann: at line 2", "ann: at line 3", "ann: at line 4");
    }

    @Test
    void fewLinesOrThoseOfTwoPeopleAreNone() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        paste(ann, 3);
        bob.send("hm");
        bob.sync();
        paste(ann, 3);

        assertThat(shownTo(server.connect())).hasSize(7).noneMatch(line -> line.startsWith("* "));
    }

    @Test
    void aLongPasteDoesNotDriveOutWhatWasSaidBefore() {
        server.limit(Limit.HISTORY, 40);
        ChatClient ann = server.enter("ann");
        talk(ann, 19);
        paste(ann, 300);

        List<String> lines = shownTo(server.connect());

        assertThat(lines).hasSize(19 + 3 + 1).startsWith("ann: hello 1");
        assertThat(lines.get(22)).isEqualTo("* … 7 more lines; /history shows them");
    }
}
