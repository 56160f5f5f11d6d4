package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.RoomName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who comes into a room: bans, keys, limits, invitations, and which of them counts for more. */
class JoinOptionsTest {
    private final House house = new House();
    private final Chat chat = house.chat;
    private final Membership alice = house.member("alice", "cats");
    private final RoomName cats = alice.room().name();
    private final User bob = house.enter("bob", new Profile("~bob", "", "host.example"));

    @Test
    void aBannedUserStaysOutWhateverPartOfTheMaskMatches() {
        for (String mask : List.of("bob", "BOB!*@*", "*!~bob@*", "*@host.example", "*.EXAMPLE", "?ob!~*@host.*")) {
            change(alice, new MaskChange(MaskKind.BAN, mask, true));
            assertThat(refusal(chat.join(bob, "cats"))).as(mask).isEqualTo(new Refusal.Banned(cats));
            change(alice, new MaskChange(MaskKind.BAN, mask, false));
        }
        house.join(bob, "cats");
    }

    @Test
    void aBanIsForTheNameThatOneHasNow() {
        change(alice, new MaskChange(MaskKind.BAN, "bob", true));
        done(chat.rename(bob, "rob"));

        house.join(bob, "cats");
    }

    @Test
    void anExceptionCountsForMoreThanABan() {
        change(alice, new MaskChange(MaskKind.BAN, "*", true),
                new MaskChange(MaskKind.BAN_EXCEPTION, "*@host.example", true));
        house.join(bob, "cats");

        assertThat(refusal(chat.join(house.enter("carol"), "cats"))).isEqualTo(new Refusal.Banned(cats));
    }

    @Test
    void anExceptionFromBansIsNoneFromInvitations() {
        change(alice, new FlagChange(RoomFlag.INVITE_ONLY, true), new MaskChange(MaskKind.BAN_EXCEPTION, "bob", true));
        assertThat(refusal(chat.join(bob, "cats"))).isEqualTo(new Refusal.InviteOnly(cats));

        change(alice, new MaskChange(MaskKind.INVITE_EXCEPTION, "bob", true), new MaskChange(MaskKind.BAN, "bob", true),
                new MaskChange(MaskKind.BAN_EXCEPTION, "bob", false));
        assertThat(refusal(chat.join(bob, "cats"))).isEqualTo(new Refusal.Banned(cats));

        change(alice, new MaskChange(MaskKind.BAN, "bob", false));
        house.join(bob, "cats");
    }

    @Test
    void aKeyLetsInThoseWhoKnowItToTheLetter() {
        change(alice, new KeyChange("Fish"));

        assertThat(refusal(chat.join(bob, "cats"))).isEqualTo(new Refusal.WrongKey(cats, false));
        assertThat(refusal(join(bob, "fish"))).isEqualTo(new Refusal.WrongKey(cats, true));
        done(join(bob, "Fish"));
    }

    @Test
    void aKeyThatIsNotNeededDoesNoHarm() {
        done(join(bob, "whatever"));
    }

    @Test
    void aRoomsOwnLimitHoldsForThoseWhoComeNotForThoseWhoAreThere() {
        house.member("carol", "cats");
        change(alice, new LimitChange(1));
        assertThat(alice.room().view(0, 0).present()).isEqualTo(2);
        assertThat(refusal(chat.join(bob, "cats"))).isEqualTo(new Refusal.RoomFull(cats, 1));

        change(alice, new LimitChange(2));
        assertThat(refusal(chat.join(bob, "cats"))).isEqualTo(new Refusal.RoomFull(cats, 2));
        change(alice, new LimitChange(3));
        house.join(bob, "cats");
    }

    @Test
    void anInvitationByAnOperatorCountsForMoreThanAllModes() {
        shut();
        done(chat.moderation().invite(alice, bob));

        house.join(bob, "cats");
    }

    @Test
    void whoRunsTheServerComesInEverywhere() {
        shut();
        assertThat(refusal(chat.join(bob, "cats"))).isEqualTo(new Refusal.Banned(cats));
        bob.set(UserMode.SERVER_OPERATOR, true);

        house.join(bob, "cats");
    }

    @Test
    void nothingCountsForMoreThanTheChatsOwnLimit() {
        House small = new House(limits -> limits.with(Limit.MEMBERS, 1));
        Membership carol = small.member("carol", "cats");
        User dave = small.enter("dave");
        dave.set(UserMode.SERVER_OPERATOR, true);
        done(small.chat.moderation().invite(carol, dave));

        assertThat(refusal(small.chat.join(dave, "cats"))).isEqualTo(new Refusal.RoomFull(carol.room().name(), 1));
        done(small.chat.leave(carol, ""));
        small.join(dave, "cats");
    }

    @Test
    void anInvitationIsForTheUserWhateverItsName() {
        shut();
        done(chat.moderation().invite(alice, bob));
        done(chat.rename(bob, "rob"));
        User other = house.enter("bob");

        assertThat(refusal(chat.join(other, "cats"))).isEqualTo(new Refusal.Banned(cats));
        house.join(bob, "cats");
    }

    @Test
    void whoIsBannedWhileInsideStaysInside() {
        Membership place = house.join(bob, "cats");
        change(alice, new MaskChange(MaskKind.BAN, "bob", true));

        assertThat(bob.memberships()).containsExactly(place);
        done(chat.leave(place, ""));
        assertThat(refusal(chat.join(bob, "cats"))).isEqualTo(new Refusal.Banned(cats));
    }

    private void shut() {
        change(alice, new MaskChange(MaskKind.BAN, "*", true), new FlagChange(RoomFlag.INVITE_ONLY, true),
                new KeyChange("fish"), new LimitChange(1));
    }

    private Outcome<Membership> join(User user, String key) {
        return chat.join(user, "cats", JoinOptions.withKey(key));
    }
}
