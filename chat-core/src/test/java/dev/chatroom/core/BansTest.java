package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.ModeChange.MaskChange;
import org.junit.jupiter.api.Test;

/** Whoever is banned or muted is remembered, but not for good. */
class BansTest {
    private final House house = new House();
    private final Membership alice = house.member("alice", "cats");
    private final Roster roster = new Roster();
    private final Bans bans = new Bans(roster);

    private RoomModes modesWith(String mask) {
        MaskChange ban = new MaskChange(MaskKind.BAN, mask, true);
        change(alice, ban);
        return RoomModes.STANDARD.with(ban, alice.asAuthor(), house.clock.instant());
    }

    @Test
    void aBoundedNumberIsRemembered() {
        RoomModes modes = modesWith("mallory*");
        for (int i = 0; i < 1_000; i++) {
            User guest = house.enter((i % 2 == 0 ? "mallory" : "bob") + i);
            assertThat(bans.include(modes, guest)).isEqualTo(i % 2 == 0);
            assertThat(bans.remembered()).isBetween(1, 16);
        }
    }

    @Test
    void inALargeRoomTwoAreRememberedForEachMember() {
        RoomModes modes = modesWith("mallory*");
        for (int i = 0; i < 50; i++) {
            roster.add(house.member("member" + i, "dogs"));
        }
        for (int i = 0; i < 116; i++) {
            assertThat(bans.include(modes, house.enter("bob" + i))).isFalse();
        }

        assertThat(bans.remembered()).as("16, and 2 for each of 50").isEqualTo(116);
        assertThat(bans.include(modes, house.enter("mallory"))).isTrue();
        assertThat(bans.remembered()).as("it begins anew").isEqualTo(1);
    }

    @Test
    void nobodyIsRememberedWhereNobodyIsBanned() {
        assertThat(bans.include(RoomModes.STANDARD, alice.user())).isFalse();
        assertThat(bans.remembered()).isZero();
    }
}
