package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.broadcast.ManualExecutor;
import dev.chatroom.core.limit.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How reading an outbox begins, rests and ends. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutboxEndTest {
    private final ManualExecutor passes = new ManualExecutor();
    private final House house = new House(limits -> limits, builder -> builder.executor(passes));
    private final AtomicInteger calls = new AtomicInteger();
    private final User bob = house.enter("bob", calls::incrementAndGet);
    private final Outbox outbox = bob.outbox();

    @Test
    void closingDeliversWhatIsThereAndThenTheEndOnce() {
        Membership alice = house.member("alice", "cats");
        house.join(bob, "cats");
        done(alice.say("hello"));
        outbox.reply("answer");

        outbox.close();
        outbox.close();
        done(alice.say("too late"));
        outbox.reply("too late");
        done(house.chat.tell(alice.user(), "alice", "to myself"));

        assertThat(reads(bob)).containsExactly("= answer", "cats 2 bob joins", "cats 3 alice: hello", "closed");
        assertThat(outbox.drain(delivery -> {
            throw new AssertionError("after the end came " + delivery);
        })).isFalse();
        assertThat(outbox.rest()).isTrue();
    }

    @Test
    void closingDeliversEvenWhatNobodyHasBeenWokenFor() {
        List<Membership> crowd = IntStream.range(0, 20).mapToObj(i -> house.member("user" + i, "cats")).toList();
        house.join(bob, "cats");
        reads(bob);
        done(crowd.getFirst().say("last words"));
        assertThat(passes.waiting()).isPositive();

        outbox.close();

        assertThat(reads(bob)).containsExactly("cats 22 user0: last words", "closed");
    }

    @Test
    void aClosedOutboxTakesNoMessages() {
        outbox.close();

        assertThat(House.refusal(house.chat.tell(house.enter("alice"), "bob", "hello")))
                .isEqualTo(new Refusal.RecipientBusy("bob"));
    }

    @Test
    void theFirstThingEverCallsTheReader() {
        assertThat(calls).hasValue(0);

        outbox.reply("hello");
        outbox.reply("there");

        assertThat(calls).hasValue(1);
    }

    @Test
    void aReaderAtRestIsCalledForARoomAReplyAMessageAndTheEnd() {
        Membership alice = house.member("alice", "cats");
        house.join(bob, "cats");
        List<Runnable> causes = List.of(
                () -> done(alice.say("hello")),
                () -> outbox.reply("answer"),
                () -> done(house.chat.tell(alice.user(), "bob", "psst")),
                outbox::close);

        for (Runnable cause : causes) {
            reads(bob);
            assertThat(outbox.rest()).isTrue();
            calls.set(0);
            cause.run();
            cause.run();
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void aReaderMayNotRestWhileSomethingIsLeft() {
        Membership place = house.join(bob, "cats");
        reads(bob);

        done(place.say("to myself"));
        assertThat(outbox.rest()).as("a room's event").isFalse();
        reads(bob);
        outbox.reply("answer");
        assertThat(outbox.rest()).as("a reply").isFalse();
        reads(bob);
        outbox.close();
        assertThat(outbox.rest()).as("the end").isFalse();
        reads(bob);
        assertThat(outbox.rest()).isTrue();
    }

    @Test
    void drainingStopsWhenTheSinkHasEnough() {
        List.of("one", "two", "three").forEach(outbox::reply);
        List<String> taken = new ArrayList<>();

        assertThat(outbox.drain(delivery -> {
            taken.add(words(delivery));
            return taken.size() < 2;
        })).as("something may be left").isTrue();
        assertThat(taken).containsExactly("= one", "= two");
        assertThat(outbox.drain(delivery -> taken.add(words(delivery)))).isFalse();
        assertThat(taken).containsExactly("= one", "= two", "= three");
    }

    @Test
    void takeWaitsForARoomAReplyAndTheEnd() {
        Membership place = house.join(bob, "cats");
        reads(bob);

        Threads.Running<String> first = Threads.start(() -> words(outbox.take())).untilParked();
        done(place.say("hello"));
        assertThat(first.get()).isEqualTo("cats 2 bob: hello");

        Threads.Running<String> second = Threads.start(() -> words(outbox.take())).untilParked();
        outbox.reply("answer");
        assertThat(second.get()).isEqualTo("= answer");

        Threads.Running<String> third = Threads.start(() -> words(outbox.take())).untilParked();
        outbox.close();
        assertThat(third.get()).isEqualTo("closed");
    }

    @Test
    void anInterruptEndsTakeAndLosesNothing() throws InterruptedException {
        Threads.Running<Boolean> taking = Threads.start(() -> {
            assertThatThrownBy(outbox::take).isInstanceOf(InterruptedException.class);
            return true;
        }).untilParked();

        taking.thread().interrupt();
        assertThat(taking.get()).isTrue();

        outbox.reply("answer");
        assertThat(words(outbox.take())).isEqualTo("= answer");
    }

    @Test
    void aBrokenCallbackHarmsNobodyElse() {
        List<Throwable> told = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, broken) -> told.add(broken));
        User broken = house.enter("broken", () -> {
            throw new IllegalStateException("broken");
        });
        User alice = house.enter("alice");

        done(house.chat.tell(alice, "broken", "hello"));

        assertThat(told).hasSize(1);
        assertThat(reads(broken)).containsExactly("alice -> broken: hello");
    }
}
