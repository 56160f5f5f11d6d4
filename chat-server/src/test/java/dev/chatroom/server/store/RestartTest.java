package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.Chat;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery.Detail;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.store.tables.Schema;
import dev.chatroom.server.store.tables.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A room is after a restart as it was before, without its members. */
class RestartTest {
    private static final ReadBounds BOUNDS = new ReadBounds(Duration.ofMinutes(1), 256);

    @TempDir
    Path folder;

    private SqliteHistory store;
    private Chat chat;

    @BeforeEach
    void open() {
        open(Clock.systemUTC());
    }

    private void open(Clock clock) {
        store = SqliteHistory.open(folder, false, BOUNDS, clock, keeping -> {
        });
        chat = Chat.builder()
                .clock(clock)
                .limits(Limits.standard().with(Limit.RATE, 0))
                .keep("lobby", RoomOwner.SERVER_OPERATORS)
                .history(store)
                .userIds(IdGenerator.sequentialAfter(store.lastUser()))
                .eventIds(IdGenerator.timeOrderedAfter(clock, store.lastEvent()))
                .open();
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private void restart() {
        close();
        open();
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    private Membership member(String name, String room) {
        User user = chat.enter("test", Profile.NONE, () -> {
        });
        done(chat.rename(user, name));
        return done(chat.join(user, room));
    }

    private static RoomView view(Membership place) {
        return place.room().view(9, 9);
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::text).toList();
    }

    @Test
    void aRoomGoesOnWithTopicModesAndWords() {
        Membership ann = member("ann", "Tea");
        done(ann.say("one"));
        done(ann.setTopic("green"));
        done(ann.change(List.of(
                new ModeChange.FlagChange(RoomFlag.TOPIC_LOCKED, true),
                new ModeChange.LimitChange(7),
                new ModeChange.MaskChange(MaskKind.BAN, "eve!*@*", true, List.of("eve")))));
        done(ann.say("two"));
        RoomView before = view(ann);

        restart();
        RoomView after = view(member("bob", "tea"));

        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.topic()).isEqualTo(before.topic());
        assertThat(after.modes()).isEqualTo(before.modes());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.recent()).isEqualTo(before.recent());
        assertThat(after.position()).isGreaterThan(before.position());
        assertThat(after.present()).isEqualTo(1);
    }

    @Test
    void aRoomThatEmptiesGoesOnWithoutARestart() {
        Membership ann = member("ann", "tea");
        done(ann.say("one"));
        done(ann.change(List.of(new ModeChange.FlagChange(RoomFlag.SECRET, true))));
        done(chat.leave(ann, ""));

        Membership bob = member("bob", "tea");

        assertThat(view(bob).modes().has(RoomFlag.SECRET)).isTrue();
        assertThat(texts(view(bob).recent())).containsExactly("one");
    }

    @Test
    void nobodyRunsAStoredRoomByEnteringIt() {
        Membership ann = member("ann", "tea");
        done(ann.say("mine"));
        assertThat(ann.room().ranksOf(ann.user().id()).orElseThrow()).contains(Rank.OPERATOR);

        restart();
        Membership bob = member("bob", "tea");

        assertThat(bob.room().ranksOf(bob.user().id()).orElseThrow()).isEmpty();
        assertThat(view(bob).owner()).isEqualTo(RoomOwner.SERVER_OPERATORS);
    }

    @Test
    void aRoomInWhichNothingHappenedIsNotKept() {
        Membership ann = member("ann", "tea");
        done(chat.leave(ann, ""));

        Membership bob = member("bob", "tea");

        assertThat(bob.room().ranksOf(bob.user().id()).orElseThrow()).contains(Rank.OPERATOR);
        assertThat(view(bob).position()).isEqualTo(1);
    }

    @Test
    void idsAndSequencesGoOn() {
        Membership ann = member("ann", "tea");
        Set<Long> users = new HashSet<>(Set.of(ann.user().id()));
        List<Long> ids = new ArrayList<>();
        List<Long> sequences = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            var said = done((i == 0 ? ann : member("ann", "tea")).say("line " + i));
            ids.add(said.id());
            sequences.add(said.sequence());
            users.add(said.author().userId());
            restart();
        }

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(sequences).isSorted().doesNotHaveDuplicates();
        assertThat(users).hasSize(3);
    }

    @Test
    void idsGoOnEvenIfTheClockWasSetBack() {
        Membership ann = member("ann", "tea");
        long before = done(ann.say("now")).id();
        close();
        open(Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC));

        assertThat(done(member("ann", "tea").say("long ago")).id()).isGreaterThan(before);
    }

    @Test
    void whatWasTakenBackIsNotInTheFileAnyMore() throws Exception {
        Membership ann = member("ann", "tea");
        long message = done(ann.say("the word is xyzzy")).id();
        done(ann.redact(message, ""));
        close();

        assertThat(Files.readString(folder.resolve("history.db"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("xyzzy");
        open();
    }

    @Test
    void wordsAreFoundAfterARestart() {
        Membership ann = member("ann", "tea");
        done(ann.say("Der Würfel ist gefallen"));
        done(ann.say("東京都に行く"));

        restart();
        Membership bob = member("bob", "tea");

        assertThat(found(bob, "WÜRFEL")).containsExactly("Der Würfel ist gefallen");
        assertThat(found(bob, "京都")).containsExactly("東京都に行く");
        assertThat(found(bob, "都京")).isEmpty();
        assertThat(found(bob, "\" OR text:*")).isEmpty();
    }

    private List<String> found(Membership reader, String phrase) {
        return texts(chat.viewFor(reader.user()).search(Optional.of(new RoomName("tea", "tea")), List.of(phrase),
                Optional.empty(), HistoryPoint.BEGINNING, HistoryPoint.END, End.NEWEST, 9).messages());
    }

    @Test
    void whatWasSaidBeforeIsReadByIt() {
        Membership ann = member("ann", "tea");
        for (int i = 0; i < 200; i++) {
            done(ann.say("line " + i));
        }

        restart();
        Membership bob = member("bob", "tea");

        assertThat(chat.viewFor(bob.user())
                .history(new RoomName("tea", "tea"), HistoryPoint.BEGINNING, HistoryPoint.END, End.OLDEST, 500,
                        Detail.MESSAGES))
                .hasSize(200);
    }

    @Test
    void oneServerHasAFolder() {
        assertThatThrownBy(() -> SqliteHistory.open(folder, false, BOUNDS, Clock.systemUTC(), keeping -> {
        })).isInstanceOf(StoreException.class).hasMessageContaining("another chatroom");
    }

    @Test
    void newerTablesAreNotTouched() throws Exception {
        close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("pragma user_version=99");
        }

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("newer chatroom");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("pragma user_version=" + Schema.CURRENT.version());
        }
        open();
    }

    @Test
    void onlyTheOwnerReadsTheFiles() throws Exception {
        done(member("ann", "tea").say("one"));

        try (var files = Files.list(folder)) {
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------"));
        }
    }

    @Test
    void aSecretRoomThatGoesOnIsCountedOnlyForThoseInside() {
        Membership ann = member("ann", "tea");
        done(ann.change(List.of(new ModeChange.FlagChange(RoomFlag.SECRET, true))));
        User zoe = member("zoe", "lobby").user();
        assertThat(chat.viewFor(zoe).roomCount()).isEqualTo(1);
        assertThat(chat.viewFor(ann.user()).roomCount()).isEqualTo(2);

        done(chat.leave(ann, ""));
        assertThat(chat.viewFor(zoe).roomCount()).as("nobody is in the other").isEqualTo(1);
        restart();
        User again = member("ann", "tea").user();
        zoe = member("zoe", "lobby").user();

        assertThat(chat.viewFor(zoe).roomCount()).isEqualTo(1);
        assertThat(chat.viewFor(again).roomCount()).isEqualTo(2);
    }
}
