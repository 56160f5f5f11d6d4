package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.UserMode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Putting out, inviting, and what those who run the server do. */
class ModerationTest {
    private final House house = new House(limits -> limits.with(Limit.REASON, 10));
    private final Chat chat = house.chat;
    private final Moderation moderation = chat.moderation();
    private final Membership alice = house.member("alice", "cats");
    private final Membership bob = house.member("bob", "cats");
    private final Room room = alice.room();

    @Test
    void whoIsPutOutReadsItAndThenNothingOfTheRoom() {
        Membership dogs = house.join(bob.user(), "dogs");
        done(alice.say("before"));
        assertThat(done(moderation.kick(alice, bob.user(), "far too loud"))).isSameAs(bob);
        done(alice.say("after"));

        assertThat(reads(bob.user())).containsExactly("cats 2 bob joins", "dogs 1 bob joins", "cats 3 alice: before",
                "cats 4 alice kicks bob (far too lo)");
        assertThat(reads(alice.user())).endsWith("cats 4 alice kicks bob (far too lo)", "cats 5 alice: after");
        assertThat(bob.user().memberships()).containsExactly(dogs);
        assertThat(refusal(bob.say("hello"))).isEqualTo(new Refusal.NotThere(room.name()));
        assertThat(refusal(chat.leave(bob, ""))).isEqualTo(new Refusal.NotThere(room.name()));
        assertThat(room.view(9, 0).members()).extracting(RoomView.Member::userId).containsExactly(alice.user().id());
    }

    @Test
    void whoWasPutOutMayComeInAgainAndReadsBothInOrder() {
        reads(bob.user());
        done(moderation.kick(alice, bob.user(), ""));
        done(alice.say("unheard"));
        Membership again = house.join(bob.user(), "cats");

        assertThat(again.ranks()).isEmpty();
        assertThat(refusal(bob.say("from before"))).isInstanceOf(Refusal.NotThere.class);
        done(again.say("back"));
        assertThat(reads(bob.user())).containsExactly("cats 3 alice kicks bob ()", "cats 5 bob joins",
                "cats 6 bob: back");
    }

    @Test
    void theRankIsGoneWithTheMembership() {
        change(alice, new RankChange(Rank.OPERATOR, bob.user().asAuthor(), true));
        done(moderation.kick(bob, alice.user(), ""));
        Membership again = house.join(alice.user(), "cats");

        assertThat(again.isOperator()).isFalse();
        assertThat(refusal(moderation.kick(alice, bob.user(), ""))).isEqualTo(new Refusal.NotThere(room.name()));
        assertThat(refusal(moderation.kick(again, bob.user(), ""))).isEqualTo(new Refusal.NotOperator(room.name()));
    }

    @Test
    void onlyOperatorsPutOutAndOnlyMembersAre() {
        User carol = house.enter("carol");

        assertThat(refusal(moderation.kick(bob, alice.user(), ""))).isEqualTo(new Refusal.NotOperator(room.name()));
        assertThat(refusal(moderation.kick(alice, carol, ""))).isEqualTo(new Refusal.NotMember("carol", room.name()));
        chat.leave(bob.user(), "");
        assertThat(refusal(moderation.kick(alice, bob.user(), "")))
                .isEqualTo(new Refusal.NotMember("bob", room.name()));
    }

    @Test
    void anOperatorMayPutItselfOut() {
        done(moderation.kick(alice, alice.user(), "enough"));

        assertThat(reads(alice.user())).endsWith("cats 3 alice kicks alice (enough)");
        assertThat(room.view(9, 0).members()).extracting(RoomView.Member::userId).containsExactly(bob.user().id());
        assertThat(bob.isOperator()).as("nobody inherits a room").isFalse();
    }

    @Test
    void aRoomWhoseLastMemberIsPutOutIsGone() {
        done(chat.leave(bob, ""));
        done(moderation.kick(alice, alice.user(), ""));

        assertThat(chat.room(room.name())).isEmpty();
        assertThat(alice.user().memberships()).isEmpty();
        Membership again = house.join(alice.user(), "cats");
        assertThat(again.room()).isNotSameAs(room);
        assertThat(again.isOperator()).isTrue();
        assertThat(reads(alice.user())).endsWith("cats 4 alice kicks alice ()", "cats 1 alice joins");
    }

    @Test
    void aRoomWithoutOperatorsStaysSoUntilItEmpties() {
        Membership carol = house.member("carol", "cats");
        done(chat.leave(alice, ""));
        assertThat(List.of(bob, carol)).noneMatch(Membership::isOperator);
        assertThat(house.join(alice.user(), "cats").isOperator()).as("not even to who made it").isFalse();
        assertThat(refusal(carol.change(List.of(new KeyChange("x"))))).isInstanceOf(Refusal.NotOperator.class);
    }

    @Test
    void anInvitationByAnOperatorOpensTheDoorOnce() {
        User carol = house.enter("carol");
        change(alice, new FlagChange(RoomFlag.INVITE_ONLY, true));
        assertThat(refusal(chat.join(carol, "cats"))).isEqualTo(new Refusal.InviteOnly(room.name()));

        ChatEvent.Invited invited = done(moderation.invite(alice, carol));

        assertThat(reads(carol)).containsExactly("alice asks into cats");
        assertThat(invited.audience().users()).isEqualTo(Set.of(alice.user().id()));
        assertThat(reads(alice.user())).endsWith("cats 4 alice invites carol");
        Membership place = house.join(carol, "cats");
        done(moderation.kick(alice, carol, ""));
        assertThat(place.user().memberships()).isEmpty();
        assertThat(refusal(chat.join(carol, "cats"))).isEqualTo(new Refusal.InviteOnly(room.name()));
    }

