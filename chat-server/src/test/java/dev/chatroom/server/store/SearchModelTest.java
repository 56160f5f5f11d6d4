package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.server.store.tables.StatementList;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index finds what a plain scan of all messages finds, in any script, and nothing else. */
class SearchModelTest {
    private static final List<String> NAMES = List.of("ann", "bob", "Zoë");
    private static final List<String> ROOMS = List.of("tea", "pot", "東京");

    /** Words of several scripts, and what stands between words; each part is as long as a person may write it. */
    private static final List<String> PARTS = List.of(
            "green", "Tea", "TEA", "tea-time", "a", "x1", "Straße", "STRASSE", "naïve", "nai\u0308ve", "Вода", "вода",
            "ёж", "שלום", "שָׁלוֹם", "مرحبا", "東京都", "京都", "日本語", "カタカナ", "カー", "ひらがな", "ไทย", "ภาษา", "한국어", "नमस्ते",
            "🙂", "👩‍👩‍👧", "🇩🇪", "e\u0301", "\u0301", "%", "*", "\"", "'", "(", ")", "AND", "OR", "NOT", "NEAR",
            "text:", "^",
            "r1", "-", "_", ".", "1,000", "𝒳", "ﬁn", "İ", "ı", "ß", "Ω", "𠮷野家", "\u00ad", "\u200b");

    /** A word by itself, in scripts that put no blanks between words. */
    private static final Pattern ALONE = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\x{30FC}&&\\p{L}]\\p{M}*|[\\p{L}\\p{Nd}\\p{M}"
                    + "&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\x{30FC}]]+");

    /** Another room, in which so much is said that everything of before is indexed. */
    private static final String OTHER = "other";

    @TempDir
    Path folder;

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            text.append(any(random, PARTS)).append(random.nextInt(3) == 0 ? "" : " ");
        }
        return text.toString().strip();
    }

    private static <T> T any(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theIndexFindsWhatAScanFinds(long seed) throws SQLException {
        Random random = new Random(seed);
        try (SqliteHistory store = SqliteHistory.open(
                folder, false, new ReadBounds(Duration.ofMinutes(1), 256), Clock.systemUTC(), keeping -> {
                })) {
            List<Message> said = talk(random, store);
            int found = 0;
            for (int i = 0; i < 400; i++) {
                HistorySearch search = search(random, said);
                List<Message> expected = said.stream()
                        .filter(message -> isExpected(message, search))
                        .sorted(search.end() == End.OLDEST
                                ? Comparator.comparingLong(Message::id)
                                : Comparator.comparingLong(Message::id).reversed())
                        .limit(search.limit())
                        .toList();
                assertThat(store.search(search)).as("%s", search).isEqualTo(expected);
                found += expected.size();
            }
            assertThat(found).as("something is looked for that is there").isGreaterThan(400);
        }
    }

    private List<Message> talk(Random random, SqliteHistory store) throws SQLException {
        Chat chat = Chat.builder().limits(Limits.standard().with(Limit.RATE, 0)).history(store)
                .userIds(IdGenerator.sequential()).open();
        List<Message> said = new ArrayList<>();
        for (String name : NAMES) {
            User user = chat.enter("test", Profile.NONE, () -> {
            });
            assertThat(chat.rename(user, name)).isInstanceOf(Outcome.Done.class);
            ROOMS.forEach(room -> assertThat(chat.join(user, room)).isInstanceOf(Outcome.Done.class));
        }
        for (int i = 0; i < 300; i++) {
            if (i == 150) {
                letIndex(chat, store);
            }
            User user = chat.find(any(random, NAMES)).orElseThrow();
            Membership place = any(random, user.memberships());
            if (place.say(text(random, 6)) instanceof Outcome.Done<?>(Message message)) {
                said.add(message);
            }
        }
        store.awaitWritten();
        return said;
    }

    /** So that a part is found in the index, and a part, as a rule, is not in it yet. */
    private void letIndex(Chat chat, SqliteHistory store) throws SQLException {
        User user = chat.find(NAMES.getFirst()).orElseThrow();
        if (!(chat.join(user, OTHER) instanceof Outcome.Done<Membership>(Membership place))) {
            throw new AssertionError("nobody comes in");
        }
        for (long bytes = 0; bytes < Indexer.ENOUGH_BYTES; bytes += 1_000) {
            assertThat(place.say("x".repeat(1_000))).isInstanceOf(Outcome.Done.class);
        }
        store.awaitWritten();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                PreparedStatement left = connection.prepareStatement(
                        "select count(*) from event, indexed where id > event and kind <= 3")) {
            while (StatementList.number(left) > 0) {
                assertThat(Thread.interrupted()).isFalse();
            }
        }
    }

    private static HistorySearch search(Random random, List<Message> said) {
        Map<String, HistoryPoint> rooms = ROOMS.stream()
                .filter(room -> random.nextInt(4) > 0)
                .collect(Collectors.toMap(room -> room, room -> HistoryPoint.BEGINNING));
        List<String> phrases = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            phrases.add(random.nextBoolean() ? any(random, PARTS) : piece(random, any(random, said).text()));
        }
        return new HistorySearch(rooms, phrases,
                random.nextInt(3) == 0 ? Optional.of(any(random, NAMES)) : Optional.empty(),
                random.nextInt(3) == 0 ? point(random, said) : HistoryPoint.BEGINNING,
                random.nextInt(3) == 0 ? point(random, said) : HistoryPoint.END,
                any(random, List.of(End.values())), 1 + random.nextInt(20), HistoryQuery.ANYBODY);
    }

    /** What somebody remembers of a text. */
    private static String piece(Random random, String text) {
        List<String> words = words(text);
        if (words.isEmpty()) {
            return text;
        }
        int from = random.nextInt(words.size());
        return String.join(" ", words.subList(from, from + 1 + random.nextInt(Math.min(3, words.size() - from))));
    }

    private static HistoryPoint point(Random random, List<Message> said) {
        Message near = any(random, said);
        return random.nextBoolean() ? new HistoryPoint.OfId(near.id()) : new HistoryPoint.OfTime(near.at());
    }

    private static List<String> words(String text) {
        return ALONE.matcher(dev.chatroom.core.text.CaseFold.key(text)).results().map(found -> found.group()).toList();
    }

    private static boolean isExpected(Message message, HistorySearch search) {
        String all = " " + String.join(" ", words(message.text())) + " ";
        return search.rooms().containsKey(message.room().key())
                && search.after().compare(message) > 0
                && search.before().compare(message) < 0
                && search.author().filter(name -> !message.author().nickname().key().equals(name)).isEmpty()
                && search.phrases().stream().map(SearchModelTest::words)
                        .allMatch(phrase -> !phrase.isEmpty() && all.contains(" " + String.join(" ", phrase) + " "));
    }
}
