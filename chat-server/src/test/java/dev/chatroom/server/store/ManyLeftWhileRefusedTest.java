package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.Chat;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.text.RoomName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody who comes while the disk takes nothing gets a room that others left with a key, whatever they do. */
@Timeout(120)
class ManyLeftWhileRefusedTest {
    private static final int BYTES = 512 * 1024;

    /** More than are kept in memory. */
    private static final int MANY = 2 * BYTES / WriteTask.SNAPSHOT;

    @TempDir
    Path folder;

    private final BlockingQueue<Boolean> keeping = new ArrayBlockingQueue<>(16);
    private SqliteHistory store;
    private Chat chat;
    private User eve;

    @BeforeEach
    void aRoomThatIsLeftWithAKeyWhileTheDiskRefuses() throws Exception {
        Clock clock = Clock.systemUTC();
        store = SqliteHistory.open(
                StoreSettings.in(folder, false, new ReadBounds(Duration.ofMinutes(1), 10)), clock, keeping::add, BYTES);
        chat = Chat.builder()
                .limits(Limits.standard().with(Limit.RATE, 0))
                .history(store)
                .userIds(IdGenerator.sequential())
                .eventIds(IdGenerator.timeOrderedAfter(clock, 0))
                .open();
        Membership ann = done(chat.join(enter("ann"), "club"));
        done(ann.say("hello"));
        store.awaitWritten();
        refuse(true);
        done(ann.say("is anything written?"));
        assertThat(keeping.poll(60, TimeUnit.SECONDS)).isFalse();
        done(ann.change(List.of(new ModeChange.KeyChange("abc"))));
        done(chat.leave(ann, ""));
        eve = enter("eve");
    }

    @AfterEach
    void close() {
        chat.close();
    }

    /** The disk takes nothing that is said any more, or all again; it can be read in any case. */
    private void refuse(boolean nothing) throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = other.createStatement()) {
            statement.execute("pragma busy_timeout=30000");
            statement.execute(nothing
                    ? "create trigger refuse before insert on event begin insert into nowhere values (1); end"
                    : "drop trigger refuse");
        }
    }

    private void diskTakesAllAgain() throws Exception {
        refuse(false);
        assertThat(keeping.poll(60, TimeUnit.SECONDS)).isTrue();
    }

    private User enter(String name) {
        User user = chat.enter("test", Profile.NONE, () -> {
        });
        done(chat.rename(user, name));
        return user;
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    private static Refusal refusal(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).refusal();
    }

    /** So many rooms are made and left. */
    private void emptied(int rooms, String topic) {
        for (int i = 0; i < rooms; i++) {
            if (chat.join(eve, "room" + i) instanceof Outcome.Done<Membership>(Membership room)) {
                if (!topic.isEmpty()) {
                    done(room.setTopic(topic));
                }
                done(chat.leave(room, ""));
            }
        }
        store.awaitWritten();
    }

    @Test
    void whoIsRefusedAgainAndAgainIsRefusedStill() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(refusal(chat.join(eve, "club"))).isInstanceOf(Refusal.WrongKey.class);
        }

        diskTakesAllAgain();
        assertThat(refusal(chat.join(eve, "club"))).isInstanceOf(Refusal.WrongKey.class);
        assertThat(done(chat.join(eve, "club", JoinOptions.withKey("abc"))).isOperator()).isFalse();
    }

    @Test
    void manyOpenRoomsPushItOutOfNoMemory() throws Exception {
        emptied(MANY, "");

        assertThat(refusal(chat.join(eve, "club"))).isInstanceOf(Refusal.WrongKey.class);
        assertThat(done(chat.join(eve, "another")).isOperator()).isTrue();

        diskTakesAllAgain();
        assertThat(refusal(chat.join(eve, "club"))).isInstanceOf(Refusal.WrongKey.class);
    }

    @Test
    void nobodyComesIntoARoomOfWhichItIsNotKnownHowItWasLeft() throws Exception {
        emptied(MANY, "as the room was left");

        assertThat(refusal(chat.join(eve, "club"))).isInstanceOf(Refusal.RoomUnreadable.class);
        assertThatThrownBy(() -> store.kept(new RoomName("club", "club")))
                .isInstanceOf(UnreadableHistoryException.class);
        assertThat(store.kept(room -> true, true, 10).rooms()).extracting(room -> room.snapshot().name().key())
                .doesNotContain("club");
        assertThat(done(chat.join(eve, "another")).isOperator()).isTrue();

        diskTakesAllAgain();
        assertThat(done(chat.join(eve, "club")).isOperator()).isFalse();
    }
}
