package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.store.LateHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When answers are read in a chat whose store keeps events later than they happen. */
class LateAnswersTest {
    private final LateHistory late = new LateHistory();
    private final House house = new House(
            limits -> limits, builder -> builder.history(late).userIds(IdGenerator.sequential()));

    @Test
    void answersAreReadAfterWhatTheUserDidBefore() {
        Membership ann = house.member("ann", "tea");
        Membership bob = house.member("bob", "tea");
        late.flush();
        List<String> unused = reads(ann.user());
        unused = reads(bob.user());

        done(ann.say("hello"));
        ann.user().outbox().reply("after hello");
        ann.user().outbox().replyInOrder(House.text("in order"));
        bob.user().outbox().reply("not for what others do");

        assertThat(reads(ann.user())).isEmpty();
        assertThat(ann.user().outbox().rest()).as("nothing to do until it is kept").isTrue();
        assertThat(reads(bob.user())).containsExactly("= not for what others do");
        late.flush();
        assertThat(reads(ann.user())).containsExactly("tea 3 ann: hello", "= after hello", "= in order");
        assertThat(reads(bob.user())).containsExactly("tea 3 ann: hello");

        done(house.chat.leave(ann, "bye"));
        ann.user().outbox().reply("after bye");
        assertThat(reads(ann.user())).isEmpty();
        late.flush();
        assertThat(reads(ann.user())).containsExactly("tea 4 ann leaves (bye)", "= after bye");
        ann.user().outbox().reply("nothing to wait for");
        assertThat(reads(ann.user())).containsExactly("= nothing to wait for");
    }

    @Test
    void readersAreWokenOnceWhenThereIsSomethingToRead() {
        Membership ann = house.member("ann", "tea");
        late.flush();
        AtomicInteger woken = new AtomicInteger();
        Subscription<ChatEvent> reader = ann.room().observe(0, woken::incrementAndGet);
        assertThat(reader.poll()).isNull();

        done(ann.say("hello"));
        assertThat(woken).hasValue(0);
        late.flush();

        assertThat(woken).hasValue(1);
        assertThat(reader.poll()).isInstanceOf(Delivery.Event.class);
    }

    @Test
    void anAnswerWaitsNoLongerThanItsReaderIsThere() {
        Membership ann = house.member("ann", "tea");
        late.flush();
        List<String> unused = reads(ann.user());

        done(ann.say("hello"));
        ann.user().outbox().reply("goodbye");
        ann.user().outbox().close();

        assertThat(reads(ann.user())).containsExactly("= goodbye", "closed");
    }

    /** Reads only when it is called, as a server does. */
    private static final class CalledReader {
        private final List<String> read = new ArrayList<>();
        private boolean called;

        void readIfCalled(User user) {
            if (called) {
                called = false;
                do {
                    boolean unused = user.outbox().drain(delivery -> read.add(House.words(delivery)));
                } while (!user.outbox().rest());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void noAnswerIsLostHoweverLateEventsAreKept(int rooms) {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            CalledReader reader = new CalledReader();
            User ann = house.enter("ann" + seed, () -> reader.called = true);
            for (int i = 0; i < 40; i++) {
                List<Membership> in = ann.memberships();
                int what = in.isEmpty() ? 0 : random.nextInt(6);
                reader.read.add("- " + what);
                if (what == 0) {
                    var unused = house.chat.join(ann, "room" + random.nextInt(rooms));
                } else if (what == 1) {
                    var unused = house.chat.leave(in.get(random.nextInt(in.size())), "");
                } else if (what < 5) {
                    var unused = in.get(random.nextInt(in.size())).say("line " + i);
                } else {
                    var unused = in.get(random.nextInt(in.size())).setTopic("topic " + i);
                }
                if (random.nextBoolean()) {
                    reader.readIfCalled(ann);
                }
                if (random.nextBoolean()) {
                    late.flush();
                }
                if (random.nextBoolean()) {
                    reader.readIfCalled(ann);
                }
                ann.outbox().replyInOrder(House.text("answer " + i));
                if (random.nextBoolean()) {
                    reader.readIfCalled(ann);
                }
                late.flush();
                reader.readIfCalled(ann);
                assertThat(reader.read).as("seed %d", seed).last().isEqualTo("= answer " + i);
            }
        }
    }
}
