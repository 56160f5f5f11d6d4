package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often one may come back to a room. */
class RejoinPaceTest {
    private final House house = new House(limits -> limits
            .with(Limit.RATE, 1_000_000)
            .with(Limit.RETURNS, 2)
            .with(Limit.RETURN_SECONDS, 10)
            .with(Limit.ROOMS_PER_USER, 4));
    private final Chat chat = house.chat;
    private final User bob = house.enter("bob");

    private void visit(String room) {
        Membership here = house.join(bob, room);
        done(chat.leave(here, ""));
    }

    private Duration wait(String room) {
        return ((Refusal.TooFast) refusal(chat.join(bob, room))).retryAfter();
    }

    @Test
    void afterAFewTimesAtOnceOneWaits() {
        IntStream.range(0, 3).forEach(i -> visit("cats"));
        assertThat(wait("cats")).isEqualTo(Duration.ofSeconds(10));
        house.clock.advance(Duration.ofMillis(9_999));
        assertThat(wait("cats")).isEqualTo(Duration.ofMillis(1));
        house.clock.advance(Duration.ofMillis(1));
        visit("cats");
        assertThat(wait("cats")).isEqualTo(Duration.ofSeconds(10));
        house.clock.advance(Duration.ofSeconds(1_000));
        IntStream.range(0, 2).forEach(i -> visit("cats"));
        assertThat(wait("cats")).as("no more are saved up than may be at once").isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void roomsOneHasNotLeftAreFree() {
        IntStream.range(0, 3).forEach(i -> visit("cats"));
        house.join(bob, "dogs");
        house.join(bob, "owls");
        assertThat(wait("CATS")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void asManyRoomsAreRememberedAsOneMayBeIn() {
        IntStream.range(0, 3).forEach(i -> visit("cats"));
        IntStream.range(0, 3).forEach(i -> visit("room-" + i));
        assertThat(wait("cats")).isPositive();
        visit("room-3");
        visit("cats");
    }

    @Test
    void aClockSetBackCostsNoMoreThanThePause() {
        IntStream.range(0, 3).forEach(i -> visit("cats"));
        house.clock.advance(Duration.ofDays(-1));
        assertThat(wait("cats")).as("the rate of all that one does").isLessThan(Duration.ofMillis(1));
        house.clock.advance(Duration.ofSeconds(1));
        assertThat(wait("cats")).isEqualTo(Duration.ofSeconds(10));
        house.clock.advance(Duration.ofSeconds(10));
        visit("cats");
    }

    @Test
    void withoutALimitOnReturnsOrAnyRateNobodyWaits() {
        House free = new House(limits -> limits.with(Limit.RETURNS, 0).with(Limit.RATE, 1_000_000));
        House unpaced = new House(limits -> limits.with(Limit.RETURNS, 1));
        for (House one : new House[] {free, unpaced}) {
            User ann = one.enter("ann");
            for (int i = 0; i < 9; i++) {
                Membership here = one.join(ann, "cats");
                done(one.chat.leave(here, ""));
            }
            assertThat(ann.memberships()).isEmpty();
        }
    }
}
