package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code --history 0}: newcomers are shown nothing, and without a folder nobody can ask for anything that was said. */
class NothingShownTest {
    private static final String NONE_KEPT = "* no history is kept here";

    @TempDir
    Path folder;

    @RegisterExtension
    final RunningServer server =
            new RunningServer().configure(config -> config.historyShown(0)).limit(Limit.HISTORY, 0);

    private ChatClient afterTea() {
        ChatClient ann = server.enter("ann");
        ann.send("green tea");
        ann.sync();
        return server.enter("bob");
    }

    @Test
    void whatWasSaidIsNeitherShownNorFound() {
        ChatClient bob = afterTea();

        for (String question : new String[] {
            "/history", "/history 5", "/history today", "/history before tomorrow", "/search green", "/search from:ann",
        }) {
            bob.send(question);
            assertThat(bob.sync()).as(question).containsExactly(NONE_KEPT);
        }
        bob.send("/more");
        bob.expectNext("* there is nothing more to show");
    }

    @Test
    void whoIsBackIsToldNothingOfTheTimeBetween() {
        ChatClient bob = afterTea();
        bob.send("/join tea");
        bob.sync();
        bob.close();
        ChatClient ann = server.enter("eve");
        ann.send("/join tea");
        ann.send("meanwhile");
        ann.sync();

        ChatClient again = server.enter("bob");
        assertThat(again.sync()).isEmpty();
        again.send("/join tea");

        assertThat(again.sync()).noneMatch(line -> line.contains("since you left") || line.contains("meanwhile"));
    }

    @Test
    void whatAFolderKeepsIsToldToThoseWhoAsk() {
        server.configure(config -> config.data(DataConfig.in(folder)));
        ChatClient bob = afterTea();

        assertThat(bob.sync()).noneMatch(line -> line.contains("green tea"));
        bob.send("/history");
        assertThat(bob.sync()).hasSize(2).last().asString().endsWith("ann: green tea");
        bob.send("/search green");
        assertThat(bob.sync()).hasSize(2).last().asString().endsWith("[lobby] ann: green tea");
    }
}
