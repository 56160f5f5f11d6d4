package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who acts for a user waits while that user is about to be left behind in a room. */
class OutboxPaceTest {
    private static final int KEPT = 16;

    private final House house = new House(limits -> limits.with(Limit.LOG_EVENTS, KEPT), builder -> builder);
    private final Membership alice = house.member("alice", "cats");
    private final Membership bob = house.member("bob", "cats");
    private final Outbox outbox = bob.user().outbox();

    private void aliceSays(int lines) {
        IntStream.range(0, lines).forEach(i -> done(alice.say("line " + i)));
    }

    private Threads.Running<Boolean> awaiting() {
        return Threads.start(() -> {
            outbox.awaitSpace();
            return true;
        });
    }

    private boolean readsOneLine() {
        return outbox.drain(delivery -> false);
    }

    @Test
    void whoIsNotFarBehindDoesNotWait() {
        House.reads(bob.user());
        aliceSays(KEPT / 2);

        assertThat(awaiting().get()).isTrue();
    }

    @Test
    void whoIsFarBehindWaitsUntilItHasReadOn() {
        House.reads(bob.user());
        aliceSays(KEPT / 2 + 1);
        Threads.Running<Boolean> waiting = awaiting().untilParked();

        assertThat(House.reads(bob.user())).hasSize(KEPT / 2 + 1);

        assertThat(waiting.get()).isTrue();
    }

    @Test
    void whoStaysFarBehindWaitsForOneTurnOfItsReaderOnly() {
        House.reads(bob.user());
        aliceSays(KEPT);
        Threads.Running<Boolean> waiting = awaiting().untilParked();

        assertThat(readsOneLine()).isTrue();

        assertThat(waiting.get()).isTrue();
    }

    @Test
    void whoLeavesTheRoomWaitsForNothing() {
        House.reads(bob.user());
        aliceSays(KEPT);
        done(house.chat.leave(bob, ""));

        assertThat(awaiting().get()).isTrue();
    }

    @Test
    void closingEndsTheWait() {
        House.reads(bob.user());
        aliceSays(KEPT);
        Threads.Running<Boolean> waiting = awaiting().untilParked();

        outbox.close();

        assertThat(waiting.get()).isTrue();
    }
}
