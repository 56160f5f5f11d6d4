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

/** SEARCH (soju.im/search). In the channel ann has said m0 to m9, a second apart, and some of them are green. */
class IrcSearchTest {
    private static final String[] SEARCH = {"soju.im/search", "batch", "server-time", "message-tags"};

    @TempDir
    static Path folder;

    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config
            .clock(clock)
            .data(DataConfig.in(folder.resolve(Long.toString(System.nanoTime())))));

    private final List<String> times = new ArrayList<>();
    private IrcPerson bob;

    @BeforeEach
    void tenMessages() {
        bob = IrcPerson.enterAt(server, "#tea", "bob", SEARCH);
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        bob.sync();
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(1).plusNanos(1_234));
            String text = "m" + i + (i % 3 == 0 ? " green tea" : "");
            ann.ask("PRIVMSG #tea :" + text);
            times.add(bob.expectEnd(text).tag("time"));
        }
        clock.advance(Duration.ofSeconds(1));
    }

    private List<String> found(String attributes) {
        List<ReceivedLine> lines = bob.askFully("SEARCH " + attributes);
        assertThat(lines.get(0).brief()).matches("BATCH \\+\\w+ soju.im/search");
        assertThat(lines.get(lines.size() - 1).brief()).matches("BATCH -\\w+");
        return lines.subList(1, lines.size() - 1).stream().map(ReceivedLine::last).toList();
    }

    @Test
    void wordsAreFoundInTheOrderOfTime() {
        assertThat(found("text=green")).containsExactly("m0 green tea", "m3 green tea", "m6 green tea", "m9 green tea");
        assertThat(found("text=green;limit=2")).containsExactly("m6 green tea", "m9 green tea");
        assertThat(found("text=GREEN\\sm3;in=#TEA")).containsExactly("m3 green tea");
        assertThat(found("text=\"tea\\sgreen\"")).isEmpty();
        assertThat(found("text=green;after=1600-01-01T00:00:00.000Z")).hasSize(4);
        assertThat(found("text=green;before=2600-01-01T00:00:00.000Z")).hasSize(4);
        assertThat(found("text=green;before=1600-01-01T00:00:00.000Z")).isEmpty();
        assertThat(found("text=green;after=2600-01-01T00:00:00.000Z")).isEmpty();
        assertThat(found(":text=\"green tea\";in=#tea;limit=1")).containsExactly("m9 green tea");
        assertThat(found("in=#tea")).hasSize(10);
        assertThat(found("in=#none;text=green")).isEmpty();
        assertThat(found("text=green;limit=0")).isEmpty();
    }

    @Test
    void timesAreInclusiveAndAfterBeginsThere() {
        assertThat(found("in=#tea;after=" + times.get(7))).containsExactly("m7", "m8", "m9 green tea");
        assertThat(found("in=#tea;before=" + times.get(1))).containsExactly("m0 green tea", "m1");
        assertThat(found("in=#tea;limit=2;after=" + times.get(4))).containsExactly("m4", "m5");
        assertThat(found("in=#tea;limit=2;before=" + times.get(4))).containsExactly("m3 green tea", "m4");
        assertThat(found("in=#tea;after=" + times.get(2) + ";before=" + times.get(4)))
                .containsExactly("m2", "m3 green tea", "m4");
    }

    @Test
    void personsAreFoundAndWhatOneWasTold() {
        IrcPerson cat = IrcPerson.enterAt(server, "#tea", "cat");
        cat.ask("PRIVMSG bob :green secret");
        ReceivedLine unused = bob.expectEnd("green secret");

        assertThat(found("from=CAT")).containsExactly("green secret");
        assertThat(found("from=ann;limit=1")).containsExactly("m9 green tea");
        assertThat(found("in=cat;text=green")).containsExactly("green secret");
        assertThat(found("in=ann;text=green")).isEmpty();
        assertThat(found("text=green;limit=2")).containsExactly("m9 green tea", "green secret");
    }

    @Test
    void whatCannotBeMeantIsAFailure() {
        for (String wrong : List.of("limit=x", "after=yesterday", "before=1", "text=" + "a\\s".repeat(17))) {
            String key = wrong.substring(0, wrong.indexOf('='));
            assertThat(bob.ask("SEARCH " + wrong)).singleElement().asString()
                    .startsWith("FAIL SEARCH INVALID_PARAMS " + key);
        }
        assertThat(bob.ask("SEARCH before=yesterday")).singleElement().asString()
                .endsWith("A time is written 2026-11-20T12:30:00Z");
        assertThat(bob.ask("SEARCH")).containsExactly(
                "FAIL SEARCH NEED_MORE_PARAMS :Look for what? SEARCH text=tea;from=bob;in=#lobby");
    }

    @Test
    void peopleWhoseClientKnowsNoSearchesMayTypeIt() {
        IrcPerson cat = IrcPerson.enterAt(server, "#tea", "cat", "batch");

        assertThat(told(cat, "green tea m3")).singleElement().asString()
                .matches("\\[.*\\d\\d:\\d\\d] #tea <ann> m3 green tea");
        assertThat(told(cat, "text=green;from=ann;limit=2")).hasSize(2).last().asString().endsWith("m9 green tea");
        assertThat(told(cat, "from=ann;in=#tea")).hasSize(10);
        assertThat(cat.askFully("SEARCH nothing")).singleElement()
                .satisfies(line -> assertThat(line.last()).startsWith("Nothing found; "));
    }

    @Test
    void peopleAreToldHowToGetOlderOnes() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann2");
        ann.ask("PRIVMSG #tea :m10");
        bob.expectEnd("m10");
        IrcPerson cat = IrcPerson.enterAt(server, "#tea", "cat", "batch");

        List<String> newest = told(cat, "in=#tea");
        assertThat(newest).hasSize(11).last().isEqualTo("For older ones: SEARCH in=#tea;before=" + times.get(0));
        List<String> older = told(cat, "in=#tea;before=" + times.get(0));
        assertThat(older).singleElement().asString().endsWith("m0 green tea");
        assertThat(told(cat, "in=#tea;after=" + times.get(0))).hasSize(11).last()
                .satisfies(hint -> {
                    assertThat(hint).startsWith("For later ones: SEARCH in=#tea;after=");
                    assertThat(told(cat, hint.substring("For later ones: SEARCH ".length())))
                            .singleElement().asString().endsWith("m10");
                });
        assertThat(told(cat, "m3")).hasSize(1);
    }

    /** What a person reads below the line that says so. */
    private static List<String> told(IrcPerson person, String words) {
        List<ReceivedLine> lines = person.askFully("SEARCH " + words);
        assertThat(lines).extracting(ReceivedLine::command).containsOnly("NOTICE");
        assertThat(lines.getFirst().last()).isEqualTo("Found, the newest last:");
        return lines.stream().skip(1).map(ReceivedLine::last).toList();
    }

    @Test
    void aStoredRoomThatNobodyIsInIsSearchedAsItsModesSay() {
        IrcPerson eve = IrcPerson.enterAt(server, "#open", "eve");
        eve.ask("PRIVMSG #open :purple one");
        eve.ask("JOIN #shut");
        eve.ask("PRIVMSG #shut :purple two");
        eve.ask("MODE #shut +k key");
        eve.ask("JOIN #dark");
        eve.ask("PRIVMSG #dark :purple three");
        eve.ask("MODE #dark +s");
        eve.ask("JOIN 0");
        eve.ask("JOIN #tea");
        eve.ask("PRIVMSG #tea :that was all");
        ReceivedLine unused = bob.expectEnd("that was all"); // So all before it has been kept.

        assertThat(found("text=purple")).containsExactly("purple one");
        assertThat(found("text=purple;in=#open")).containsExactly("purple one");
        assertThat(found("text=purple;in=#shut")).isEmpty();
        assertThat(found("text=purple;in=#dark")).isEmpty();
    }

    @Test
    void manyAreAnsweredInPieces() {
        assertThat(found("in=#tea;limit=9")).hasSize(9).startsWith("m1").endsWith("m9 green tea");
    }
}
