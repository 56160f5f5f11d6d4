package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.broadcast.InlineCallback;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Refusal;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Who counts as being in the chat. */
class UserRegistryTest {
    private final House house = new House();
    private final Chat chat = house.chat;

    /** Happens once, when the next event needs an id: as if another thread had been quick. */
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(InlineCallback.NONE);
    private final IdGenerator ids = IdGenerator.sequential();
    private final House interrupted = new House(limits -> limits, builder -> builder.eventIds(() -> {
        meanwhile.getAndSet(InlineCallback.NONE).run();
        return ids.next();
    }));

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

    @Test
    void whoLeavesWhileBeingLetInIsHeardOfGoneLast() {
        User guest = interrupted.chat.arrive("test", Profile.NONE, () -> {
        });
        User follower = interrupted.enter("follower");
        done(interrupted.chat.watchList().follow(follower, guest.nickname().text()));
        meanwhile.set(() -> interrupted.chat.leave(guest, ""));

        interrupted.chat.letIn(guest);

        assertThat(reads(follower)).isNotEmpty().last().asString().contains("WENT");
        assertThat(interrupted.chat.users()).isEqualTo(1);
    }

    @Test
    void whoLeavesWhileBeingRenamedIsHeardOfGoneAndHoldsNoName() {
        User bob = interrupted.enter("bob");
        User follower = interrupted.enter("follower");
        List.of("bob", "rob").forEach(name -> done(interrupted.chat.watchList().follow(follower, name)));
        meanwhile.set(() -> interrupted.chat.leave(bob, ""));

        assertThat(refusal(interrupted.chat.rename(bob, "rob"))).isEqualTo(new Refusal.Gone());

        assertThat(reads(follower)).contains("bob WENT ").noneMatch(line -> line.contains("CAME"));
        assertThat(interrupted.enter("bob").nickname().text()).isEqualTo("bob");
        assertThat(interrupted.enter("rob").nickname().text()).isEqualTo("rob");
    }

    private User arrive() {
        return chat.arrive("test", Profile.NONE, () -> {
        });
    }
}
