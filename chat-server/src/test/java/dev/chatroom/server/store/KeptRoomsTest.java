package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** After a restart, rooms that were left are there, though nobody is in them. In the hall nobody ever said anything. */
class KeptRoomsTest {
    @TempDir
    static Path folders;

    private final Path folder = folders.resolve(Long.toString(System.nanoTime()));

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.data(DataConfig.in(folder)));

    @BeforeEach
    void roomsOfAProcessThatHasEnded() {
        Clock clock = Clock.systemUTC();
        SqliteHistory store = SqliteHistory.open(
                folder, false, new ReadBounds(Duration.ofMinutes(1), 256), clock, keeping -> {
                });
        try (Chat chat = Chat.builder().history(store).userIds(IdGenerator.sequential())
                .eventIds(IdGenerator.timeOrderedAfter(clock, 0)).open()) {
            User ann = chat.enter("test", Profile.NONE, () -> {
            });
            Membership cooking = done(chat.join(ann, "cooking"));
            done(cooking.say("soup"));
            Membership kitchen = done(chat.join(ann, "kitchen"));
            done(kitchen.say("no salt"));
            done(kitchen.change(List.of(new ModeChange.KeyChange("abc"))));
            Membership hidden = done(chat.join(ann, "hidden"));
            done(hidden.say("psst"));
            done(hidden.change(List.of(new ModeChange.FlagChange(RoomFlag.SECRET, true))));
            done(chat.join(ann, "hall"));
        }
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    private static List<String> asks(ChatClient client, String line) {
        client.send(line);
        return client.sync();
    }

    private List<String> script(String input) {
        ChatClient script = server.connect();
        script.sendText(input);
        script.halfClose();
        return script.rest();
    }

    @Test
    void aKeptRoomIsEnteredWithItsKey() {
        ChatClient bob = server.enter("bob");

        assertThat(asks(bob, "/join kitchen xyz"))
                .containsExactly("* that is not the key of kitchen; ask somebody in it");
        assertThat(asks(bob, "/join kitchen abc")).contains("* you are in kitchen; no topic is set");
        assertThat(asks(bob, "/join pantry abc")).singleElement().asString().startsWith("* there is no room pantry");
    }

    @Test
    void whatAScriptSaysThereIsSaid() {
        // However slow the machine is, what comes is taken for a script.
        server.configure(config -> config.greetingDelay(Duration.ofSeconds(30)).senderDelay(Duration.ofSeconds(30)));

        assertThat(script("/join cooking\nsoup again\n")).isEmpty();
        assertThat(script("/join kitchen abc\nmore salt\n")).isEmpty();
        assertThat(script("/join kitchen\nmore salt\n")).singleElement().asString().startsWith("* kitchen has a key");
        assertThat(script("/join hall\nhello\n")).containsExactly("* there is no room hall; /rooms lists the rooms");
        assertThat(script("/join hidden\nhello\n")).isEmpty();
        assertThat(script("/who cooking\n")).containsExactly("* nobody is in cooking");

        ChatClient bob = server.connect();
        bob.sendText("NICK bob\r\nUSER bob 0 * :Bob\r\nJOIN #cooking,#kitchen x,abc\r\n");
        bob.until(line -> line.endsWith("soup again"), "what the script said in cooking");
        bob.until(line -> line.endsWith("more salt"), "what the script said in kitchen");
    }

    @Test
    void nobodyIsInIt() {
        ChatClient bob = server.enter("bob");

        assertThat(asks(bob, "/who cooking")).containsExactly("* nobody is in cooking");
        assertThat(asks(bob, "/who hidden")).singleElement().asString().startsWith("* there is no room hidden");
        assertThat(asks(bob, "/who hall")).singleElement().asString().startsWith("* there is no room hall");
    }

    @Test
    void whoComesToARoomInWhichNothingWasSaidRunsIt() {
        ChatClient bob = server.enter("bob");

        assertThat(asks(bob, "/join hall")).contains("* you are the first here, so you run this room; /help operators");
        assertThat(asks(bob, "/join cooking")).contains("* nobody else is here yet");
    }
}
