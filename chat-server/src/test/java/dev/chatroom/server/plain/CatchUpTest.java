package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whoever comes back under the same name is shown what was said meanwhile. */
class CatchUpTest {
    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.clock(clock).zone(ZoneOffset.UTC));

    private static List<String> asks(ChatClient client, String question) {
        client.send(question);
        return client.sync().stream().map(line -> line.replaceFirst("^([-0-9]{10} )?\\d\\d:\\d\\d ", "")).toList();
    }

    /** One line after the other, as people do. */
    private void says(ChatClient client, int first, int last) {
        for (int i = first; i <= last; i++) {
            client.send("m" + i);
            client.sync();
            clock.advance(Duration.ofSeconds(3));
        }
    }

    private void leaves(ChatClient client, ChatClient witness) {
        client.close();
        String unused = witness.expectStart("* ann ");
    }

    @Test
    void whatWasMissedIsShownWithTheName() {
        ChatClient bob = server.enter("bob");
        ChatClient ann = server.enter("ann");
        bob.sync();
        says(bob, 1, 3);
        ann.sync();
        leaves(ann, bob);
        says(bob, 4, 40);

        ChatClient again = server.connect();
        assertThat(again.sync()).anyMatch(line -> line.endsWith("bob: m21"))
                .noneMatch(line -> line.endsWith("bob: m20"));
        List<String> shown = asks(again, "/nick ann");

        assertThat(shown).contains("* 17 more messages in lobby since you left:").contains("bob: m4")
                .doesNotContain("bob: m3", "bob: m21").endsWith("bob: m20");
    }

    @Test
    void ofManyThatWereMissedTheLastAreShownAndMoreShowsTheOthers() {
        ChatClient bob = server.enter("bob");
        ChatClient ann = server.enter("ann");
        bob.sync();
        leaves(ann, bob);
        says(bob, 1, 60);

        ChatClient again = server.connect();
        again.sync();
        List<String> shown = asks(again, "/nick ann");

        assertThat(shown).contains("* 40 more messages in lobby since you left, the last 20:").contains("bob: m21")
                .doesNotContain("bob: m20").endsWith("bob: m40");
        assertThat(asks(again, "/more")).contains("bob: m1", "bob: m20").doesNotContain("bob: m21");
    }

    @Test
    void whatWasShownBeforeTheNameIsNotShownAgain() {
        ChatClient bob = server.enter("bob");
        ChatClient ann = server.enter("ann");
        bob.sync();
        leaves(ann, bob);
        says(bob, 1, 7);
        ChatClient again = server.connect();
        assertThat(again.sync()).contains("* the last 7 messages in lobby:");
        says(bob, 8, 9);
        assertThat(again.sync()).endsWith("bob: m9");

        List<String> shown = asks(again, "/nick ann");

        assertThat(shown).contains("* 7 messages in lobby since you left, shown above")
                .noneMatch(line -> line.startsWith("bob: "));
        assertThat(asks(again, "/more")).containsExactly("* there is nothing more to show");
    }

    @Test
    void whatWasLeftOutOfAPasteIsShownWithTheName() {
        ChatClient bob = server.enter("bob");
        ChatClient ann = server.enter("ann");
        bob.sync();
        leaves(ann, bob);
        for (int i = 1; i <= 7; i++) {
            bob.send("m" + i);
        }
        bob.sync();
        ChatClient again = server.connect();
        assertThat(again.sync()).endsWith("* … 4 more lines; /history shows them");

        assertThat(asks(again, "/nick ann")).endsWith(
                "* 4 more messages in lobby since you left:", "bob: m4", "bob: m5", "bob: m6", "bob: m7");
    }

    @Test
    void linesOfAPasteThatMemoryHasDroppedAreShownWithTheName() {
        server.configure(config -> config.data(DataConfig.in(folder))).limit(Limit.HISTORY, 40);
        ChatClient bob = server.enter("bob");
        ChatClient ann = server.enter("ann");
        bob.sync();
        leaves(ann, bob);
        says(bob, 1, 1);
        for (int i = 2; i <= 21; i++) {
            bob.send("m" + i);
        }
        bob.sync();
        ChatClient again = server.connect();
        assertThat(again.sync()).anyMatch(line -> line.endsWith("bob: m1")).endsWith(
                "* … 7 more lines; /history shows them");

        assertThat(asks(again, "/nick ann")).contains("* 17 more messages in lobby since you left:")
                .contains("bob: m2", "bob: m11", "bob: m15").doesNotContain("bob: m1", "bob: m12", "bob: m14");
    }

    @Test
    void onEntryAPasteOfWhichMemoryKeepsTheEndIsCountedAsFarAsItIsKnown() {
        server.limit(Limit.HISTORY, 40);
        ChatClient bob = server.enter("bob");
        ChatClient ann = server.enter("ann");
        assertThat(asks(bob, "/join tea")).isNotEmpty();
        assertThat(asks(ann, "/join tea")).isNotEmpty();
        bob.sync();
        leaves(ann, bob);
        says(bob, 1, 1);
        for (int i = 2; i <= 21; i++) {
            bob.send("m" + i);
        }
        bob.sync();

        ChatClient again = server.enter("ann");

        assertThat(asks(again, "/join tea")).contains("* at least 11 messages in tea since you left, the last 11:")
                .contains("bob: m1", "bob: m12", "bob: m21").doesNotContain("bob: m11");
    }

    @Test
    void ifMemoryDoesNotReachBackAsManyAreCountedAsItHas() {
        server.limit(Limit.LOG_EVENTS, 32).limit(Limit.HISTORY, 8);
        ChatClient bob = server.enter("bob");
        ChatClient ann = server.enter("ann");
        bob.sync();
        leaves(ann, bob);
        says(bob, 1, 50);
        ChatClient again = server.connect();
        again.sync();

        assertThat(asks(again, "/nick ann"))
                .contains("* at least 22 more messages in lobby since you left, the last 20:");
    }

    @Test
    void howeverMuchCameAfterTheEntryWhatWasMissedIsKnown() {
        server.configure(config -> config.data(DataConfig.in(folder)));
        ChatClient bob = server.enter("bob");
        ChatClient ann = server.enter("ann");
        bob.sync();
        leaves(ann, bob);
        says(bob, 1, 2);
        ChatClient again = server.connect();
        assertThat(again.sync()).contains("* the last 2 messages in lobby:");
        for (int i = 3; i <= 520; i++) {
            bob.send("m" + i);
        }
        bob.sync();
        again.expect("bob: m520");

        assertThat(asks(again, "/nick ann")).contains("* 2 messages in lobby since you left, shown above");
    }

    @Test
    void whatWasShownIsKnownThoughTheUserHasBeenToAnotherRoom() {
        ChatClient bob = server.enter("bob");
        ChatClient ann = server.enter("ann");
        bob.sync();
        leaves(ann, bob);
        says(bob, 1, 2);
        ChatClient again = server.connect();
        again.sync();
        says(bob, 3, 3);
        again.expect("bob: m3");
        again.send("/join tea");
        again.expectStart("* you are in tea");
        again.send("/join lobby");
        again.expect("* you are now talking in lobby");

        assertThat(asks(again, "/nick ann")).contains("* 2 messages in lobby since you left, shown above")
                .noneMatch(line -> line.startsWith("bob: "));
    }

    @Test
    void whatCameAfterTheEntryIsNotMissed() {
        ChatClient bob = server.enter("bob");
        ChatClient ann = server.enter("ann");
        bob.sync();
        leaves(ann, bob);
        ChatClient again = server.connect();
        again.sync();
        says(bob, 1, 2);
        again.sync();

        assertThat(asks(again, "/nick ann")).contains("* nothing was said in lobby since you left")
                .noneMatch(line -> line.startsWith("bob: "));
    }

    @Test
    void whoMissedNothingOrIsBackTooLateOrIsSomebodyElseIsNotShownMuch() {
        ChatClient bob = server.enter("bob");
        ChatClient ann = server.enter("ann");
        bob.sync();
        leaves(ann, bob);
        ChatClient again = server.connect();
        again.sync();
        assertThat(asks(again, "/nick ann")).contains("* nothing was said in lobby since you left");
        bob.sync();
        leaves(again, bob);
        says(bob, 1, 2);

        ChatClient other = server.connectFrom("127.0.0.9");
        other.sync();
        assertThat(asks(other, "/nick ann")).noneMatch(line -> line.contains("since you left"));
        assertThat(asks(other, "/nick max")).noneMatch(line -> line.contains("since you left"));
        clock.advance(Duration.ofMinutes(16));
        ChatClient late = server.connect();
        late.sync();
        assertThat(asks(late, "/nick ann")).noneMatch(line -> line.contains("since you left"));
    }

    @Test
    void anotherRoomThatOneWasInShowsItOnEntry() {
        ChatClient bob = server.enter("bob");
        ChatClient ann = server.enter("ann");
        assertThat(asks(bob, "/join tea")).isNotEmpty();
        assertThat(asks(ann, "/join tea")).isNotEmpty();
        bob.sync();
        says(bob, 1, 3);
        ann.sync();
        leaves(ann, bob);
        says(bob, 4, 5);

        ChatClient again = server.enter("ann");
        List<String> shown = asks(again, "/join tea");

        assertThat(shown).contains("* 2 messages in tea since you left:", "bob: m4", "bob: m5")
                .doesNotContain("bob: m3");
    }
}
