package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What those are shown of earlier talk who come later, and whose clients cannot fetch it. */
class IrcPlaybackTest {
    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server =
            new RunningServer().configure(config -> config.clock(clock).zone(ZoneOffset.UTC).historyShown(3));

    private String time = "";

    @BeforeEach
    void fourMessages() {
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob", "server-time", "echo-message");
        List<String> unused = bob.ask("PRIVMSG #tea :forgotten");
        clock.advance(Duration.ofSeconds(3));
        time = bob.askFully("PRIVMSG #tea :hello").get(0).tag("time");
        unused = bob.ask("PRIVMSG #tea :\u0001ACTION waves\u0001");
        unused = bob.ask("NOTICE #tea :noted");
        clock.advance(Duration.ofSeconds(90));
    }

    private static List<ReceivedLine> join(IrcPerson person, String channel) {
        List<ReceivedLine> lines = person.askFully(channel);
        int end = lines.indexOf(lines.stream()
                .filter(line -> line.command().equals("366"))
                .findFirst()
                .orElseThrow());
        return lines.subList(end + 1, lines.size());
    }

    @Test
    void clientsThatKnowNoTimesReadNoticesThatTellThem() {
        String at = "[" + time.substring(11, 16) + "] ";

        assertThat(join(IrcPerson.enter(server, "ann"), "JOIN #tea")).extracting(ReceivedLine::brief).containsExactly(
                "NOTICE #tea :The last 3 messages, since " + time.substring(11, 16) + ":",
                "NOTICE #tea :" + at + "<bob> hello",
                "NOTICE #tea :" + at + "* bob waves",
                "NOTICE #tea :" + at + "-bob- noted");
    }

    @Test
    void clientsThatKnowTimesReadTheMessages() {
        List<ReceivedLine> lines = join(IrcPerson.enter(server, "ann", "server-time"), "JOIN #tea");

        assertThat(lines).extracting(ReceivedLine::brief).containsExactly(
                "NOTICE #tea :The last 3 messages, since " + time.substring(11, 16) + ":",
                "bob PRIVMSG #tea hello", "bob PRIVMSG #tea :\u0001ACTION waves\u0001", "bob NOTICE #tea noted");
        assertThat(lines.get(1).tag("time")).isEqualTo(time);
    }

    @Test
    void clientsThatKnowBatchesReadOne() {
        IrcPerson ann = IrcPerson.enter(server, "ann", "server-time", "batch", "labeled-response", "message-tags");
        for (String request : List.of("JOIN #tea", "@label=x JOIN #tea")) {
            List<ReceivedLine> lines = join(ann, request);
            String batch = lines.get(0).parameters().get(0);

            assertThat(lines.get(0).brief()).isEqualTo("BATCH " + batch + " chathistory #tea");
            assertThat(lines.subList(1, 4)).allSatisfy(
                    line -> assertThat("+" + line.tag("batch")).isEqualTo(batch));
            assertThat(lines.get(4).brief()).isEqualTo("BATCH -" + batch.substring(1));
            List<String> unused = ann.ask("PART #tea");
        }
    }

    @Test
    void whatSomebodyPastedIsOneMessage() {
        IrcPerson cat = IrcPerson.enterAt(server, "#tea", "cat");
        IntStream.rangeClosed(1, 9).forEach(i -> cat.ask("PRIVMSG #tea :line " + i));

        List<String> plain = join(IrcPerson.enter(server, "ann"), "JOIN #tea").stream()
                .map(line -> line.last().replaceFirst("^\\[.....] ", "")).toList();
        List<String> timed = join(IrcPerson.enter(server, "dan", "server-time"), "JOIN #tea").stream()
                .map(ReceivedLine::last).toList();

        assertThat(plain.getFirst()).startsWith("The last 11 lines, since ");
        assertThat(plain).endsWith("* bob waves", "-bob- noted", "<cat> line 1", "<cat> line 2", "<cat> line 3",
                "… 6 more lines");
        assertThat(timed).as("who cannot ask for the rest has it").hasSize(1 + 2 + 9).endsWith("line 9");
    }

    @Test
    void noLineIsLeftOutToSaySo() {
        IrcPerson cat = IrcPerson.enterAt(server, "#mice", "cat");
        IntStream.rangeClosed(1, 4).forEach(i -> cat.ask("PRIVMSG #mice :line " + i));

        List<ReceivedLine> lines = join(IrcPerson.enter(server, "ann"), "JOIN #mice");

        assertThat(lines.getFirst().last()).startsWith("The last 4 lines, since ");
        assertThat(lines).hasSize(5).last().extracting(ReceivedLine::last).asString().endsWith(" <cat> line 4");
    }

    @Test
    void programsAndThoseWhoFetchItAreNotShownAny() {
        IrcPerson bot = IrcPerson.enter(server, "bot");
        List<String> unused = bot.ask("MODE bot +B");
        IrcPerson ann = IrcPerson.enter(server, "ann", "server-time", "batch", "draft/chathistory");

        assertThat(join(bot, "JOIN #tea")).isEmpty();
        assertThat(join(ann, "JOIN #tea")).isEmpty();
    }
}
