package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Channels that are kept go on without an operator when theirs has parted, who is told so. */
class IrcKeptChannelTest {
    @TempDir
    static Path folders;

    private final Path folder = folders.resolve(Long.toString(System.nanoTime()));

    @RegisterExtension
    final RunningServer server = new RunningServer()
            .configure(config -> config.data(DataConfig.in(folder)).operator("root", "open sesame"));

    @RegisterExtension
    final RunningServer unrun =
            new RunningServer().configure(config -> config.data(DataConfig.in(folder.resolve("unrun"))));

    @Test
    void whoeverLeavesOthersBehindIsToldWhoRunsTheChannelNow() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson.enterAt(server, "#tea", "bob").sync();
        ann.sync();

        assertThat(ann.ask("PART #tea")).containsExactly("ann PART #tea",
                "NOTICE ann :You were the only operator of #tea: only those who run the server run it now");
    }

    @Test
    void whoeverIsAloneIsToldThatTheModesStay() {
        IrcPerson ann = IrcPerson.enterAt(unrun, "#tea,#den", "ann");
        ann.ask("MODE #tea +k sesame");

        assertThat(ann.ask("PART #tea,#den")).containsExactly("ann PART #tea",
                "NOTICE ann :You were the only operator of #tea: nobody can run it now, and its modes stay",
                "ann PART #den");
    }
}
