package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** CHATHISTORY after a restart: the store answers as the memory of the server did. In the channel were said m0 to m9. */
class IrcStoredHistoryTest {
    private static final String[] HISTORY = {"draft/chathistory", "batch", "server-time", "message-tags"};

    @TempDir
    static Path folders;

    private final ManualClock clock = new ManualClock();
    private final Path folder = folders.resolve(Long.toString(System.nanoTime()));

    @RegisterExtension
    final RunningServer before =
            new RunningServer().configure(config -> config.clock(clock).data(DataConfig.in(folder)));

    @RegisterExtension
    final RunningServer server =
            new RunningServer().configure(config -> config.clock(clock).data(DataConfig.in(folder)));

    private IrcPerson ann;
    private final List<String> ids = new ArrayList<>();
    private final List<String> times = new ArrayList<>();

    @BeforeEach
    void tenMessagesAndARestart() {
        IrcPerson first = IrcPerson.enterAt(before, "#tea", "ann", "message-tags", "server-time", "echo-message",
                "draft/message-redaction");
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(1).plusNanos(1_234));
            first.send("PRIVMSG #tea :m" + i);
            ReceivedLine line = first.expectEnd("m" + i);
            ids.add("msgid=" + line.tag("msgid"));
            times.add("timestamp=" + line.tag("time"));
        }
        first.send("PRIVMSG #tea :wrong");
        String wrong = first.expectEnd("wrong").tag("msgid");
        first.send("REDACT #tea " + wrong + " :sorry");
        assertThat(first.expectEnd("sorry").command()).isEqualTo("REDACT");
        first.send("TOPIC #tea :Green");
        assertThat(first.expectEnd("Green").command()).isEqualTo("TOPIC");
        before.server().close();
        clock.advance(Duration.ofSeconds(1));
        ann = IrcPerson.enterAt(server, "#tea", "cat", HISTORY);
    }

    private List<String> history(String request) {
        List<ReceivedLine> lines = ann.askFully("CHATHISTORY " + request);
        assertThat(lines.get(0).brief()).matches("BATCH \\+\\w+ chathistory #tea");
        return lines.subList(1, lines.size() - 1).stream().map(ReceivedLine::last).toList();
    }

    @Test
    void allSubcommandsAnswerAsBefore() {
        assertThat(history("LATEST #tea * 3")).containsExactly("m7", "m8", "m9");
        assertThat(history("LATEST #tea " + ids.get(7) + " 5")).containsExactly("m8", "m9");
        assertThat(history("LATEST #tea " + times.get(2) + " 2")).containsExactly("m8", "m9");
        assertThat(history("BEFORE #tea " + ids.get(5) + " 2")).containsExactly("m3", "m4");
        assertThat(history("BEFORE #tea " + times.get(1) + " 5")).containsExactly("m0");
        assertThat(history("AFTER #tea " + ids.get(5) + " 2")).containsExactly("m6", "m7");
        assertThat(history("AFTER #tea " + times.get(8) + " 2")).containsExactly("m9");
        assertThat(history("AROUND #tea " + ids.get(5) + " 3")).containsExactly("m4", "m5", "m6");
        assertThat(history("BETWEEN #tea " + ids.get(2) + " " + ids.get(8) + " 2")).containsExactly("m3", "m4");
        assertThat(history("BETWEEN #tea " + times.get(8) + " " + ids.get(2) + " 2")).containsExactly("m6", "m7");
        assertThat(history("LATEST #tea * 200")).hasSize(10);
        assertThat(
                ann.ask("CHATHISTORY TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 9"))
                .contains("CHATHISTORY TARGETS #tea " + times.get(9).replace("timestamp=", ""));
    }

    @Test
    void whatElseHappenedIsPlayedBack() {
        ann.ask("CAP REQ :draft/event-playback draft/message-redaction");

        List<String> lines = ann.ask("CHATHISTORY LATEST #tea * 200");

        assertThat(lines).containsSubsequence("ann JOIN #tea", "ann PRIVMSG #tea m0", "ann PRIVMSG #tea m9");
        assertThat(lines).anyMatch(line -> line.startsWith("ann TOPIC #tea Green"))
                .anyMatch(line -> line.startsWith("ann REDACT #tea ") && line.endsWith("sorry"))
                .noneMatch(line -> line.endsWith("wrong"));
    }
}
