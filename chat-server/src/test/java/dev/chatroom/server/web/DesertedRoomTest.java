package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rooms that are kept on the disk, and that nobody is in. */
@Timeout(60)
class DesertedRoomTest {
    @TempDir
    static Path folder;

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.data(DataConfig.in(folder)));

    @RegisterExtension
    final HttpTestClient http = new HttpTestClient(server);

    private ChatClient enter(String name, String room) {
        ChatClient client = server.enter(name);
        client.send("/join " + room);
        client.sync();
        return client;
    }

    private static void leave(ChatClient client, String room) {
        client.send("/leave " + room);
        client.send("/leave " + room);
        client.sync();
    }

    @Test
    void itIsReadAndFollowedAsIfSomebodyWereThere() throws Exception {
        ChatClient ann = enter("ann", "cats");
        ann.send("meow");
        leave(ann, "cats");

        assertThat(http.get("/rooms/cats").body()).contains("ann: meow");
        HttpResponse<InputStream> stream = http.send(http.to("/rooms/cats/events"), BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            http.post("/rooms/cats?as=ci", "to nobody");
            assertThat(nextData(lines)).contains("to nobody");
            ChatClient bob = enter("bob", "cats");
            bob.send("anybody here?");
            assertThat(nextData(lines)).contains("anybody here?");
            leave(bob, "cats");
            http.post("/rooms/cats?as=ci", "to nobody again");
            assertThat(nextData(lines)).contains("to nobody again");
        }
    }

    @Test
    void aScriptReadsThatSomethingWasSaidWhenTheDiskHasIt() throws Exception {
        http.post("/rooms/lobby?as=ci", "the first takes longer");
        AtomicBoolean held = new AtomicBoolean(true);
        FutureTask<Boolean> answeredWhileHeld = new FutureTask<>(() -> {
            http.post("/rooms/lobby?as=ci", "to the disk");
            return held.get();
        });
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = other.createStatement()) {
            // Now nothing can be committed.
            statement.execute("begin immediate");
            var unused = Thread.startVirtualThread(answeredWhileHeld);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            held.set(false);
            statement.execute("rollback");
        }
        assertThat(answeredWhileHeld.get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void whatIsNotKeptOrIsShutIsNotThere() throws Exception {
        ChatClient ann = enter("ann", "hidden");
        ann.send("secret words");
        ann.send("/mode secret on");
        leave(ann, "hidden");

        for (String room : new String[] {"hidden", "none"}) {
            assertThat(http.get("/rooms/" + room).statusCode()).isEqualTo(404);
            assertThat(http.get("/rooms/" + room + "/events").statusCode()).isEqualTo(404);
        }
    }

    private static String nextData(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data:")) {
            line = lines.readLine();
        }
        return line;
    }
}
