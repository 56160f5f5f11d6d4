package dev.chatroom.core.room;

import static dev.chatroom.core.House.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.MaskChange;
import org.junit.jupiter.api.Test;

/** Whoever is banned or muted is remembered, but not for good. */
class SilenceCacheTest {
    private final House house = new House();
    private final Membership alice = house.member("alice", "cats");
    private final SilenceCache bans = new SilenceCache();

    private RoomModes modesWith(String mask) {
        MaskChange ban = new MaskChange(MaskKind.BAN, mask, true);
        change(alice, ban);
        return RoomModes.STANDARD.with(ban, alice.user().asAuthor(), house.clock.instant());
    }

    @Test
    void aBoundedNumberIsRemembered() {
        RoomModes modes = modesWith("mallory*");
        for (int i = 0; i < 1_000; i++) {
            User guest = house.enter((i % 2 == 0 ? "mallory" : "bob") + i);
            assertThat(bans.silences(modes, guest, 0)).isEqualTo(i % 2 == 0);
            assertThat(bans.remembered()).isBetween(1, 16);
        }
    }

    @Test
    void inALargeRoomTwoAreRememberedForEachMember() {
        RoomModes modes = modesWith("mallory*");
        for (int i = 0; i < 116; i++) {
            assertThat(bans.silences(modes, house.enter("bob" + i), 50)).isFalse();
        }

        assertThat(bans.remembered()).as("16, and 2 for each of 50").isEqualTo(116);
        assertThat(bans.silences(modes, house.enter("mallory"), 50)).isTrue();
        assertThat(bans.remembered()).as("it begins anew").isEqualTo(1);
    }

    @Test
    void nobodyIsRememberedWhereNobodyIsBanned() {
        assertThat(bans.silences(RoomModes.STANDARD, alice.user(), 1)).isFalse();
        assertThat(bans.remembered()).isZero();
    }
}
