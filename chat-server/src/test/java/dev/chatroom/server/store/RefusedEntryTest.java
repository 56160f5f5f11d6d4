package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.JoinOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is not let into a kept room that nobody is in costs no transaction: nothing has happened. */
@Timeout(120)
class RefusedEntryTest {
    @TempDir
    Path folder;

    private SqliteHistory store;
    private Chat chat;
    private User eve;

    @BeforeEach
    void aRoomThatIsLeftWithAKey() {
        Clock clock = Clock.systemUTC();
        store = SqliteHistory.open(
                folder, false, new ReadBounds(Duration.ofSeconds(10), 10), clock, keeping -> {
                });
        chat = Chat.builder()
                .limits(Limits.standard().with(Limit.RATE, 0))
                .history(store)
                .userIds(IdGenerator.sequential())
                .eventIds(IdGenerator.timeOrderedAfter(clock, 0))
                .open();
        Membership ann = done(chat.join(enter("ann"), "club"));
        done(ann.say("hello"));
        done(ann.change(List.of(new ModeChange.KeyChange("abc"))));
        done(chat.leave(ann, ""));
        eve = enter("eve");
    }

    @AfterEach
    void close() {
        chat.close();
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

    private static void refusedForTheKey(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.WrongKey.class));
    }

    @Test
    void nothingIsQueuedForTheWriter() throws SQLException {
        store.awaitWritten();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate"); // What is queued stays queued.
            for (int i = 0; i < 10; i++) {
                refusedForTheKey(chat.join(eve, "club"));
                refusedForTheKey(chat.postInPassing(eve, "club", "no", OutgoingMessage.said("psst")));
            }
            assertThat(store.unwrittenBytes()).isZero();

            done(chat.postInPassing(eve, "club", "abc", OutgoingMessage.said("psst")));
            assertThat(store.unwrittenBytes()).isPositive();
            statement.execute("rollback");
        }
        assertThat(chat.roomCount()).isZero();
        done(chat.join(eve, "club", JoinOptions.withKey("abc")));
    }
}
