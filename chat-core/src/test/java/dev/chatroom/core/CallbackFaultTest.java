package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.ViewScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A callback that throws leaves the chat whole: what it was called for has happened, or has not. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallbackFaultTest {
    private final House house = new House();
    private final Chat chat = house.chat;
    private final AtomicInteger calls = new AtomicInteger();
    private final User bob = house.enter("bob", calls::incrementAndGet);

    /** Throws for the second thing that it is given, once, and takes all the others. */
    private static final class BrokenOnce implements DeliverySink<ChatEvent> {
        private final List<String> taken = new ArrayList<>();
        private boolean broken;

        @Override
        public boolean take(Delivery<ChatEvent> delivery) {
            if (!broken && taken.size() == 1) {
                broken = true;
                throw new IllegalStateException("sink broken");
            }
            taken.add(House.words(delivery));
            return true;
        }
    }

    @Test
    void aWelcomeThatCannotBeWeighedLetsNobodyIn() {
        Membership alice = house.member("alice", "tea");
        Delivery.Reply<ChatEvent> broken = () -> {
            throw new IllegalStateException("weight broken");
        };
        assertThatThrownBy(() -> chat.join(bob, "tea", JoinOptions.welcomed(0, broken))).hasMessage("weight broken");
        assertThatIllegalArgumentException().isThrownBy(() -> chat.join(bob, "tea", JoinOptions.welcomed(0, () -> -1)));

        assertThatThrownBy(() -> chat.join(bob, "milk", JoinOptions.welcomed(0, broken))).hasMessage("weight broken");

        assertThat(alice.room().memberIds()).containsExactly(alice.user().id());
        assertThat(bob.memberships()).isEmpty();
        assertThat(chat.roomCount()).isEqualTo(1);
        house.join(bob, "tea");
        assertThat(reads(bob)).containsExactly("tea 2 bob joins");
    }

    /** It is the dialect's own code, for which no room and no outbox may wait. */
    @Test
    void aReplyIsWeighedUnderNoLock() {
        Membership place = house.join(bob, "tea");
        Membership alice = house.member("alice", "tea");
        List<Boolean> spoken = new ArrayList<>();
        Delivery.Reply<ChatEvent> reply = () -> {
            spoken.add(Threads.start(() -> {
                bob.outbox().reply("meanwhile");
                done(alice.say("meanwhile"));
                return true;
            }).get());
            return 0;
        };
        bob.outbox().reply(reply);
        bob.outbox().replyInOrder(reply);
        bob.outbox().replyAfter(place, 1, reply);
        bob.outbox().report(place, ViewScope.FEW_OF_EACH, reply);
        done(chat.join(alice.user(), "milk"));
        done(chat.join(bob, "milk", JoinOptions.welcomed(0, reply)));

        assertThat(spoken).containsExactly(true, true, true, true, true);
    }

    @Test
    void aProfileThatCannotBeMadeLeavesTheNameAsItWas() {
        Membership alice = house.member("alice", "tea");
        house.join(bob, "tea");
        reads(alice.user());

        assertThatThrownBy(() -> chat.rename(bob, "daniel", taken -> {
            throw new IllegalStateException("profile broken");
        })).hasMessage("profile broken");
        assertThatNullPointerException().isThrownBy(() -> chat.rename(bob, "daniel", taken -> null));

        assertThat(bob.nickname().text()).isEqualTo("bob");
        assertThat(chat.find("bob")).contains(bob);
        done(chat.rename(alice.user(), "daniel"));
        assertThat(reads(alice.user())).containsExactly("tea 3 alice is daniel");
    }

    @Test
    void aCollectionThatIsFullGetsNoEventTwice() {
        Broadcaster<String> news = new Broadcaster<>("news", 4, Runnable::run);
        Subscription<String> reader = news.subscribe();
        IntStream.rangeClosed(1, 5).forEach(i -> news.publish("event"));

        assertThatThrownBy(() -> reader.drainTo(full(), 9)).hasMessage("Queue full");
        assertThat(reader.poll()).as("a gap that was not taken").isEqualTo(new Delivery.Lagged<>("news", 1));

        ArrayBlockingQueue<Delivery.FromLog<String>> two = new ArrayBlockingQueue<>(2);
        assertThatThrownBy(() -> reader.drainTo(two, 9)).hasMessage("Queue full");
        assertThat(two).extracting(Readings::text).containsExactly("2 event", "3 event");
        assertThat(Readings.all(reader)).containsExactly("4 event", "5 event");
    }

    @Test
    void aSinkThatThrowsLosesNoEventOfARoom() {
        house.join(bob, "tea");
        done(bob.memberships().getFirst().say("hello"));
        assertThat(drainedByABrokenSink()).containsExactly("tea 1 bob joins", "tea 2 bob: hello");
    }

    @Test
    void aSinkThatThrowsLosesNothingForTheUserAlone() {
        bob.outbox().reply("one");
        bob.outbox().reply("two");
        assertThat(drainedByABrokenSink()).containsExactly("= one", "= two");
    }

    @Test
    void aSinkThatThrowsLosesNoEnd() {
        bob.outbox().reply("one");
        bob.outbox().close();
        assertThat(drainedByABrokenSink()).containsExactly("= one", "closed");
    }

    @Test
    void aSinkThatThrowsLosesNoGap() {
        House small = new House(limits -> limits.with(Limit.LOG_EVENTS, 16));
        Membership carol = small.member("carol", "tea");
        IntStream.range(0, 17).forEach(i -> done(carol.say("hello")));
        carol.user().outbox().reply("one");

        assertThat(drainedByABrokenSink(carol.user()))
                .startsWith("= one", "tea lagged 2", "tea 3 carol: hello").hasSize(18);
    }

    @Test
    void aCollectionThatIsFullLosesNothingOfAnOutbox() {
        IntStream.range(0, 3).forEach(i -> bob.outbox().reply("line " + i));
        ArrayBlockingQueue<Delivery<ChatEvent>> two = new ArrayBlockingQueue<>(2);

        assertThatThrownBy(() -> bob.outbox().drainTo(two, 9)).hasMessage("Queue full");

        assertThat(two).extracting(House::words).containsExactly("= line 0", "= line 1");
        assertThat(reads(bob)).containsExactly("= line 2");
    }

    private List<String> drainedByABrokenSink() {
        return drainedByABrokenSink(bob);
    }

    private static List<String> drainedByABrokenSink(User user) {
        BrokenOnce sink = new BrokenOnce();
        assertThatThrownBy(() -> user.outbox().drain(sink)).hasMessage("sink broken");
        assertThat(user.outbox().drain(sink)).isFalse();
        return sink.taken;
    }

    private static ArrayBlockingQueue<Delivery.FromLog<String>> full() {
        ArrayBlockingQueue<Delivery.FromLog<String>> one = new ArrayBlockingQueue<>(1);
        one.add(new Delivery.Closed<>());
        return one;
    }
}
