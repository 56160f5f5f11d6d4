package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.IdGenerator;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was said is found again, by words and by days, on a server that keeps it. */
class SearchTest {
    @TempDir
    static Path folder;

    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config
            .clock(clock)
            .zone(ZoneOffset.UTC)
            .data(DataConfig.in(folder.resolve(Long.toString(System.nanoTime())))));

    private ChatClient talking(String name, String... lines) {
        ChatClient client = server.enter(name);
        for (String line : lines) {
            client.send(line);
            client.sync();
            clock.advance(Duration.ofSeconds(1));
        }
        return client;
    }

    private static List<String> asks(ChatClient client, String question) {
        client.send(question);
        return client.sync().stream().map(line -> line.replaceFirst("^([-0-9]{10} )?\\d\\d:\\d\\d ", "")).toList();
    }

    @Test
    void wordsAndPhrasesAreFoundNewestFirst() {
        ChatClient ann = talking("ann", "green tea is hot", "tea is green", "coffee");

        assertThat(asks(ann, "/search green"))
                .containsExactly("* found, the newest first:", "[lobby] ann: tea is green",
                        "[lobby] ann: green tea is hot");
        assertThat(asks(ann, "/search \"green tea\"")).endsWith("[lobby] ann: green tea is hot").hasSize(2);
        assertThat(asks(ann, "/search COFFEE")).endsWith("[lobby] ann: coffee").hasSize(2);
        assertThat(asks(ann, "/search gree")).containsExactly("* nothing found for: gree");
    }

    @Test
    void aSearchCanAskForAPersonARoomAndADay() {
        ChatClient bob = talking("bob", "tea from bob");
        clock.advance(Duration.ofDays(2));
        ChatClient ann = talking("ann", "tea from ann", "/join pot", "tea in the pot");
        bob.sync();

        assertThat(asks(ann, "/search tea from:bob")).endsWith("[lobby] bob: tea from bob").hasSize(2);
        assertThat(asks(ann, "/search tea in:pot")).endsWith("[pot] ann: tea in the pot").hasSize(2);
        assertThat(asks(ann, "/search tea before:yesterday")).endsWith("[lobby] bob: tea from bob").hasSize(2);
        assertThat(asks(ann, "/search tea after:yesterday")).hasSize(3);
        assertThat(asks(ann, "/search in:pot")).endsWith("[pot] ann: tea in the pot").hasSize(2);
        assertThat(asks(ann, "/search tea before:noon"))
                .containsExactly("* a day is written 2026-11-20, today or yesterday, not noon");
        assertThat(asks(ann, "/search after:tomorrow"))
                .containsExactly("* a day is written 2026-11-20, today or yesterday, not tomorrow");
    }

    @Test
    void aSearchAfterADayBeginsWithItAndOneBeforeItEndsThere() {
        ChatClient ann = talking("ann", "tea on the first day");
        clock.advance(Duration.ofDays(1));
        talking("bob", "tea on the second").sync();
        ann.sync();

        assertThat(asks(ann, "/search tea after:yesterday")).hasSize(3);
        assertThat(asks(ann, "/search tea after:today")).endsWith("[lobby] bob: tea on the second").hasSize(2);
        assertThat(asks(ann, "/search tea before:today")).endsWith("[lobby] ann: tea on the first day").hasSize(2);
    }

    @Test
    void whatHasNoWordsAndWhatIsLongIsSaidSo() {
        ChatClient ann = talking("ann");

        assertThat(asks(ann, "/search ***")).containsExactly(
                "* nothing found for: ***; a search looks for words of letters or digits");
        assertThat(asks(ann, "/search " + "x".repeat(600)))
                .containsExactly("* nothing found for: " + "x".repeat(60) + "…");
        assertThat(asks(ann, "/search")).containsExactly(
                "* usage: /search WORDS [from:NAME] [in:ROOM] [after:DAY] [before:DAY]");
        assertThat(asks(ann, "/history before")).containsExactly("* a day is written 2026-11-20, today or yesterday");
        assertThat(asks(ann, "/history before 2001-02-03"))
                .containsExactly("* nothing was said in lobby before 2001-02-03");
    }

    @Test
    void historyGoesBackFromAMessageWhoseIdIsKnown() {
        ChatClient ann = talking("ann", "one", "two");
        long id = clock.millis() << IdGenerator.COUNTER_BITS;
        talking("bob", "three").sync();
        ann.sync();

        assertThat(asks(ann, "/history before " + id)).hasSize(3).endsWith("ann: one", "ann: two")
                .first().asString().startsWith("* the last 2 messages in lobby before ");
        assertThat(asks(ann, "/more")).containsExactly("* there is nothing more to show");
        assertThat(asks(ann, "/history before 99999999999999999999"))
                .containsExactly("* a day is written 2026-11-20, today or yesterday, not 99999999999999999999");
    }

    @Test
    void roomsOfOthersAreNotSearched() {
        ChatClient bob = talking("bob", "/join secret", "/mode secret on", "the word is xyzzy");
        bob.sync();
        ChatClient ann = talking("ann");

        assertThat(asks(ann, "/search xyzzy")).containsExactly("* nothing found for: xyzzy");
        for (String room : List.of("secret", "#nosuch", "Größe")) {
            String name = room.replace("#", "");
            assertThat(asks(ann, "/search xyzzy in:" + room)).containsExactly(
                    "* you can search no room called %s; if there is one, /join %s first".formatted(name, name));
        }
    }

    @Test
    void moreShowsOlderOnesUntilThereAreNone() {
        ChatClient ann = talking("ann");
        for (int i = 1; i <= 25; i++) {
            ann.send("tea " + i);
            ann.sync();
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(asks(ann, "/search tea")).hasSize(12).contains("[lobby] ann: tea 25", "[lobby] ann: tea 16")
                .endsWith("* /more shows older ones");
        assertThat(asks(ann, "/more")).hasSize(12).contains("[lobby] ann: tea 15", "[lobby] ann: tea 6");
        assertThat(asks(ann, "/more")).hasSize(6).endsWith("[lobby] ann: tea 1");
        assertThat(asks(ann, "/more")).containsExactly("* there is nothing more to show");
    }

    @Test
    void whateverIsAskedForNextEndsWhatMoreWouldShow() {
        ChatClient ann = talking("ann");
        for (int i = 1; i <= 12; i++) {
            ann.send("tea " + i);
            ann.sync();
        }

        for (String whole : List.of("/search \"tea 4\"", "/search coffee", "/search tea before:noon", "/history today",
                "/history before yesterday", "/history x")) {
            assertThat(asks(ann, "/search tea")).endsWith("* /more shows older ones");
            assertThat(asks(ann, whole)).isNotEmpty();
            assertThat(asks(ann, "/more")).as(whole).containsExactly("* there is nothing more to show");
        }
    }

    @Test
    void moreShowsAsManyAsWereAskedForAndTenAtLeast() {
        ChatClient ann = talking("ann");
        for (int i = 1; i <= 70; i++) {
            ann.send("tea " + i);
            ann.sync();
            clock.advance(Duration.ofSeconds(3));
        }

        assertThat(asks(ann, "/history 2")).hasSize(1 + 2);
        assertThat(asks(ann, "/more")).hasSize(1 + 10).endsWith("ann: tea 68");
        assertThat(asks(ann, "/history 15")).hasSize(1 + 15);
        assertThat(asks(ann, "/more")).hasSize(1 + 15).endsWith("ann: tea 55");
        assertThat(asks(ann, "/more")).hasSize(1 + 15).endsWith("ann: tea 40");
    }

    @Test
    void historyOfADayAndBackwards() {
        ChatClient ann = talking("ann", "first day");
        clock.advance(Duration.ofDays(1));
        talking("bob", "second day").sync();
        ann.sync();

        assertThat(asks(ann, "/history yesterday")).endsWith("ann: first day").hasSize(2);
        assertThat(asks(ann, "/history before today")).hasSize(2)
                .first().asString().matches("\\* the last message in lobby before [-0-9]{10}:");
        assertThat(asks(ann, "/history before today")).contains("ann: first day");
        assertThat(asks(ann, "/history before noon"))
                .containsExactly("* a day is written 2026-11-20, today or yesterday, not noon");
        assertThat(asks(ann, "/history 1969-01-01"))
                .containsExactly("* usage: /history [N|DAY], or /history before DAY");
        assertThat(asks(ann, "/history 1")).endsWith("bob: second day").hasSize(2);
        List<String> more = asks(ann, "/more");
        assertThat(more).first().asString().matches("\\* the last message in lobby before \\d\\d:\\d\\d:");
        assertThat(more).last().asString().endsWith("ann: first day");
        assertThat(asks(ann, "/more")).containsExactly("* there is nothing more to show");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "\"\"", "* OR text:a", "text:", "NEAR(a b)", "a AND NOT b", "%", "'; drop table event;--",
                "from: in: x", "{room} : r1", "in:#lobby zebra", "from:\u0000 x"})
    void hostileQuestionsAreText(String question) {
        ChatClient ann = talking("ann", "a word");

        List<String> answer = asks(ann, "/search " + question);

        assertThat(answer).isNotEmpty().allMatch(line -> line.startsWith("* nothing found for: "));
        assertThat(asks(ann, "/search word")).hasSize(2);
    }
}
