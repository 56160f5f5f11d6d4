package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who counts as being in the chat. */
class PopulationTest {
    private final House house = new House();
    private final Chat chat = house.chat;

    @Test
    void whoHasOnlyArrivedIsNobodyYetButHoldsAName() {
        User guest = arrive();
        done(chat.rename(guest, "bob"));

        assertThat(chat.users()).isZero();
        assertThat(chat.everybody()).isEmpty();
        assertThat(chat.find("bob")).isEmpty();
        User alice = house.enter("alice");
        assertThat(refusal(chat.rename(alice, "BOB"))).isEqualTo(new Refusal.NameTaken("BOB"));
        assertThat(refusal(chat.tell(alice, "bob", "psst"))).isEqualTo(new Refusal.NoSuchUser("bob"));
        assertThat(refusal(chat.ignore(alice, "bob"))).isEqualTo(new Refusal.NoSuchUser("bob"));
    }

    @Test
    void whoIsLetInIsThereOnce() {
        User guest = arrive();
        chat.letIn(guest);
        chat.letIn(guest);

        assertThat(chat.users()).isEqualTo(1);
        assertThat(chat.everybody()).containsExactly(guest);
        assertThat(chat.find(guest.nickname().text())).contains(guest);
    }

    @Test
    void whoLeavesWithoutHavingBeenLetInFreesTheNameAndCountsForNothing() {
        User guest = arrive();
        done(chat.rename(guest, "bob"));
        chat.leave(guest, "");
        chat.letIn(guest);

        assertThat(chat.users()).isZero();
        assertThat(chat.mostUsers()).isZero();
        assertThat(chat.find("bob")).isEmpty();
        house.enter("bob");
        assertThat(chat.everybody()).hasSize(1);
    }

    @Test
    void lettingInWhoHasLeftDoesNothing() {
        User bob = house.enter("bob");
        chat.leave(bob, "");
        chat.leave(bob, "");
        chat.letIn(bob);

        assertThat(chat.users()).isZero();
        assertThat(chat.everybody()).isEmpty();
    }

    @Test
    void theMostThatThereWereIsRemembered() {
        User alice = house.enter("alice");
        User bob = house.enter("bob");
        chat.leave(alice, "");
        chat.leave(bob, "");
        house.enter("carol");
        arrive();

        assertThat(chat.users()).isEqualTo(1);
        assertThat(chat.mostUsers()).isEqualTo(2);
    }

    @Test
    void closingEndsThoseWhoHaveOnlyArrivedToo() {
        User guest = arrive();
        chat.close();

        assertThat(reads(guest)).containsExactly("closed");
    }

    @Test
    void whoIsGoneIsGoneAtOnceThoughTheNameIsFreedLast() {
        User bob = house.enter("bob");
        bob.markGone();

        assertThat(bob.isGone()).isTrue();
        assertThat(bob.isPresent()).as("until the leaving is done").isTrue();
        assertThat(bob.enter()).isFalse();
        assertThat(bob.leave()).isTrue();
        assertThat(bob.leave()).isFalse();
        assertThat(bob.isPresent()).isFalse();
    }

    private User arrive() {
        return chat.arrive("test", Profile.NONE, () -> {
        });
    }
}
