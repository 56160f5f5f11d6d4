package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.text.RoomName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People whose node was only taken for gone. */
class ComingBackTest extends TwoNodesScene {
    private static final RoomName TEA = new RoomName("tea", "tea");

    private final Membership ann = here.member("ann", "tea");
    private final Membership bob = there.member("bob", "tea");

    private void loseBob() {
        settle();
        reads(bob.user());
        directory.lose(bob.user().id());
        settle();
        lookFiveTimes();
        assertThat(bob.hasEnded()).isTrue();
    }

    private void comeBack() {
        directory.regain(bob.user().id());
        there.later();
        settle();
    }

    @Test
    void theyAreAsTheyWereAndReadOn() {
        done(ann.change(List.of(
                new ModeChange.RankChange(Rank.OPERATOR, bob.user().id(), bob.user().nickname(), true),
                new ModeChange.KeyChange("sesame"),
                new ModeChange.FlagChange(RoomFlag.INVITE_ONLY, true))));
        loseBob();
        done(ann.say("meanwhile"));
        comeBack();

        Membership again = bob.user().membership(TEA).orElseThrow();
        assertThat(again.isOperator()).isTrue();
        assertThat(ann.room().ranksOf(bob.user().id())).hasValueSatisfying(
                ranks -> assertThat(ranks).containsExactly(Rank.OPERATOR));
        assertThat(reads(bob.user())).containsExactly(
                "tea 4 bob leaves (connection to their node lost)", "tea 5 ann: meanwhile", "tea 6 bob joins");
    }

    @Test
    void whoeverHasBeenBannedMeanwhileStaysOut() {
        loseBob();
        done(ann.change(List.of(
                new ModeChange.MaskChange(MaskKind.BAN, "bob!*@*", true))));
        comeBack();

        assertThat(bob.user().memberships()).isEmpty();
        assertThat(ann.room().memberIds()).containsExactly(ann.user().id());
        assertThat(reads(bob.user())).endsWith("bob loses tea BANNED");
    }

    @Test
    void whoeverMayNotEnterTheRoomThatFollowsIsToldWhy() {
        there.join(bob.user(), "solo");
        loseBob();
        look(60);
        Membership other = here.join(ann.user(), "solo");
        done(other.change(List.of(new ModeChange.KeyChange("sesame"))));
        comeBack();

        assertThat(bob.user().membership(TEA)).isPresent();
        assertThat(reads(bob.user())).endsWith("bob loses solo KEY");
    }

    @Test
    void whoeverIsInAgainAlreadyIsToldNothing() {
        loseBob();
        there.join(bob.user(), "tea");
        comeBack();

        assertThat(reads(bob.user())).endsWith("tea 4 bob joins");
    }

    @Test
    void whoeverRanARoomThatHasEndedRunsNoOtherOfItsName() {
        Membership solo = there.join(bob.user(), "solo");
        assertThat(solo.isOperator()).isTrue();
        loseBob();
        look(60);
        Membership other = here.join(ann.user(), "solo");
        comeBack();

        assertThat(other.isOperator()).isTrue();
        assertThat(other.room().ranksOf(bob.user().id())).hasValueSatisfying(ranks -> assertThat(ranks).isEmpty());
    }
}
