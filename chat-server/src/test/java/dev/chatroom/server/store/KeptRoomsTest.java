package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
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
        process((chat, ann) -> {
            Membership cooking = done(chat.join(ann, "cooking"));
            done(cooking.say("soup"));
            Membership bakery = done(chat.join(ann, "bakery"));
            done(bakery.setTopic("Bread at noon"));
            Membership kitchen = done(chat.join(ann, "kitchen"));
            done(kitchen.say("no salt"));
            done(kitchen.change(List.of(new ModeChange.KeyChange("abc"))));
            Membership hidden = done(chat.join(ann, "hidden"));
            done(hidden.say("psst"));
            done(hidden.change(List.of(new ModeChange.FlagChange(RoomFlag.SECRET, true))));
            done(chat.join(ann, "hall"));
        });
    }

    private void process(BiConsumer<Chat, User> does) {
        Clock clock = Clock.systemUTC();
        SqliteHistory store = SqliteHistory.open(
                folder, false, new ReadBounds(Duration.ofMinutes(1), 256), clock, keeping -> {
                });
        try (Chat chat = Chat.builder().history(store).userIds(IdGenerator.sequential())
                .limits(Limits.standard().with(Limit.RATE, 0))
                .eventIds(IdGenerator.timeOrderedAfter(clock, store.lastEvent())).open()) {
            does.accept(chat, chat.enter("test", Profile.NONE, () -> {
            }));
        }
    }

    private void rooms(int number) {
        process((chat, ann) -> {
            for (int i = 0; i < number; i++) {
                Membership room = done(chat.join(ann, "room" + i));
                done(room.say("something"));
                done(chat.leave(room, ""));
            }
        });
    }

    private static List<String> lists(ChatClient client, String what) {
        client.sendText("LIST" + what + "\r\n");
        return client.until(line -> line.contains(" 323 "), "the end of the list").stream()
                .map(line -> line.replaceFirst("^\\S+ (\\d+) \\S+ ", "$1 "))
                .filter(line -> !line.startsWith("321 "))
                .toList();
    }

    private ChatClient irc(String nickname) {
        ChatClient client = server.connectSpeaker();
        client.sendText("NICK " + nickname + "\r\nUSER u 0 * :u\r\n");
        client.expectStart(":chatroom.chat 422 ");
        return client;
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
        assertThat(script("/rooms cook\n")).containsExactly("* 1 room matches cook:", "*   cooking (0)");

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

    @Test
    void itIsListed() {
        ChatClient bob = server.enter("bob");

        assertThat(asks(bob, "/rooms")).containsExactly(
                "* 4 rooms:", "*   lobby (1)", "*   bakery (0): Bread at noon", "*   cooking (0)", "*   kitchen (0)");
        assertThat(asks(bob, "/rooms #KITCH")).containsExactly("* 1 room matches KITCH:", "*   kitchen (0)");
        assertThat(asks(bob, "/rooms *k*n*")).containsExactly(
                "* 2 rooms match *k*n*:", "*   cooking (0)", "*   kitchen (0)");
        assertThat(asks(bob, "/rooms hid")).containsExactly("* no room matches hid");
    }

    @Test
    void ircClientsListItAsAChannelWithoutUsers() {
        ChatClient bob = irc("bob");
        bob.sendText("JOIN #tea\r\n");
        bob.expectStart(":chatroom.chat 366 ");

        assertThat(lists(bob, "")).containsExactly(
                "322 #tea 1 :", "322 #kitchen 0 :", "322 #bakery 0 :Bread at noon", "322 #cooking 0 :",
                "323 :End of /LIST");
        assertThat(lists(bob, " #cooking,#none")).containsExactly("322 #cooking 0 :", "323 :End of /LIST");
        assertThat(lists(bob, " #*ki*,!#kit*")).containsExactly("322 #cooking 0 :", "323 :End of /LIST");
        assertThat(lists(bob, " >0")).containsExactly("322 #tea 1 :", "323 :End of /LIST");
        assertThat(lists(bob, " <1,T<60")).containsExactly("322 #bakery 0 :Bread at noon", "323 :End of /LIST");
        assertThat(lists(bob, " #hidden,#hall,#lobby")).containsExactly("323 :End of /LIST");
    }

    @Test
    void manyAreListedUpToABound() {
        rooms(30);
        server.limit(Limit.SEARCH_ROOMS, 10);
        ChatClient bob = server.enter("bob");
        ChatClient cid = irc("cid");

        assertThat(asks(bob, "/rooms"))
                .hasSize(13)
                .startsWith("* more than 11 rooms:", "*   lobby (1)")
                .contains("*   room29 (0)")
                .endsWith("*   and some more; /rooms WORD lists those that match");
        assertThat(asks(bob, "/rooms room1?")).hasSize(11).startsWith("* 10 rooms match room1?:");
        assertThat(lists(cid, "")).hasSize(12).last().asString().startsWith("323 :End of /LIST; there are more");
        assertThat(lists(cid, " #room1?")).hasSize(11).endsWith("323 :End of /LIST");
    }

    @Test
    void theListCostsMoreTheMoreRoomsAreKept() {
        rooms(800);
        int asked = 20;
        server.configure(config -> config.clock(new ManualClock()).requests(25).requestsPerAddress(0));
        ChatClient bob = server.connect();
        ChatClient cid = irc("cid");

        bob.sendText("/rooms\n".repeat(asked) + "/nick last\n");
        cid.sendText("LIST\r\n".repeat(asked) + "NICK last2\r\n");

        assertThat(bob.until(line -> line.contains("you ask for too much") || line.endsWith("now last"), "an end"))
                .last().asString().contains("too much");
        assertThat(cid.until(line -> line.contains("You ask for too much") || line.endsWith("last2"), "an end"))
                .last().asString().contains("too much");
    }

    @Test
    void thoseThatPeopleAreInAreListedEvenIfTheOthersCannotBeRead() throws Exception {
        ChatClient bob = server.enter("bob");
        ChatClient cid = irc("cid");
        cid.sendText("JOIN #tea\r\n");
        cid.expectStart(":chatroom.chat 366 ");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("alter table room rename to away");
        }

        assertThat(asks(bob, "/rooms")).containsExactly(
                "* 2 rooms:", "*   lobby (1)", "*   tea (1)",
                "* the rooms that nobody is in cannot be listed at the moment; try again later");
        assertThat(lists(cid, "")).containsExactlyInAnyOrder(
                "322 #lobby 1 :", "322 #tea 1 :",
                "323 :End of /LIST; channels with no users cannot be read at the moment");
    }

    @Test
    void manySecretOnesHideNone() {
        process((chat, ann) -> {
            Membership shown = done(chat.join(ann, "shown"));
            done(shown.say("boo"));
            done(shown.change(List.of(new ModeChange.FlagChange(RoomFlag.SECRET, true))));
            done(shown.change(List.of(new ModeChange.FlagChange(RoomFlag.SECRET, false))));
        });
        process((chat, ann) -> {
            for (int i = 0; i < 20; i++) {
                Membership room = done(chat.join(ann, "secret" + i));
                done(room.say("something"));
                done(room.change(List.of(new ModeChange.FlagChange(RoomFlag.SECRET, true))));
                done(chat.leave(room, ""));
            }
        });
        server.limit(Limit.SEARCH_ROOMS, 5);
        ChatClient bob = server.enter("bob");

        assertThat(asks(bob, "/rooms")).containsExactly(
                "* 5 rooms:", "*   lobby (1)", "*   bakery (0): Bread at noon", "*   cooking (0)", "*   kitchen (0)",
                "*   shown (0)");
        assertThat(asks(bob, "/search boo")).hasSize(2).last().asString().endsWith(": boo");
        assertThat(asks(bob, "/search something")).containsExactly("* nothing found for: something");
    }

    @Test
    void manyRoomsOfOnePersonHideNoDesertedRoomFromSearches() {
        server.limit(Limit.SEARCH_ROOMS, 8);
        process((chat, eve) -> {
            for (int i = 0; i < 20; i++) {
                Membership room = done(chat.join(eve, "shut" + i));
                done(room.say("nothing"));
                done(room.change(List.of(new ModeChange.KeyChange("abc"))));
                done(chat.leave(room, ""));
            }
        });
        ChatClient eve = server.enter("eve");
        for (int i = 0; i < 10; i++) {
            assertThat(asks(eve, "/join open" + i)).isNotEmpty();
        }
        ChatClient bob = server.enter("bob");

        assertThat(asks(bob, "/search soup")).anyMatch(line -> line.contains("cooking") && line.endsWith(": soup"));
        assertThat(asks(bob, "/search soup")).contains("* only 8 rooms were looked at; in:ROOM looks in another");
    }
}
