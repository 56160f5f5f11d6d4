package dev.chatroom.core.room;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Coming and going in rooms that are too large to announce each. */
class JoinLeaveSummaryTest {
    private final House house = new House(limits -> limits.with(Limit.QUIET_ABOVE, 3));
    private final AtomicInteger calls = new AtomicInteger();
    private final User watcher = house.enter("watcher", calls::incrementAndGet);

    @BeforeEach
    void fillTheRoom() {
        house.join(watcher, "cats");
        IntStream.range(0, 3).forEach(i -> house.member("early" + i, "cats"));
        rest();
    }

    @Test
    void theFirstWhoComesAboveTheBoundIsNotAnnounced() {
        assertThat(reads(house.join(house.enter("fifth"), "cats").user())).containsExactly("cats 5 fifth slips in");
        assertThat(calls).as("four are more than three").hasValue(0);
    }

    @Test
    void aboveTheBoundNobodyIsWokenButTheHistoryHasItAll() {
        Membership passing = house.member("passing", "cats");
        done(house.chat.leave(passing, ""));
        assertThat(calls).hasValue(0);

        done(watcher.memberships().getFirst().say("hello"));

        assertThat(calls).hasValue(1);
        assertThat(reads(watcher)).containsExactly(
                "cats 5 passing slips in", "cats 6 passing slips out", "cats 7 watcher: hello");
        assertThat(reads(passing.user())).containsExactly("cats 5 passing slips in", "cats 6 passing slips out");
    }

    @Test
    void whoCameAndWentIsSummedUpALittleLater() {
        Membership passing = house.member("passing", "cats");
        house.member("staying", "cats");
        done(house.chat.leave(passing, ""));
        house.later();

        assertThat(calls).hasValue(1);
        assertThat(reads(watcher)).endsWith("cats 8 +2 -1 = 5");
        rest();
        house.clock.advance(Duration.ofMinutes(1));
        house.later();
        assertThat(calls).as("nothing to sum up").hasValue(0);
    }

    @Test
    void summariesAreThreeSecondsApart() {
        house.member("first", "cats");
        house.later();
        house.member("second", "cats");
        rest();

        house.clock.advance(Duration.ofMillis(2_999));
        house.later();
        assertThat(calls).hasValue(0);
        house.clock.advance(Duration.ofMillis(1));
        house.later();

        assertThat(reads(watcher)).containsExactly("cats 8 +1 -0 = 6");
    }

    @Test
    void aClockThatWasSetBackHoldsUpNoSummary() {
        house.member("first", "cats");
        house.later();
        house.clock.advance(Duration.ofHours(-1));
        house.member("second", "cats");
        rest();

        house.later();

        assertThat(reads(watcher)).containsExactly("cats 8 +1 -0 = 6");
    }

    @Test
    void aStormOfQuietEventsWakesReadersBeforeTheyFallBehind() {
        int log = Limit.LOG_EVENTS.standard();
        for (int i = 0; i < log; i++) {
            done(house.chat.leave(house.member("passing" + i, "cats"), ""));
            if (calls.get() > 0) {
                assertThat(reads(watcher)).noneMatch(line -> line.contains("lagged"));
                rest();
            }
        }
        house.clock.advance(Duration.ofMinutes(1));
        house.later();
        assertThat(reads(watcher)).isNotEmpty().noneMatch(line -> line.contains("lagged"));
    }

    @Test
    void aSummaryIsTheRoomsOwn() {
        house.member("passing", "cats");
        house.later();

        assertThat(watcher.outbox().drain(delivery -> {
            if (delivery instanceof Delivery.Event<ChatEvent>(long sequence, ChatEvent.CrowdChanged crowd)) {
                assertThat(crowd.author()).isEqualTo(Author.ROOM);
                assertThat(crowd.sequence()).isEqualTo(sequence);
            }
            return true;
        })).isFalse();
    }

    @Test
    void whoLeavesBelowTheBoundIsAnnounced() {
        Membership place = watcher.memberships().getFirst();
        house.chat.find("early0").ifPresent(early -> house.chat.leave(early, ""));
        house.chat.find("early1").ifPresent(early -> house.chat.leave(early, ""));

        assertThat(calls).hasValue(1);
        assertThat(reads(watcher)).containsExactly("cats 5 early0 slips out", "cats 6 early1 leaves");
        assertThat(place.room().view(0, 0).present()).isEqualTo(2);
    }

    private void rest() {
        reads(watcher);
        assertThat(watcher.outbox().rest()).isTrue();
        calls.set(0);
    }

    @Test
    void aChatThatIsGivenNothingSumsUpByItself() throws InterruptedException {
        try (Chat chat =
                Chat.builder().limits(Limits.standard().with(Limit.QUIET_ABOVE, 1).with(Limit.RATE, 0)).open()) {
            User first = chat.enter("test");
            done(chat.join(first, "cats"));
            for (int i = 0; i < 3; i++) {
                done(chat.join(chat.enter("test"), "cats"));
            }

            while (!(first.outbox().take() instanceof Delivery.Event<
                    ChatEvent>(long sequence, ChatEvent.CrowdChanged(EventHeader stamp, int joined, int left, int present)))) {
                assertThat(chat.roomCount()).isEqualTo(1);
            }
        }
    }
}
