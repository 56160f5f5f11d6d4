package dev.chatroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.ServerConfig.SlowReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One client that does not read, while much more is said than all buffers and the log hold. */
class SlowReaderTest {
    private static final int BATCH = 50;
    private static final int BATCHES = 60;
    private static final int SMALL_BUFFER = 2 * 1024;
    private static final String PADDING = "x".repeat(200);
    private static final Pattern MISSED = Pattern.compile("\\* you missed ([0-9,]+) lines? in lobby\\b.*");

    @RegisterExtension
    final RunningServer server = new RunningServer();

    private static String line(int number) {
        return number + " " + PADDING;
    }

    /** Says a batch, and has every reader read it: nobody but the stuck one can fall behind. */
    private static void sayBatch(ChatClient talker, List<ChatClient> readers, int from) {
        StringBuilder lines = new StringBuilder();
        IntStream.range(from, from + BATCH).forEach(i -> lines.append(line(i)).append('\n'));
        talker.sendText(lines.toString());
        for (ChatClient reader : readers) {
            IntStream.range(from, from + BATCH).forEach(i -> reader.expectNext("talker: " + line(i)));
        }
    }

    @Test
    void everybodyElseReadsEveryLineInOrderAndTheSlowOneIsToldWhatItMissed() {
        server.limit(Limit.LOG_EVENTS, 256);
        ChatClient talker = server.enter("talker");
        List<ChatClient> readers = new ArrayList<>();
        IntStream.range(0, 19).forEach(i -> readers.add(server.enter("reader" + i)));
        ChatClient stuck = server.enter("stuck", SMALL_BUFFER);
        readers.forEach(ChatClient::sync);

        for (int batch = 0; batch < BATCHES; batch++) {
            sayBatch(talker, readers, batch * BATCH);
        }
        talker.send("the end");

        int wanted = 0;
        int missed = 0;
        for (String line = stuck.next(); !line.equals("talker: the end"); line = stuck.next()) {
            Matcher gap = MISSED.matcher(line);
            if (gap.matches()) {
                int number = Integer.parseInt(gap.group(1).replace(",", ""));
                missed += number;
                wanted += number;
            } else {
                assertThat(line).isEqualTo("talker: " + line(wanted));
                wanted++;
            }
        }
        assertThat(wanted).isEqualTo(BATCH * BATCHES);
        assertThat(missed).isBetween(1, BATCH * BATCHES - 256);
    }

    @Test
    void whoReadsAgainIsServedAsBefore() {
        server.limit(Limit.LOG_EVENTS, 64);
        ChatClient talker = server.enter("talker");
        ChatClient reader = server.enter("reader");
        ChatClient stuck = server.enter("stuck", SMALL_BUFFER);
        reader.sync();
        for (int batch = 0; batch < BATCHES; batch++) {
            sayBatch(talker, List.of(reader), batch * BATCH);
        }

        stuck.expectStart("* you missed ");
        stuck.sync();
        talker.send("welcome back");
        stuck.expectNext("talker: welcome back");
        stuck.send("thanks");
        reader.expect("stuck: thanks");
    }

    @Test
    void aSlowReaderIsEndedWhereThatIsAskedFor() {
        server.limit(Limit.LOG_EVENTS, 64).configure(config -> config.slowReader(SlowReader.DISCONNECT));
        ChatClient talker = server.enter("talker");
        ChatClient reader = server.enter("reader");
        ChatClient stuck = server.enter("stuck", SMALL_BUFFER);
        reader.sync();
        for (int batch = 0; batch < BATCHES; batch++) {
            sayBatch(talker, List.of(reader), batch * BATCH);
        }

        assertThat(stuck.rest()).last().asString().startsWith("* your connection could not keep up").contains("missed");
        reader.expectNext("* stuck left (could not keep up)");
    }

    @Test
    void whoReadsNothingForTooLongIsEnded() {
        server.configure(config -> config.stallTimeout(Duration.ofMillis(300)));
        ChatClient talker = server.enter("talker");
        ChatClient reader = server.enter("reader");
        server.enter("stuck", SMALL_BUFFER);
        reader.sync();
        for (int batch = 0; batch < BATCHES / 2; batch++) {
            StringBuilder lines = new StringBuilder();
            IntStream.range(0, BATCH).forEach(i -> lines.append(PADDING).append('\n'));
            talker.sendText(lines + "next\n");
            reader.until(line -> line.equals("talker: next"), "the batch").forEach(this::noteLeaving);
        }

        if (!left) {
            reader.expect("* stuck left (stopped reading)");
        }
    }

    private boolean left;

    private void noteLeaving(String line) {
        left |= line.equals("* stuck left (stopped reading)");
    }
}
