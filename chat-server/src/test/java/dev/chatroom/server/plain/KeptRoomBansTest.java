package dev.chatroom.server.plain;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Bans and mutes of a room hold for the same addresses after a restart of the server. */
class KeptRoomBansTest {
    @TempDir
    static Path folder;

    @RegisterExtension
    final RunningServer before = new RunningServer().configure(config -> config.data(DataConfig.in(folder)));

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.data(DataConfig.in(folder)));

    private static ChatClient named(ChatClient client, String name) {
        client.send("/nick " + name);
        client.expect("* you are now " + name);
        return client;
    }

    @Test
    void whoeverWasBannedOrMutedIsSoAtTheSameAddress() {
        ChatClient ann = before.enterAt("den", "ann");
        ChatClient bob = named(before.connectFrom("127.0.0.2"), "bob");
        ChatClient cid = named(before.connectFrom("127.0.0.3"), "cid");
        ann.send("/ban bob");
        ann.expectStart("* you banned bob from den (the address ");
        ann.send("/mute cid");
        ann.expectStart("* you muted cid in den (the address ");
        bob.send("/join den");
        bob.expect("* you are banned from den; its operators can change that");
        cid.send("/join den");
        cid.expectStart("* you are in den");
        before.server().close();

        ChatClient bert = named(server.connectFrom("127.0.0.2"), "bert");
        bert.send("/join den");
        bert.expect("* you are banned from den; its operators can change that");
        ChatClient kim = named(server.connectFrom("127.0.0.3"), "kim");
        kim.send("/join den");
        kim.expectStart("* you are in den");
        kim.send("hello");
        kim.expect("* you are muted in den; its operators can change that");
        ChatClient dan = named(server.connectFrom("127.0.0.4"), "dan");
        dan.send("/join den");
        dan.expectStart("* you are in den");
        dan.send("it is for others");
        kim.expect("dan: it is for others");
    }
}
