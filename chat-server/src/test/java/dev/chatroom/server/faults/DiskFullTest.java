package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The disk takes nothing more for a while, and the room goes on. */
@Tag("launcher")
@EnabledOnOs(OS.LINUX)
class DiskFullTest {
    private static final int LINES = 200;
    private static final String FULL = "200000";

    @TempDir
    Path folder;

    @BeforeEach
    void checkThatThereIsSomethingToLimitWith() {
        assertThat(Path.of("/usr/bin/prlimit")).isExecutable();
    }

    private ServerProcess start(String... more) throws Exception {
        String[] args = new String[3 + more.length];
        args[0] = "-q";
        args[1] = "--data";
        args[2] = folder.toString();
        System.arraycopy(more, 0, args, 3, more.length);
        return ServerProcess.start("exec \"$@\"", "", args);
    }

    private static ChatClient enter(ServerProcess server, String name) {
        ChatClient client = ChatClient.connect(server.address());
        client.send("/nick " + name);
        expect(client, "you are now " + name);
        return client;
    }

    private static void expect(ChatClient client, String part) {
        client.until(line -> line.contains(part), part);
    }

    private static int posted(ServerProcess server) throws Exception {
        HttpURLConnection request = (HttpURLConnection) URI
                .create("http://127.0.0.1:%d/rooms/lobby?as=ci".formatted(server.address().getPort())).toURL()
                .openConnection();
        request.setDoOutput(true);
        request.getOutputStream().write("posted".getBytes(StandardCharsets.UTF_8));
        return request.getResponseCode();
    }

    /** One says long lines, and the other hears them all. */
    private static void talk(ChatClient ann, ChatClient bob, String word) {
        for (int i = 0; i < LINES; i++) {
            ann.send(word + i + " " + "x".repeat(2_000));
            expect(bob, "ann: " + word + i + " ");
        }
    }

    @Test
    void peopleAreToldAndWhatTheySaidIsKeptLater() throws Exception {
        try (ServerProcess server = start();
                ChatClient ann = enter(server, "ann");
                ChatClient bob = enter(server, "bob")) {
            ann.send("before");
            bob.expectEnd("ann: before");
            server.limitFiles(FULL);
            talk(ann, bob, "meanwhile");
            expect(ann, "* the server's disk takes nothing: what is said or changed now may be lost");
            try (ChatClient late = ChatClient.connect(server.address())) {
                expect(late, "* the server's disk takes nothing: what is said or changed now may be lost");
            }
            try (ChatClient irc = ChatClient.connect(server.address())) {
                irc.send("NICK late");
                irc.send("USER late 0 * :late");
                expect(irc, "NOTICE late :The server's disk takes nothing: what is said or changed now may be lost");
            }

            assertThat(posted(server)).as("the status of what is said and not kept").isEqualTo(202);

            server.limitFiles("unlimited");
            expect(ann, "* what is said here is kept again");
            assertThat(posted(server)).isEqualTo(201);
            ann.send("after");
            bob.expectEnd("ann: after");
            server.kill();
        }

        try (ServerProcess server = start(); ChatClient eve = ChatClient.connect(server.address())) {
            expect(eve, "ann: after");
            eve.send("/search before");
            expect(eve, "ann: before");
            eve.send("/search meanwhile0");
            expect(eve, "ann: meanwhile0 ");
            eve.send("/search meanwhile" + (LINES - 1));
            expect(eve, "ann: meanwhile" + (LINES - 1) + " ");
        }
    }

    @Test
    void nobodySpeaksIfThatWouldNotBeKept() throws Exception {
        try (ServerProcess server = start("--require-data");
                ChatClient ann = enter(server, "ann");
                ChatClient bob = enter(server, "bob")) {
            server.limitFiles(FULL);
            for (int i = 0; i < LINES; i++) {
                ann.send("line" + i + " " + "x".repeat(2_000));
            }
            expect(ann, "* the server's disk takes nothing: the last lines may be lost, and nothing can be said or");
            ann.send("lost");
            expect(ann, "* not said: the server's disk takes nothing now; try again later");
            ann.send("/topic lost too");
            expect(ann, "* the topic was not changed: the server's disk takes nothing now; try again later");
            ann.send("/msg bob hello");
            bob.expectEnd("ann (private): hello");

            server.limitFiles("unlimited");
            expect(ann, "* the server's disk is well again: go on talking");
            ann.send("heard");
            bob.expectEnd("ann: heard");
        }
    }

    @Test
    void whatWasUnderWayIsReadAndIsKeptWhenThereIsSpace() throws Exception {
        List<String> read;
        try (ServerProcess server = start("--require-data", "--rate", "0");
                ChatClient ann = enter(server, "ann");
                ChatClient bob = enter(server, "bob")) {
            server.limitFiles(FULL);
            for (int i = 0; i < LINES; i++) {
                ann.send("line" + i + " " + "x".repeat(2_000));
            }
            expect(ann, "not said: ");
            ann.send("/msg bob that is all");
            read = new ArrayList<>(bob.until(line -> line.endsWith("that is all"), "the private message"));
            server.limitFiles("unlimited");
            expect(bob, "* the server's disk is well again: go on talking");
            server.kill();
        }

        read.removeIf(line -> !line.startsWith("ann: line"));
        assertThat(read).isNotEmpty().hasSizeLessThan(LINES);
        try (ServerProcess server = start("--rate", "0");
                ChatClient eve = enter(server, "eve")) {
            for (String line : read) {
                eve.send("/search " + line.split(" ", -1)[1]);
                expect(eve, "[lobby] " + line.substring(0, 20));
            }
            eve.send("/search line" + (LINES - 1));
            expect(eve, "* nothing found");
        }
    }
}
