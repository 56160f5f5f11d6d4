package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How far somebody has read (IRCv3 draft/read-marker) is known after a restart of the server. */
class KeptMarkersTest {
    private static final String NOON = " timestamp=2026-03-01T12:00:00.000Z";

    @TempDir
    static Path folder;

    @RegisterExtension
    final RunningServer first = new RunningServer().configure(config -> config.data(DataConfig.in(folder)));

    @RegisterExtension
    final RunningServer second = new RunningServer().configure(config -> config.data(DataConfig.in(folder)));

    @Test
    void aMarkerOfARoomOutlivesTheServerAndNoneOfAPersonDoes() {
        IrcPerson ann = IrcPerson.enterAt(first, "#tea", "ann", "draft/read-marker");
        assertThat(ann.ask("MARKREAD #Tea" + NOON)).hasSize(1);
        assertThat(ann.ask("MARKREAD bob" + NOON)).hasSize(1);
        first.server().close();

        IrcPerson again = IrcPerson.enter(second, "ANN", "draft/read-marker");
        assertThat(again.ask("MARKREAD #tea")).as("nobody outside is told").containsExactly("MARKREAD #tea *");
        assertThat(again.ask("JOIN #tea")).contains("MARKREAD #tea" + NOON);
        assertThat(again.ask("MARKREAD bob")).containsExactly("MARKREAD bob *");
        assertThat(again.ask("MARKREAD #tea timestamp=2025-03-01T12:00:00.000Z")).as("never back")
                .containsExactly("MARKREAD #tea" + NOON);
        assertThat(IrcPerson.enterAt(second, "#tea", "bob", "draft/read-marker").ask("MARKREAD #tea"))
                .containsExactly("MARKREAD #tea *");
    }

    @Test
    void ofAChannelThatOneIsNotInNothingIsKept() {
        IrcPerson ann = IrcPerson.enterAt(first, "#tea", "ann", "draft/read-marker");
        IrcPerson bob = IrcPerson.enterAt(first, "#pot", "bob", "draft/read-marker");
        assertThat(bob.ask("MARKREAD #tea" + NOON)).containsExactly("MARKREAD #tea *");
        assertThat(bob.ask("MARKREAD #invented" + NOON)).containsExactly("MARKREAD #invented *");
        assertThat(bob.ask("JOIN #tea")).contains("MARKREAD #tea *");
        assertThat(bob.ask("JOIN #invented")).contains("MARKREAD #invented *");

        assertThat(ann.ask("MARKREAD #Tea" + NOON)).contains("MARKREAD #Tea" + NOON);
        List<String> unused = ann.ask("PART #tea");
        assertThat(ann.ask("MARKREAD #tea")).endsWith("MARKREAD #tea *");
        assertThat(ann.ask("JOIN #tea")).contains("MARKREAD #tea" + NOON);
    }
}
