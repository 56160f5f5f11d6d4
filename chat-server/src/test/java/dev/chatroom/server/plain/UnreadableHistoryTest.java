package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** If what is kept cannot be read, people are told so, and everything else goes on. */
class UnreadableHistoryTest {
    @TempDir
    static Path folders;

    private final Path folder = folders.resolve(Long.toString(System.nanoTime()));

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.data(DataConfig.in(folder)));

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static List<String> asks(ChatClient client, String question) {
        client.send(question);
        return client.sync();
    }

    @Test
    void whoAsksIsToldAndStays() throws Exception {
        ChatClient ann = server.enter("ann");
        assertThat(asks(ann, "a word")).isEmpty();
        assertThat(asks(ann, "/history")).hasSize(2);
        change("alter table event rename to away");

        assertThat(asks(ann, "/history"))
                .contains("* the history cannot be read at the moment; try again later");
        assertThat(asks(ann, "/search word"))
                .contains("* the history cannot be read at the moment; try again later");
        change("alter table away rename to event");
        assertThat(asks(ann, "/history")).anyMatch(line -> line.endsWith("ann: a word"));
        assertThat(asks(ann, "/search word")).anyMatch(line -> line.endsWith("ann: a word"));
    }

    @Test
    void aStoredRoomIsNotEnteredAndNobodyIsThrownOut() throws Exception {
        ChatClient ann = server.enter("ann");
        assertThat(asks(ann, "/join tea")).isNotEmpty();
        assertThat(asks(ann, "a word")).isEmpty();
        assertThat(asks(ann, "/leave tea")).isNotEmpty();
        change("alter table room rename to away");

        assertThat(asks(ann, "/join tea"))
                .contains("* tea cannot be read from the disk at the moment; try again later");
        assertThat(asks(ann, "/rooms")).isNotEmpty();
        change("alter table away rename to room");
        assertThat(asks(ann, "/join tea")).anyMatch(line -> line.endsWith("ann: a word"));
    }

    @Test
    void whoComesToALobbyThatCannotBeReadIsInTheChatAllTheSame() throws Exception {
        assertThat(server.server().connections()).isZero();
        change("alter table room rename to away");
        ChatClient ann = server.connect();

        assertThat(ann.until(line -> line.startsWith("* you are in no room yet"), "greeting"))
                .contains("* lobby cannot be read from the disk at the moment; try again later");
        change("alter table away rename to room");
        assertThat(asks(ann, "/join lobby")).noneMatch(line -> line.contains("cannot"));
        assertThat(asks(ann, "/who")).containsExactly("* 1 in lobby: guest-1");
    }
}
