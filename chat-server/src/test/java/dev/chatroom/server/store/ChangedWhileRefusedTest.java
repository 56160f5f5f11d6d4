package dev.chatroom.server.store;

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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whoever changes how a room is run while the disk takes nothing is told that it may be forgotten. Ann runs tea, and the server. */
class ChangedWhileRefusedTest {
    private static final String FORGOTTEN =
            "* but that is forgotten if the server restarts before its disk takes something again";
    private static final String FORGOTTEN_IRC =
            "NOTICE ann :That is forgotten if the server restarts before its disk takes something again";
    private static final String REFUSED =
            "* nothing was changed: the server's disk takes nothing now; try again later";

    @TempDir
    static Path folders;

    private final Path folder = folders.resolve(Long.toString(System.nanoTime()));

    @RegisterExtension
    final RunningServer server = new RunningServer()
            .configure(config -> config.data(DataConfig.in(folder)).operator("root", "open sesame"));

    private ChatClient ann() {
        ChatClient ann = server.enterAt("tea", "ann");
        ann.send("/oper root open sesame");
        ann.expectStart("* you run the server");
        return ann;
    }

    /** From now on. It can be read in any case. */
    private void diskTakesNothing(ChatClient somebody) throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = other.createStatement()) {
            statement.execute("pragma busy_timeout=30000");
            statement.execute(
                    "create trigger refuse before insert on event begin insert into nowhere values (1); end");
        }
        somebody.send("is anything written?");
        somebody.expectStart("* the server's disk takes nothing");
    }

    private static List<String> asks(ChatClient client, String line) {
        client.send(line);
        return client.sync();
    }

    @Test
    void peopleAreToldThatItMayBeForgotten() throws SQLException {
        ChatClient ann = ann();
        ChatClient cat = server.enterAt("tea", "cat");
        ChatClient bob = server.enterAt("tea", "bob");
        assertThat(asks(ann, "/mode key abc")).doesNotContain(FORGOTTEN);

        diskTakesNothing(ann);

        for (String change : List.of("/mode key xyz", "/mode invite-only on", "/mute bob", "/ban bob", "/unban bob",
                "/ban *!*@elsewhere", "/banip 10.1.2.3", "/unbanip 10.1.2.3")) {
            assertThat(asks(ann, change)).as(change).last().isEqualTo(FORGOTTEN);
        }
        assertThat(asks(ann, "/mode invite-only on")).as("what changes nothing").doesNotContain(FORGOTTEN);
        assertThat(asks(ann, "/unbanip")).doesNotContain(FORGOTTEN);
        assertThat(cat.sync()).contains("* ann muted bob").doesNotContain(FORGOTTEN);
        bob.expectStart("* ann put you out of tea");
    }

    @Test
    void clientsAreToldToo() throws SQLException {
        ChatClient bob = server.enterAt("milk", "bob");
        ChatClient ann = server.connect();
        ann.sendText("NICK ann\r\nUSER ann 0 * :ann\r\nJOIN #tea\r\nOPER root :open sesame\r\n");
        ann.until(line -> line.contains(" 381 "), "that ann runs the server");

        diskTakesNothing(bob);

        for (String change : List.of(
                "MODE #tea +k abc", "MODE #tea +b eve", "DLINE 10.1.2.3", "UNDLINE 10.1.2.3")) {
            ann.sendText(change + "\r\nPING barrier\r\n");
            assertThat(ann.until(line -> line.contains("PONG"), "the PONG").stream()
                    .map(line -> line.replaceFirst("^:\\S+ ", "")).toList()).as(change).contains(FORGOTTEN_IRC);
        }
        ann.sendText("MODE #tea +v ann\r\nPING barrier\r\n");
        assertThat(ann.until(line -> line.contains("PONG"), "the PONG")).noneMatch(line -> line.contains("forgotten"));
    }

    @Test
    void whereAllHasToBeKeptItIsRefused() throws SQLException {
        DataConfig all = DataConfig.in(folder);
        server.configure(config -> config.data(new DataConfig(
                folder, false, true, Optional.empty(), all.keepBytes(), all.readTime(), all.readsWaiting())));
        ChatClient ann = ann();
        ChatClient bob = server.enterAt("tea", "bob");

        diskTakesNothing(ann);

        assertThat(asks(ann, "/mode key xyz")).contains(REFUSED);
        assertThat(asks(ann, "/ban bob")).contains(REFUSED);
        assertThat(asks(ann, "/mute bob")).contains(REFUSED);
        assertThat(asks(ann, "/voice bob")).contains("* you gave bob a voice in tea");
        assertThat(asks(ann, "/kick bob")).contains("* you put bob out of tea");
        assertThat(asks(ann, "/banip 10.1.2.3")).last().isEqualTo(FORGOTTEN);
        bob.expectStart("* ann put you out of tea");
    }
}
