package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rooms that are kept go on without an operator when theirs has left: texts say so before and after. */
class KeptRoomOperatorsTest {
    private static final String LEFT = "* you left den; you are in no room now, /join ROOM to enter one";

    @TempDir
    static Path folders;

    private final Path folder = folders.resolve(Long.toString(System.nanoTime()));

    @RegisterExtension
    final RunningServer server = new RunningServer()
            .configure(config -> config.data(DataConfig.in(folder)).operator("root", "open sesame"));

    @RegisterExtension
    final RunningServer unrun =
            new RunningServer().configure(config -> config.data(DataConfig.in(folder.resolve("unrun"))));

    /** @param who runs the room then */
    private static ChatClient leftBehind(RunningServer server, String who) {
        ChatClient ann = server.enterAt("den", "ann");
        ChatClient bob = server.enterAt("den", "bob");
        ann.expect("* bob joined");
        ann.send("/leave");
        ann.expectNext("* " + who + " will run den after you; /op NAME makes another operator, /leave again leaves");
        ann.send("/leave");
        ann.expectNext(LEFT);
        bob.expect("* ann left");
        return bob;
    }

    private static List<String> asks(ChatClient client, String line) {
        client.send(line);
        return client.sync();
    }

    @Test
    void aRoomWithoutAnOperatorIsRunByThoseWhoRunTheServer() {
        assertThat(asks(leftBehind(server, "only those who run the server"), "/mode"))
                .contains("*   those who run the server run it");
    }

    @Test
    void ifNobodyRunsTheServerNobodyCanRunTheRoom() {
        assertThat(asks(leftBehind(unrun, "nobody"), "/mode")).contains("*   nobody can run it");
        assertThat(asks(unrun.enter("cid"), "/mode")).contains("*   nobody can run it");
    }

    @Test
    void whoeverIsAloneIsToldThatTheModesStay() {
        ChatClient ann = server.enterAt("den", "ann");
        ann.sync();
        ann.send("/mode key sesame");
        ann.expectNext("* you gave den a key");

        ann.send("/leave");
        ann.expectNext("* only those who run the server will run den after you, and what /mode shows stays so;"
                + " /leave again leaves");
        ann.send("/leave");
        ann.expectNext(LEFT);

        ann.send("/join den sesame");
        ann.expectStart("* you are in den");
        assertThat(asks(ann, "/mode")).contains("*   those who run the server run it");
        ann.send("/leave");
        ann.expectNext(LEFT);
    }

    @Test
    void whoeverIsAloneIsToldThatNobodyCanChangeThemIfThatIsSo() {
        ChatClient ann = unrun.enterAt("den", "ann");
        ann.sync();
        ann.send("/mode moderated on");
        ann.expectNext("* you let only operators and people with a voice speak in den");

        ann.send("/leave");

        ann.expectNext("* nobody will run den after you, and what /mode shows stays so; /leave again leaves");
    }

    @Test
    void whoeverIsAloneAndHasChangedNothingIsNotHeldUp() {
        ChatClient ann = unrun.enterAt("den", "ann");
        ann.sync();
        ann.send("/leave");
        ann.expectNext(LEFT);
    }
}
