package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GreetingTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aSilentClientIsGreeted() {
        ChatClient silent = server.connect();

        silent.expectNext("* welcome to chatroom; you are guest-1");
        silent.expectNext("* you are in lobby; no topic is set");
        silent.expectNext("* nobody else is here yet");
        assertThat(silent.next()).startsWith("* ").contains("/nick").contains("/help");
        assertThat(silent.sync()).isEmpty();
    }

    @Test
    void aClientThatSpeaksFirstIsGreetedAndHeard() {
        ChatClient listener = server.enter("listener");
        ChatClient hasty = server.connect();
        hasty.send("me first");

        hasty.expectNext("* welcome to chatroom; you are guest-2");
        listener.expect("* guest-2 joined");
        listener.expectNext("guest-2: me first");
    }

    @Test
    void aClientIsGreetedOnce() {
        server.configure(config -> config.greetingDelay(Duration.ZERO));
        for (int i = 1; i <= 50; i++) {
            ChatClient client = server.connect();
            client.send("/nick n" + i);
            List<String> lines = client.until(("* you are now n" + i)::equals, "the new name");
            lines.addAll(client.sync());
            assertThat(lines).filteredOn(line -> line.startsWith("* welcome")).hasSize(1);
            client.close();
        }
    }

    @Test
    void theGreetingNamesTheServerTheRoomAndItsTopic() {
        server.configure(config -> config.name("Blue Parrot").room("cafe"));
        ChatClient host = server.connect();
        host.send("/topic everybody comes here");
        host.expect("* you changed the topic of cafe to: everybody comes here");

        ChatClient guest = server.connect();

        guest.expectNext("* welcome to Blue Parrot; you are guest-2");
        guest.expectNext("* you are in cafe; topic: everybody comes here");
    }

    @Test
    void theMessageOfTheDayFollowsTheWelcomeLineByLine() {
        server.configure(config -> config.motd(List.of("be kind", "tea at \u001b[31mfive")));
        ChatClient client = server.connect();

        assertThat(client.next()).startsWith("* welcome");
        client.expectNext("* be kind");
        client.expectNext("* tea at five");
        assertThat(client.next()).startsWith("* you are in lobby");
    }

    @Test
    void theGreetingCountsThoseWhoAreHereAndNamesThem() {
        server.enter("ann");
        server.enter("bob");

        assertThat(server.connect().expectStart("* 3 here")).isEqualTo("* 3 here: ann, bob and you");
    }

    @Test
    void theGreetingSortsTheNames() {
        server.enter("cid");
        server.enter("Bob");
        server.enter("ann");

        assertThat(server.connect().expectStart("* 4 here")).isEqualTo("* 4 here: ann, Bob, cid and you");
    }

    @Test
    void whomTheRoomTakesNotIsToldWhyAndWhereElseToGo() {
        server.configure(config -> config.operator("root", "open sesame"));
        ChatClient ann = server.enter("ann");
        ann.send("/oper root open sesame");
        ann.send("/mode key sesame");
        ann.expect("* you gave lobby a key");

        ChatClient guest = server.connect();

        assertThat(guest.next()).startsWith("* welcome");
        guest.expectNext("* lobby has a key; /join lobby KEY to enter it");
        assertThat(guest.next()).startsWith("* you are in no room").contains("/join").contains("/rooms");
        guest.send("anybody?");
        guest.expectNext("* you are in no room; /join ROOM to enter one");
        guest.send("/join lobby sesame");
        guest.expectNext("* you are in lobby; no topic is set");
        assertThat(ann.sync()).containsExactly("* guest-2 joined");
    }

    @Test
    void aRoomForTheInvitedSaysSoToNewcomers() {
        server.configure(config -> config.operator("root", "open sesame"));
        ChatClient ann = server.enter("ann");
        ann.send("/oper root open sesame");
        ann.send("/mode invite-only on");
        ann.expect("* you closed lobby to the uninvited");

        ChatClient guest = server.connect();
        guest.expect("* lobby takes only people who are invited; ask its operators");
        guest.expectStart("* you are in no room");
        ann.send("/invite guest-2");
        ann.expect("* you invited guest-2 to lobby");
        guest.expectNext("* ann invites you to lobby; /join lobby to go there");
        guest.send("/join lobby");
        guest.expectNext("* you are in lobby; no topic is set");
    }

    @Test
    void theGreetingNamesTenAtMost() {
        IntStream.rangeClosed(1, 14).forEach(i -> server.enter("p" + i));

        assertThat(server.connect().expectStart("* 15 here"))
                .contains("p1, ")
                .contains("p10,")
                .doesNotContain("p11")
                .endsWith("you and 4 more");
    }

    @Test
    void theGreetingEndsWithTheLastTwentyMessagesAndTheirTimes() {
        ManualClock clock = new ManualClock();
        server.configure(config -> config.clock(clock).zone(ZoneOffset.ofHours(2)));
        ChatClient talker = server.enter("talker");
        for (int i = 1; i <= 24; i++) {
            talker.send("line " + i);
            talker.sync();
            clock.advance(Duration.ofMillis(2_001));
        }
        talker.send("/me bows");
        talker.sync();

        ChatClient guest = server.connect();

        guest.expect("* the last 20 messages in lobby:");
        IntStream.rangeClosed(6, 24).forEach(i -> assertThat(guest.next()).matches("14:3[45] talker: line " + i));
        guest.expectNext("14:35 ~ talker bows");
        assertThat(guest.sync()).isEmpty();
    }

    @Test
    void messagesOfAnotherDayShowTheirDay() {
        ManualClock clock = new ManualClock();
        server.configure(config -> config.clock(clock).zone(ZoneOffset.UTC));
        ChatClient talker = server.enter("talker");
        talker.send("good night");
        talker.sync();
        clock.advance(Duration.ofDays(1));
        talker.send("good morning");
        talker.sync();

        ChatClient guest = server.connect();

        guest.expect("* the last 2 messages in lobby:");
        guest.expectNext("2026-03-01 12:34 talker: good night");
        guest.expectNext("12:34 talker: good morning");
    }

    @Test
    void noHistoryIsShownIfNoneIsKept() {
        server.configure(config -> config.historyShown(0)).limit(Limit.HISTORY, 0);
        ChatClient talker = server.enter("talker");
        talker.send("forget it");
        talker.sync();

        ChatClient guest = server.connect();

        guest.expectStart("* 2 here");
        assertThat(guest.next()).contains("/help");
        assertThat(guest.sync()).isEmpty();
    }
}
