package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --keep} has forgotten is shown to nobody, although the room stays. */
@Timeout(60)
class ForgottenHistoryTest {
    @TempDir
    static Path folder;

    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config
            .clock(clock)
            .zone(ZoneOffset.UTC)
            .data(new DataConfig(
                    folder.resolve(Long.toString(System.nanoTime())), false, false, Optional.of(Duration.ofMinutes(1)),
                    Long.MAX_VALUE, DataConfig.READ_TIME, DataConfig.READS_WAITING)));

    private static List<String> asks(ChatClient client, String question) {
        client.send(question);
        return client.sync().stream().map(line -> line.replaceFirst("^([-0-9]{10} )?\\d\\d:\\d\\d ", "")).toList();
    }

    @Test
    void whatIsForgottenIsShownToNobody() {
        ChatClient ann = server.enter("ann");
        assertThat(asks(ann, "/history")).containsExactly("* nothing has been said in lobby yet");
        IrcPerson bob = IrcPerson.enterAt(
                server, "#lobby", "bob", "draft/message-redaction", "message-tags", "echo-message");
        List<String> unused = bob.ask("PRIVMSG #lobby :an old line");
        String mistake = bob.askFully("PRIVMSG #lobby :a mistake").get(0).tag("msgid");
        // The writer looks again within a second when something was taken back, and after ten otherwise.
        unused = bob.ask("REDACT #lobby " + mistake);
        clock.advance(Duration.ofMinutes(2));
        ann.sync();
        while (!asks(ann, "/history").equals(List.of("* nothing is kept of what was said in lobby"))) {
            Thread.onSpinWait();
        }

        ChatClient dan = server.enter("dan");
        dan.send("/join fresh");
        dan.sync();
        assertThat(asks(dan, "/history")).containsExactly("* nothing has been said in fresh yet");

        assertThat(server.connect().sync()).isNotEmpty().noneMatch(line -> line.contains("an old line"));
        assertThat(IrcPerson.enter(server, "cid").ask("JOIN #lobby")).noneMatch(line -> line.contains("an old line"));
        unused = bob.ask("PRIVMSG #lobby :a new line");
        assertThat(server.connect().sync()).anyMatch(line -> line.endsWith("bob: a new line"))
                .noneMatch(line -> line.contains("old"));
    }
}
