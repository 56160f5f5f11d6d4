package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.text.RoomName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A room that only people of a node are in which the others take for gone. */
class AllMissingTest extends TwoNodesScene {
    private static final int LOOKS_OF_A_MINUTE = 60;
    private static final RoomName SOLO = new RoomName("solo", "solo");
    private static final JoinOptions WITH_KEY = JoinOptions.withKey("sesame");

    private final User ann = here.enter("ann");
    private final Membership bob = there.member("bob", "solo");

    private void loseBob() {
        done(bob.change(List.of(new ModeChange.KeyChange("sesame"))));
        settle();
        directory.lose(bob.user().id());
        settle();
        assertThat(here.chat.find("bob")).isEmpty();
    }

    private void bobIsBack() {
        directory.regain(bob.user().id());
        there.later();
        settle();
    }

    private Room solo() {
        return here.chat.room(SOLO).orElseThrow();
    }

    @Test
    void theRoomIsAsItWasWhenTheyAreBack() {
        loseBob();
        look(LOOKS_OF_A_MINUTE - 1);

        assertThat(refusal(here.chat.join(ann, "solo"))).isInstanceOf(Refusal.WrongKey.class);
        bobIsBack();
        assertThat(bob.hasEnded()).isFalse();
        assertThat(bob.isOperator()).isTrue();
        assertThat(solo().modes().key()).isEqualTo("sesame");
        look(LOOKS_OF_A_MINUTE);
        assertThat(bob.hasEnded()).isFalse();
    }

    @Test
    void itEndsAfterAMinute() {
        loseBob();
        look(LOOKS_OF_A_MINUTE);

        assertThat(here.chat.room(SOLO)).isEmpty();
        assertThat(here.join(ann, "solo").isOperator()).isTrue();
    }

    @Test
    void oneMemberWhoIsThereEndsTheWaiting() {
        loseBob();
        look(10);
        Membership inside = done(here.chat.join(ann, "solo", WITH_KEY));
        assertThat(inside.isOperator()).isFalse();
        look(2);
        assertThat(bob.hasEnded()).isFalse();
        look(1);
        assertThat(bob.hasEnded()).isTrue();
        assertThat(solo().memberIds()).containsExactly(ann.id());

        bobIsBack();
        assertThat(bob.user().membership(SOLO).orElseThrow().isOperator()).isTrue();
        assertThat(solo().ranksOf(bob.user().id())).contains(Set.of(Rank.OPERATOR));
    }

    @Test
    void ofTwoWhoAreMissingEachIsTakenOutAfterTheMinute() {
        there.join(there.enter("cay"), "solo");
        settle();
        b.fail();
        settle();
        look(LOOKS_OF_A_MINUTE - 1);
        assertThat(solo().memberIds()).hasSize(2);
        look(1);
        assertThat(here.chat.room(SOLO)).isEmpty();
    }
}
