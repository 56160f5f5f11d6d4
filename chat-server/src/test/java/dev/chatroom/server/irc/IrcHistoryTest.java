package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** CHATHISTORY (IRCv3 draft/chathistory). In the channel are m0 to m9, a second apart. */
class IrcHistoryTest {
    private static final String[] HISTORY = {"draft/chathistory", "batch", "server-time", "message-tags"};

    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.clock(clock));

    private IrcPerson ann;

    /** Of the messages, as they were sent. */
    private final List<String> ids = new ArrayList<>();
    private final List<String> times = new ArrayList<>();

    @BeforeEach
    void tenMessages() {
        ann = IrcPerson.enterAt(server, "#tea", "ann", HISTORY);
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        ann.sync();
        for (int i = 0; i < 10; i++) {
            // Clients are told milliseconds.
            clock.advance(Duration.ofSeconds(1).plusNanos(1_234));
            bob.ask("PRIVMSG #tea :m" + i);
            ReceivedLine line = ann.syncFully().get(0);
            ids.add("msgid=" + line.tag("msgid"));
            times.add("timestamp=" + line.tag("time"));
        }
        clock.advance(Duration.ofSeconds(1));
    }

    /** The texts that an answer holds, which must be one batch. */
    private List<String> history(String request) {
        List<ReceivedLine> lines = ann.askFully("CHATHISTORY " + request);
        assertThat(lines.get(0).brief()).matches("BATCH \\+\\w+ chathistory #tea");
        assertThat(lines.get(lines.size() - 1).brief()).matches("BATCH -\\w+");
        return lines.subList(1, lines.size() - 1).stream().map(ReceivedLine::last).toList();
    }

    @Test
    void theLatest() {
        assertThat(history("LATEST #tea * 3")).containsExactly("m7", "m8", "m9");
        assertThat(history("latest #TEA * 100")).hasSize(10);
        assertThat(history("LATEST #tea " + ids.get(7) + " 5")).containsExactly("m8", "m9");
        assertThat(history("LATEST #tea " + times.get(2) + " 2")).containsExactly("m8", "m9");
        assertThat(history("LATEST #tea " + ids.get(9) + " 2")).isEmpty();
    }

    @Test
    void beforeAndAfterAndAround() {
        assertThat(history("BEFORE #tea " + ids.get(5) + " 2")).containsExactly("m3", "m4");
        assertThat(history("BEFORE #tea " + times.get(1) + " 5")).containsExactly("m0");
        assertThat(history("AFTER #tea " + ids.get(5) + " 2")).containsExactly("m6", "m7");
        assertThat(history("AFTER #tea " + times.get(8) + " 2")).containsExactly("m9");
        assertThat(history("AROUND #tea " + ids.get(5) + " 3")).containsExactly("m4", "m5", "m6");
        assertThat(history("AROUND #tea " + ids.get(0) + " 3")).contains("m0").hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void betweenInBothDirections() {
        assertThat(history("BETWEEN #tea " + ids.get(2) + " " + ids.get(8) + " 2")).containsExactly("m3", "m4");
        assertThat(history("BETWEEN #tea " + ids.get(8) + " " + ids.get(2) + " 2")).containsExactly("m6", "m7");
        assertThat(history("BETWEEN #tea " + times.get(2) + " " + times.get(5) + " 9")).containsExactly("m3", "m4");
        assertThat(history("BETWEEN #tea " + times.get(2) + " " + ids.get(5) + " 9")).containsExactly("m3", "m4");
        assertThat(history("BETWEEN #tea " + ids.get(5) + " " + times.get(2) + " 9")).containsExactly("m3", "m4");
    }

    @Test
    void idsAndTimesAreThoseOfTheMessages() {
        List<ReceivedLine> lines = ann.askFully("CHATHISTORY LATEST #tea * 1");

        assertThat(lines.get(1).source()).startsWith("bob!");
        assertThat("msgid=" + lines.get(1).tag("msgid")).isEqualTo(ids.get(9));
        assertThat("timestamp=" + lines.get(1).tag("time")).isEqualTo(times.get(9));
    }

    @Test
    void whatElseHappenedIsShownToWhomAskedForIt() {
        ann.ask("TOPIC #tea :Green");
        assertThat(history("LATEST #tea * 1")).containsExactly("m9");

        ann.ask("CAP REQ draft/event-playback");
        List<ReceivedLine> lines = ann.askFully("CHATHISTORY LATEST #tea * 100");

        assertThat(lines.get(1).brief()).isEqualTo("ann JOIN #tea");
        assertThat(lines.get(lines.size() - 2).brief()).isEqualTo("ann TOPIC #tea Green");
    }

    @Test
    void lettersHaveAHistoryToo() {
        IrcPerson cid = IrcPerson.enter(server, "cid");
        cid.ask("PRIVMSG ann :hello");
        clock.advance(Duration.ofSeconds(1));
        ann.ask("PRIVMSG cid :hi");

        assertThat(ann.ask("CHATHISTORY LATEST cid * 10")).containsSubsequence(
                "cid PRIVMSG ann hello", "ann PRIVMSG cid hi");
        assertThat(ann.askFully("CHATHISTORY LATEST cid * 10").get(0).brief()).endsWith(" chathistory cid");
        cid.ask("NICK sid");
        assertThat(ann.ask("CHATHISTORY LATEST sid * 10")).as("by the new name").contains("cid PRIVMSG ann hello");
        assertThat(ann.ask("CHATHISTORY LATEST bob * 10")).as("nothing").hasSize(2);
    }

    @Test
    void targetsAreThoseOfATime() {
        IrcPerson cid = IrcPerson.enter(server, "cid");
        cid.ask("PRIVMSG ann :hello");
        clock.advance(Duration.ofSeconds(1));
        String all = "TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 10";

        List<String> lines = ann.syncFully().isEmpty() ? List.of() : ann.ask("CHATHISTORY " + all);

        assertThat(lines.get(0)).matches("BATCH \\+\\w+ draft/chathistory-targets");
        assertThat(lines.subList(1, lines.size() - 1)).containsExactly(
                "CHATHISTORY TARGETS #tea " + times.get(9).replace("timestamp=", ""),
                "CHATHISTORY TARGETS cid 2026-03-01T12:35:07.000Z");
        assertThat(ann.ask("CHATHISTORY TARGETS " + times.get(0) + " " + times.get(9) + " 10")).hasSize(2);

        String early = "timestamp=2000-01-01T00:00:00.000Z";
        String late = "timestamp=2100-01-01T00:00:00.000Z";
        assertThat(ann.ask("CHATHISTORY TARGETS " + early + " " + late + " 1")).element(1).asString()
                .contains(" #tea ");
        assertThat(ann.ask("CHATHISTORY TARGETS " + late + " " + early + " 1")).element(1).asString()
                .contains(" cid ");
        assertThat(ann.ask("CHATHISTORY TARGETS " + ids.get(0) + " " + late + " 9")).singleElement().asString()
                .startsWith("FAIL CHATHISTORY INVALID_PARAMS TARGETS :");
    }

    @Test
    void mistakesAreAnsweredWithWhatIsWrong() {
        assertThat(ann.ask("CHATHISTORY WHAT #tea * 5")).singleElement().asString()
                .startsWith("FAIL CHATHISTORY INVALID_PARAMS WHAT :");
        assertThat(ann.ask("CHATHISTORY LATEST #tea")).singleElement().asString()
                .startsWith("FAIL CHATHISTORY INVALID_PARAMS LATEST :");
        assertThat(ann.ask("CHATHISTORY BEFORE #tea * 5")).singleElement().asString()
                .startsWith("FAIL CHATHISTORY INVALID_PARAMS BEFORE :");
        assertThat(ann.ask("CHATHISTORY BEFORE #tea timestamp=yesterday 5")).singleElement().asString()
                .startsWith("FAIL CHATHISTORY INVALID_PARAMS BEFORE :");
        assertThat(ann.ask("CHATHISTORY LATEST #other * 5")).singleElement().asString()
                .startsWith("FAIL CHATHISTORY INVALID_TARGET LATEST #other :");
    }

    @Test
    void withoutBatchesTheMessagesComeByThemselves() {
        IrcPerson old = IrcPerson.enterAt(server, "#tea", "old");

        assertThat(old.ask("CHATHISTORY LATEST #tea * 2")).containsExactly(
                "bob PRIVMSG #tea m8", "bob PRIVMSG #tea m9");
    }

    @Test
    void whatWasForOperatorsStaysSo() {
        ann.ask("PRIVMSG @#tea :psst");
        IrcPerson cid = IrcPerson.enterAt(server, "#tea", "cid", HISTORY);
        ann.sync();

        assertThat(history("LATEST #tea * 1")).containsExactly("psst");
        assertThat(cid.ask("CHATHISTORY LATEST #tea * 1")).contains("bob PRIVMSG #tea m9");
    }
}
