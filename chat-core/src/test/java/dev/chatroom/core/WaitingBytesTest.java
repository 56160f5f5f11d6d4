package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.MemberSelection;
import dev.chatroom.core.room.ViewScope;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What waits for somebody who does not read is bounded in bytes: for each, and for all together. */
class WaitingBytesTest {
    private static final String LONG = "x".repeat(1_000);

    @Test
    void whoeverDoesNotReadHasToWaitBeforeTheNextRequest() {
        House house = new House(limits -> limits.with(Limit.PENDING_BYTES, 4_096));
        Outbox outbox = house.enter("bob").outbox();
        outbox.reply(LONG);
        outbox.reply(LONG);
        assertThat(awaiting(outbox).get()).as("after two").isTrue();
        outbox.reply(LONG);
        outbox.reply(LONG);
        Threads.Running<Boolean> waiting = awaiting(outbox).untilParked();

        assertThat(outbox.drain(delivery -> false)).isTrue();

        assertThat(waiting.get()).isTrue();
    }

    @Test
    void aReportThatWaitsCountsWithTheMessagesOnIt() {
        House house = new House();
        Membership ann = house.member("ann", "tea");
        User bob = house.enter("bob");
        Membership place = house.join(bob, "tea");
        IntStream.range(0, 20).forEach(i -> {
            done(ann.say(LONG));
            house.clock.advance(Duration.ofSeconds(3));
        });
        long before = house.chat.memory().kept();
        bob.outbox().report(place, new ViewScope(MemberSelection.NOBODY, 10, 1 << 20), House.text("report"));
        long added = house.chat.memory().kept() - before;

        assertThat(added).isBetween(10_000L, 12_500L);
        reads(bob);
        assertThat(house.chat.memory().kept()).isEqualTo(before);
    }

    /** Though the room keeps 200 messages: so a thousand may come at once who do not read yet. */
    @Test
    void aWelcomeThatWaitsIsSmall() {
        House house = new House(limits -> limits.with(Limit.QUIET_ABOVE, 1));
        Membership ann = house.member("ann", "tea");
        IntStream.range(0, 200).forEach(i -> {
            done(ann.say("x".repeat(50)));
            house.clock.advance(Duration.ofSeconds(3));
        });
        JoinOptions welcomed = JoinOptions.welcomed(0, House.text("welcome"));
        List<User> all = IntStream.range(0, 1_000).mapToObj(i -> house.enter("bob" + i)).toList();
        long before = house.chat.memory().kept();
        all.forEach(bob -> done(house.chat.join(bob, "tea", welcomed)));

        assertThat((house.chat.memory().kept() - before) / 1_000).as("bytes for each").isBetween(3_000L, 5_500L);
    }

    @Test
    void privateMessagesAreRefusedFromSoManyBytesOn() {
        House house = new House(limits -> limits.with(Limit.PENDING_BYTES, 4_096));
        User ann = house.enter("ann");
        User bob = house.enter("bob");
        int told = tellUntilRefused(house, ann, bob);

        assertThat(told).isBetween(3, 4);
        assertThat(reads(bob)).hasSize(told);
        done(house.chat.tell(ann, "bob", LONG));
    }

    /** A quarter of the budget; from then on each has two kilobytes, and one message more. */
    @Test
    void allTogetherAreBoundedToo() {
        int memory = 1 << 20;
        House house = new House(limits -> limits, builder -> builder.memory(memory));
        User ann = house.enter("ann");
        List<User> all = IntStream.range(0, 40).mapToObj(i -> house.enter("bob" + i)).toList();
        List<Integer> told = all.stream().map(bob -> tellUntilRefused(house, ann, bob)).toList();

        assertThat(told.getFirst()).as("for the first").isBetween(45, 64);
        assertThat(told.getLast()).as("for the last").isBetween(1, 3);
        assertThat(told.stream().mapToInt(Integer::intValue).sum() * 1_000)
                .isLessThan(memory / 4 + 40 * 3_000);
        assertThat(house.chat.memory().kept()).isLessThan(memory + 40 * 3_000);
    }

    private static int tellUntilRefused(House house, User from, User to) {
        for (int told = 0; told < 256; told++) {
            Outcome<?> outcome = house.chat.tell(from, to.nickname().text(), LONG);
            if (outcome instanceof Outcome.Refused<?>) {
                assertThat(refusal(outcome)).isInstanceOf(Refusal.RecipientBusy.class);
                return told;
            }
        }
        throw new AssertionError("nothing was refused");
    }

    private static Threads.Running<Boolean> awaiting(Outbox outbox) {
        return Threads.start(() -> {
            outbox.awaitSpace();
            return true;
        });
    }
}
