package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.text.Nickname;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users put on lists has one bound for all, and whoever comes late finds some of it left. */
class ListBudgetTest {
    private static final int MEMORY = 4 << 20;
    private static final long FOR_LISTS = MEMORY / 4;

    private final House house = new House(limits -> limits, builder -> builder.memory(MEMORY));

    @Test
    void masksOfManyRoomsAreBoundedAndTheLastRoomHasSomeToo() {
        int rooms = 0;
        int last = 0;
        for (int i = 0; i < 100; i++) {
            User mallory = house.enter("mallory" + i);
            for (int k = 0; k < 20; k++) {
                last = fill(house.join(mallory, "room-" + i + "-" + k));
                rooms++;
            }
        }

        assertThat(rooms).isEqualTo(2_000);
        assertThat(kept()).isLessThan(FOR_LISTS + rooms * 2L * 1024);
        assertThat(fill(house.member("ann", "late"))).as("masks of the last").isBetween(2, 20).isEqualTo(last);
    }

    @Test
    void oneRoomAloneHasAsManyMasksAsItsLimitIfTheyAreShort() {
        House roomy = new House(limits -> limits, builder -> builder.memory(64 << 20));
        Membership ann = roomy.member("ann", "cats");
        for (int i = 0; i < 100; i++) {
            change(ann, new MaskChange(MaskKind.BAN, "somebody" + i, true));
        }

        assertThat(ann.room().modes().masks(MaskKind.BAN)).hasSize(100);
    }

    /** A mask of many stars is made ready in many pieces. */
    @Test
    void masksWeighWhatTheyAreMadeInto() {
        Membership ann = house.member("ann", "cats");
        change(ann, new MaskChange(MaskKind.BAN, "x".repeat(200), true));
        long plain = kept();
        change(ann, new MaskChange(MaskKind.BAN, "x".repeat(200), false),
                new MaskChange(MaskKind.BAN, "*a".repeat(100), true));

        assertThat(kept()).isGreaterThan(plain * 5);
    }

    @Test
    void namesFollowedAndIgnoredAreBounded() {
        for (int i = 0; i < 300; i++) {
            User follower = house.enter("follower" + i);
            boolean more = true;
            for (int k = 0; more && k < 100; k++) {
                String name = "x".repeat(20) + i + "-" + k;
                more = house.chat.watchList().follow(follower, name) instanceof Outcome.Done;
            }
            assertThat(house.chat.watchList().of(follower)).hasSizeGreaterThan(5);
        }
        User deaf = house.enter("deaf");
        for (int i = 0; i < 100; i++) {
            Outcome<Nickname> unused = house.chat.ignore(deaf, "follower" + i);
        }

        assertThat(kept()).isLessThan(FOR_LISTS + 301 * 4L * 1024);
        assertThat(house.chat.viewFor(deaf).ignored()).hasSizeGreaterThan(10);
    }

    @Test
    void invitationsAreForgottenInsteadOfRefused() {
        House tiny = new House(limits -> limits, builder -> builder.memory(64 * 1024));
        Membership ann = tiny.member("ann", "cats");
        User last = ann.user();
        for (int i = 0; i < 100; i++) {
            last = tiny.enter("visitor" + i);
            done(tiny.chat.moderation().invite(ann, last));
        }

        assertThat(tiny.chat.moderation().invitations(last)).isNotEmpty();
        assertThat(tiny.chat.moderation().invitations(tiny.chat.find("visitor0").orElseThrow())).isEmpty();
        assertThat(tiny.chat.memory().lists().kept()).isLessThan(3_000);
    }

    @Test
    void whoIsGoneHasNothingOnLists() {
        Membership ann = house.member("ann", "cats");
        User bob = house.enter("bob");
        assertThat(fill(ann)).isPositive();
        done(house.chat.moderation().invite(ann, bob));
        done(house.chat.watchList().follow(ann.user(), "bob"));
        done(house.chat.ignore(ann.user(), "bob"));
        assertThat(kept()).isPositive();
        house.chat.leave(ann.user(), "");

        assertThat(kept()).isZero();
    }

    private long kept() {
        return house.chat.memory().lists().kept();
    }

    /** Returns how many masks the room has in the end. */
    private static int fill(Membership operator) {
        for (MaskKind kind : MaskKind.values()) {
            boolean more = true;
            for (int i = 0; more && i < 100; i++) {
                more = operator
                        .change(List.of(new MaskChange(kind, "x".repeat(20) + i, true))) instanceof Outcome.Done;
            }
        }
        return operator.room().modes().masks().values().stream().mapToInt(List::size).sum();
    }
}