    @Test
    void aMemberMayAskIntoAnOpenRoomButOpensNoDoor() {
        User carol = house.enter("carol");
        change(alice, new KeyChange("fish"));
        ChatEvent.Invited invited = done(moderation.invite(bob, carol));

        assertThat(invited.audience().users())
                .containsExactlyInAnyOrder(alice.user().id(), bob.user().id());
        assertThat(reads(carol)).containsExactly("bob asks into cats");
        assertThat(refusal(chat.join(carol, "cats"))).isEqualTo(new Refusal.WrongKey(room.name(), false));
    }

    @Test
    void aMemberMayNotAskIntoAClosedRoom() {
        change(alice, new FlagChange(RoomFlag.INVITE_ONLY, true));

        assertThat(refusal(moderation.invite(bob, house.enter("carol"))))
                .isEqualTo(new Refusal.NotOperator(room.name()));
    }

    @Test
    void onlyWhoIsPresentAndNotAMemberIsInvited() {
        User gone = house.enter("gone");
        chat.leave(gone, "");
        User arrived = chat.arrive("test", Profile.NONE, () -> {
        });

        assertThat(refusal(moderation.invite(alice, bob.user())))
                .isEqualTo(new Refusal.MemberAlready("bob", room.name()));
        assertThat(refusal(moderation.invite(alice, gone))).isEqualTo(new Refusal.NoSuchUser("gone"));
        assertThat(refusal(moderation.invite(alice, arrived)))
                .isEqualTo(new Refusal.NoSuchUser(arrived.nickname().text()));
        done(chat.leave(alice, ""));
        assertThat(refusal(moderation.invite(alice, house.enter("carol"))))
                .isEqualTo(new Refusal.NotThere(room.name()));
    }

    @Test
    void whoIgnoresTheAuthorIsNotAskedButMayCome() {
        User carol = house.enter("carol");
        change(alice, new FlagChange(RoomFlag.INVITE_ONLY, true));
        done(chat.ignore(carol, "alice"));
        done(moderation.invite(alice, carol));

        assertThat(reads(carol)).isEmpty();
        house.join(carol, "cats");
    }

    @Test
    void puttingOutAndInvitingCountAgainstThePace() {
        House slow = new House(limits -> limits.with(Limit.RATE, 2).with(Limit.BURST, 1));
        Membership dave = slow.member("dave", "cats");
        User erin = slow.enter("erin");

        assertThat(refusal(slow.chat.moderation().invite(dave, erin))).isInstanceOf(Refusal.TooFast.class);
        assertThat(refusal(slow.chat.moderation().kick(dave, erin, ""))).isInstanceOf(Refusal.TooFast.class);
    }

    @Test
    void whoIsExpelledReadsByWhomAndWhyAndThenTheEnd() {
        User root = house.enter("rooty");
        assertThat(refusal(moderation.expel(root, bob.user(), ""))).isEqualTo(new Refusal.NotServerOperator());
        root.set(UserMode.SERVER_OPERATOR, true);

        done(moderation.expel(root, bob.user(), "out with you"));

        assertThat(reads(bob.user())).contains("rooty expels: out with y", "cats 3 bob leaves (out with y)")
                .endsWith("closed");
        assertThat(chat.find("bob")).isEmpty();
        assertThat(refusal(moderation.expel(root, bob.user(), ""))).isEqualTo(new Refusal.NoSuchUser("bob"));
    }

    @Test
    void whoDoesNotReadIsToldOfBeingExpelledAllTheSame() {
        House small = new House(limits -> limits.with(Limit.PENDING, 16));
        User dave = small.enter("dave");
        User root = small.enter("rooty");
        root.set(UserMode.SERVER_OPERATOR, true);
        for (int i = 0; i < 16; i++) {
            done(small.chat.tell(root, "dave", "psst"));
        }
        done(small.chat.moderation().expel(root, dave, "asleep"));

        assertThat(reads(dave)).hasSize(18).endsWith("rooty expels: asleep", "closed");
    }

    @Test
    void announcementsReachAllOrThoseWhoWantThem() {
        User root = house.enter("rooty");
        User listener = house.enter("listener");
        listener.set(UserMode.WALLOPS, true);
        assertThat(refusal(moderation.announce(root, "hello"))).isEqualTo(new Refusal.NotServerOperator());
        root.set(UserMode.SERVER_OPERATOR, true);
        assertThat(refusal(moderation.announce(root, " "))).isEqualTo(new Refusal.NothingToSay());
        reads(bob.user());

        done(moderation.announce(root, "back in five minutes", UserMode.WALLOPS));
        assertThat(reads(listener)).containsExactly("rooty announces: back in five minutes");
        assertThat(reads(bob.user())).isEmpty();
        assertThat(reads(root)).isEmpty();

        done(moderation.announce(root, "back"));
        assertThat(reads(listener)).containsExactly("rooty announces: back");
        assertThat(reads(bob.user())).containsExactly("rooty announces: back");
        assertThat(reads(root)).containsExactly("rooty announces: back");
    }
}
