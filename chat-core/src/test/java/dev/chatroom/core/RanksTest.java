package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.broadcast.InlineCallback;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.LeftBehind;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.store.LateHistory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Operators and voices: who has which rank, and how it comes and goes. */
class RanksTest {
    private final House house = new House();
    private final Membership alice = house.member("alice", "cats");
    private final Membership bob = house.member("bob", "cats");

    @Test
    void whoComesIntoAnEmptyRoomRunsItAndNobodyElse() {
        assertThat(alice.ranks()).containsExactly(Rank.OPERATOR);
        assertThat(alice.isOperator()).isTrue();
        assertThat(bob.ranks()).isEmpty();
        assertThat(bob.isOperator()).isFalse();
    }

    @Test
    void aMemberMayHaveBothRanksAndLosesThemOneByOne() {
        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), true),
                new RankChange(Rank.OPERATOR, bob.user().asAuthor(), true));
        assertThat(bob.ranks()).containsExactlyInAnyOrder(Rank.VOICE, Rank.OPERATOR);

        change(bob, new RankChange(Rank.OPERATOR, bob.user().asAuthor(), false));
        assertThat(bob.ranks()).containsExactly(Rank.VOICE);
        assertThat(refusal(bob.change(List.of(new RankChange(Rank.OPERATOR, bob.user().asAuthor(), true)))))
                .as("back again by itself").isInstanceOf(Refusal.NotOperator.class);
        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), false));
        assertThat(bob.ranks()).isEmpty();
    }

    @Test
    void anOperatorWhoGivesAwayTheRankMidwayIsStillHeardOut() {
        List<ModeChange> changed = change(alice, new RankChange(Rank.OPERATOR, alice.user().asAuthor(), false),
                new RankChange(Rank.OPERATOR, bob.user().asAuthor(), true));

        assertThat(changed).hasSize(2);
        assertThat(alice.isOperator()).isFalse();
        assertThat(bob.isOperator()).isTrue();
    }

    @Test
    void theOnlyOperatorCannotLeaveTheRoomWithoutOne() {
        RankChange away = new RankChange(Rank.OPERATOR, alice.user().asAuthor(), false);
        RankChange toBob = new RankChange(Rank.OPERATOR, bob.user().asAuthor(), true);
        RankChange fromBob = new RankChange(Rank.OPERATOR, bob.user().asAuthor(), false);

        assertThat(refusal(alice.change(List.of(away)))).isEqualTo(new Refusal.LastOperator(alice.room().name()));
        assertThat(refusal(alice.change(List.of(toBob, away, fromBob)))).isInstanceOf(Refusal.LastOperator.class);
        assertThat(alice.isOperator()).isTrue();
        assertThat(bob.isOperator()).isFalse();

        change(alice, toBob, away);
        assertThat(alice.isOperator()).isFalse();
    }

    @Test
    void whoeverWouldLeaveOthersWithoutAnOperatorIsKnown() {
        RankChange toBob = new RankChange(Rank.OPERATOR, bob.user().asAuthor(), true);
        RankChange fromBob = new RankChange(Rank.OPERATOR, bob.user().asAuthor(), false);

        assertThat(alice.leftBehind()).isEqualTo(LeftBehind.MEMBERS_WITHOUT_OPERATOR);
        assertThat(bob.leftBehind()).as("who runs nothing").isEqualTo(LeftBehind.NOTHING);
        change(alice, toBob);
        assertThat(alice.leftBehind()).as("one of two").isEqualTo(LeftBehind.NOTHING);
        change(alice, fromBob);
        alice.user().set(UserMode.SERVER_OPERATOR, true);
        assertThat(alice.leftBehind()).as("who runs the server").isEqualTo(LeftBehind.NOTHING);
        alice.user().set(UserMode.SERVER_OPERATOR, false);
        assertThat(alice.leftBehind()).isEqualTo(LeftBehind.MEMBERS_WITHOUT_OPERATOR);

        done(house.chat.leave(bob, ""));
        assertThat(alice.leftBehind()).as("who is alone").isEqualTo(LeftBehind.NOTHING);
        done(house.chat.leave(alice, ""));
        assertThat(alice.leftBehind()).as("who has left").isEqualTo(LeftBehind.NOTHING);
    }

    @Test
    void whoeverWouldLeaveModesWithoutAnOperatorIsKnown() {
        House keeping = new House(limits -> limits,
                builder -> builder.userIds(IdGenerator.sequentialAfter(7)).history(new LateHistory() {
                    @Override
                    public boolean keepsRooms() {
                        return true;
                    }
                }));
        Membership dave = keeping.member("dave", "cats");
        assertThat(dave.leftBehind()).as("a room like any other").isEqualTo(LeftBehind.NOTHING);

        change(dave, new FlagChange(RoomFlag.MODERATED, true));
        assertThat(dave.leftBehind()).isEqualTo(LeftBehind.MODES_WITHOUT_OPERATOR);

        change(alice, new FlagChange(RoomFlag.MODERATED, true));
        done(house.chat.leave(bob, ""));
        assertThat(alice.leftBehind()).as("a room that goes with its last member").isEqualTo(LeftBehind.NOTHING);
    }

    @Test
    void whoeverIsAloneMayGiveUpTheRank() {
        done(house.chat.leave(bob, ""));

        change(alice, new RankChange(Rank.OPERATOR, alice.user().asAuthor(), false));

        assertThat(alice.isOperator()).isFalse();
    }

    @Test
    void thoseWhoRunTheServerMayLeaveARoomWithoutOperators() {
        bob.user().set(UserMode.SERVER_OPERATOR, true);

        change(bob, new RankChange(Rank.OPERATOR, alice.user().asAuthor(), false));

        assertThat(alice.isOperator()).isFalse();
    }

    @Test
    void theRoomIsToldWhatTheMemberIsCalledNow() {
        RankChange early = new RankChange(Rank.VOICE, bob.user().asAuthor(), true);
        done(house.chat.rename(bob.user(), "rob"));

        assertThat(change(alice, early)).containsExactly(
                new RankChange(Rank.VOICE, bob.user().asAuthor(), true));
        assertThat(reads(alice.user())).endsWith("cats 4 alice changes +VOICE=rob");
    }

    @Test
    void ranksAreOfOneRoomAndOneVisit() {
        Membership dogs = house.member("carol", "dogs");
        Membership bobWithDogs = house.join(bob.user(), "dogs");
        change(dogs, new RankChange(Rank.OPERATOR, bob.user().asAuthor(), true));
        assertThat(bob.isOperator()).isFalse();
        assertThat(bobWithDogs.isOperator()).isTrue();

        done(house.chat.leave(bobWithDogs, ""));
        assertThat(house.join(bob.user(), "dogs").ranks()).isEmpty();
    }

    @Test
    void aViewShowsTheRanksAtItsPositionInTheOrderOfJoining() {
        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), true));
        RoomView view = alice.room().view(9, 0);
        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), false));

        assertThat(view.members()).extracting(RoomView.Member::ranks)
                .containsExactly(alice.ranks(), Set.of(Rank.VOICE));
    }

    @Test
    void aRankOutlivesARename() {
        done(house.chat.rename(alice.user(), "alicia"));

        assertThat(alice.isOperator()).isTrue();
    }

    @Test
    void thoseWithTheSameRanksShareOneSet() {
        change(alice, new RankChange(Rank.OPERATOR, bob.user().asAuthor(), true));
        assertThat(bob.ranks()).isSameAs(alice.ranks());

        alice.user().set(UserMode.BOT, true);
        bob.user().set(UserMode.INVISIBLE, true);
        bob.user().set(UserMode.BOT, true);
        assertThat(bob.user().set(UserMode.INVISIBLE, false)).isTrue();
        assertThat(bob.user().set(UserMode.INVISIBLE, false)).isFalse();
        assertThat(bob.user().modes()).isSameAs(alice.user().modes()).containsExactly(UserMode.BOT);
    }

    @Test
    void usersAreCountedByModeAsLongAsTheyArePresent() {
        User carol = house.chat.arrive("test", Profile.NONE, InlineCallback.NONE);
        carol.set(UserMode.BOT, true);
        bob.user().set(UserMode.BOT, true);
        assertThat(house.chat.usersWith(UserMode.BOT)).isEqualTo(1);

        house.chat.letIn(carol);
        assertThat(house.chat.usersWith(UserMode.BOT)).isEqualTo(2);
        carol.set(UserMode.BOT, false);
        assertThat(house.chat.usersWith(UserMode.BOT)).isEqualTo(1);

        house.chat.leave(bob.user(), "");
        bob.user().set(UserMode.BOT, false);
        house.chat.leave(bob.user(), "");
        assertThat(house.chat.usersWith(UserMode.BOT)).isZero();
    }
}
