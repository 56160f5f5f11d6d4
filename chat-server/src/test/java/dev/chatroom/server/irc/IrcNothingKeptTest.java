package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code --history 0} for IRC clients, which fetch and look for what was said by themselves. */
class IrcNothingKeptTest {
    private static final String[] FETCHING =
            {"draft/chathistory", "soju.im/search", "batch", "server-time", "message-tags"};

    @TempDir
    Path folder;

    @RegisterExtension
    final RunningServer server =
            new RunningServer().configure(config -> config.historyShown(0)).limit(Limit.HISTORY, 0);

    private IrcPerson afterTea(String... capabilities) {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        ann.ask("PRIVMSG #tea :green tea");
        return IrcPerson.enterAt(server, "#tea", "bob", capabilities);
    }

    private static List<String> asked(IrcPerson bob, String question) {
        List<ReceivedLine> lines = bob.askFully(question);
        assertThat(lines.getFirst().brief()).as(question).startsWith("BATCH +");
        return lines.subList(1, lines.size() - 1).stream().map(ReceivedLine::last).toList();
    }

    @Test
    void nothingIsFetchedOrFound() {
        IrcPerson bob = afterTea(FETCHING);

        for (String question : new String[] {
            "CHATHISTORY LATEST #tea * 50",
            "CHATHISTORY AFTER #tea timestamp=2000-01-01T00:00:00.000Z 50",
            "CHATHISTORY BEFORE #tea timestamp=2100-01-01T00:00:00.000Z 50",
            "CHATHISTORY AROUND #tea timestamp=2100-01-01T00:00:00.000Z 50",
            "CHATHISTORY BETWEEN #tea timestamp=2000-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 50",
            "CHATHISTORY TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 50",
            "SEARCH text=green", "SEARCH from=ann;in=#tea",
        }) {
            assertThat(asked(bob, question)).as(question).isEmpty();
        }
    }

    @Test
    void peopleAreToldThatNothingIsKept() {
        IrcPerson bob = afterTea();

        assertThat(bob.ask("SEARCH green")).singleElement().asString()
                .endsWith("Nothing found; no history of channels is kept here");
    }

    @Test
    void whatAFolderKeepsIsFetchedAndFound() {
        server.configure(config -> config.data(DataConfig.in(folder)));
        IrcPerson bob = afterTea(FETCHING);

        assertThat(asked(bob, "CHATHISTORY LATEST #tea * 50")).containsExactly("green tea");
        assertThat(asked(bob, "SEARCH text=green")).containsExactly("green tea");
    }
}
