package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** If what is kept cannot be read, clients are told so as the commands say, and everything else goes on. */
class IrcUnreadableHistoryTest {
    @TempDir
    static Path folder;

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.data(DataConfig.in(folder)));

    private static void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void anAnswerIsAFailureAndTheClientStays() throws Exception {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", "draft/chathistory", "batch", "labeled-response");
        ann.ask("PRIVMSG #tea :a word");
        ann.ask("JOIN #pot");
        ann.ask("PRIVMSG #pot :a word");
        ann.ask("PART #pot");
        change("alter table event rename to away");

        assertThat(ann.askFully("@label=7 CHATHISTORY LATEST #tea * 5")).anySatisfy(line -> {
            assertThat(line.brief()).startsWith("FAIL CHATHISTORY MESSAGE_ERROR");
            assertThat(line.tag("label")).isEqualTo("7");
        });
        assertThat(ann.ask("JOIN #pot")).anyMatch(line -> line.startsWith("437 #pot"));
        change("alter table away rename to event");
        assertThat(ann.ask("CHATHISTORY LATEST #tea * 5")).anyMatch(line -> line.endsWith("a word"));
        assertThat(ann.ask("JOIN #pot")).isNotEmpty().noneMatch(line -> line.startsWith("437 "));
    }
}
