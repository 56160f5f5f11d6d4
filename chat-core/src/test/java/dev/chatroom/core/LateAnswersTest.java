package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.store.LateHistory;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    void anAnswerWaitsNoLongerThanItsReaderIsThere() {
        Membership ann = house.member("ann", "tea");
        late.flush();
        List<String> unused = reads(ann.user());

        done(ann.say("hello"));
        ann.user().outbox().reply("goodbye");
        ann.user().outbox().close();

        assertThat(reads(ann.user())).containsExactly("= goodbye", "closed");
    }
}
