package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.RoomOwner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A room that empties while the disk takes nothing is as it was left for whoever comes. */
@Timeout(120)
class LeftWhileRefusedTest {
    @TempDir
    Path folder;

    private final BlockingQueue<Boolean> keeping = new ArrayBlockingQueue<>(16);

    private Membership member(Chat chat, String name, String room) {
        return ((Outcome.Done<Membership>) join(chat, name, room)).value();
    }

    private Outcome<Membership> join(Chat chat, String name, String room) {
        User user = chat.enter("test", Profile.NONE, () -> {
        });
        assertThat(chat.rename(user, name)).isInstanceOf(Outcome.Done.class);
        return chat.join(user, room);
    }

    @Test
    void nobodyTakesItOver() throws Exception {
        SqliteHistory store = SqliteHistory.open(
                folder, false, new ReadBounds(Duration.ofSeconds(10), 10), Clock.systemUTC(), keeping::add);
        try (Chat chat = Chat.builder()
                .limits(Limits.standard().with(Limit.RATE, 0))
                .keep("lobby", RoomOwner.SERVER_OPERATORS)
                .history(store)
                .userIds(IdGenerator.sequential())
                .open()) {
            execute("create trigger refuse before insert on event begin insert into nowhere values (1); end");
            Membership ann = member(chat, "ann", "club");
            assertThat(keeping.poll(60, TimeUnit.SECONDS)).isFalse();
            assertThat(ann.change(List.of(new ModeChange.FlagChange(RoomFlag.INVITE_ONLY, true))))
                    .isInstanceOf(Outcome.Done.class);
            assertThat(chat.leave(ann, "")).isInstanceOf(Outcome.Done.class);

            Outcome<Membership> entered = join(chat, "eve", "club");

            assertThat(entered).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.InviteOnly.class));
            execute("drop trigger refuse");
            assertThat(keeping.poll(60, TimeUnit.SECONDS)).isTrue();
            assertThat(join(chat, "mal", "club")).isInstanceOf(Outcome.Refused.class);
        }
        try (Connection reading = connect();
                Statement statement = reading.createStatement();
                ResultSet twice = statement.executeQuery(
                        "select count(*) - count(distinct sequence) from event")) {
            assertThat(twice.getLong(1)).as("sequences that came twice").isZero();
        }
    }

    private void execute(String sql) throws Exception {
        try (Connection other = connect(); Statement statement = other.createStatement()) {
            statement.execute("pragma busy_timeout=30000");
            statement.execute(sql);
        }
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
    }
}
