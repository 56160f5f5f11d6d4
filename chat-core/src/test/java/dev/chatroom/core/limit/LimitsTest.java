package dev.chatroom.core.limit;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.ViewScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every bound: its range, and what is said when it is met. */
class LimitsTest {

    @ParameterizedTest
    @EnumSource
    void everyLimitHasADefaultWithinItsRange(Limit limit) {
        assertThat(limit.standard()).isBetween(limit.least(), limit.most());
        assertThat(Limits.standard().of(limit)).isEqualTo(limit.standard());
        assertThat(limit.optionName()).matches("[a-z]+(-[a-z]+)*");
    }

    @ParameterizedTest
    @EnumSource
    void valuesOutOfRangeAreRefusedAndTheRangeIsNamed(Limit limit) {
        assertThat(Limits.standard().with(limit, limit.least()).of(limit)).isEqualTo(limit.least());
        assertThat(Limits.standard().with(limit, limit.most()).of(limit)).isEqualTo(limit.most());

        assertThatThrownBy(() -> Limits.standard().with(limit, limit.least() - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(limit.optionName(), limit.least() + "", limit.most() + "");
        assertThatThrownBy(() -> Limits.standard().with(limit, limit.most() + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changingOneLimitLeavesTheOthersAndTheStandard() {
        Limits changed = Limits.standard().with(Limit.ROOMS, 7).with(Limit.TOPIC, 9);

        assertThat(changed.of(Limit.ROOMS)).isEqualTo(7);
        assertThat(changed.of(Limit.TOPIC)).isEqualTo(9);
        assertThat(changed.of(Limit.MESSAGE)).isEqualTo(Limit.MESSAGE.standard());
        assertThat(Limits.standard().of(Limit.ROOMS)).isEqualTo(Limit.ROOMS.standard());
    }

    @Test
    void aTextIsCutWithoutTearingACharacter() {
        assertThat(Limits.cut("short", 5)).isEqualTo("short");
        assertThat(Limits.cut("longer", 5)).isEqualTo("longe");
        assertThat(Limits.cut("four\uD83D\uDE00", 5)).isEqualTo("four");
        assertThat(Limits.cut("four\uD83D\uDE00", 6)).isEqualTo("four\uD83D\uDE00");
    }

    @Test
    void messagesAndTopicsAreBoundedAndNotEmpty() {
        House house = new House(limits -> limits.with(Limit.MESSAGE, 5).with(Limit.TOPIC, 4));
        Membership alice = house.member("alice", "cats");
        User bob = house.enter("bob");

        assertThat(done(alice.say("12345")).text()).isEqualTo("12345");
        assertThat(refusal(alice.say("123456"))).isEqualTo(new Refusal.TooLong(6, 5));
        assertThat(refusal(alice.emote("123456"))).isEqualTo(new Refusal.TooLong(6, 5));
        assertThat(refusal(house.chat.tell(bob, "alice", "123456"))).isEqualTo(new Refusal.TooLong(6, 5));
        assertThat(refusal(alice.setTopic("12345"))).isEqualTo(new Refusal.TooLong(5, 4));
        assertThat(refusal(alice.say(" \t"))).isEqualTo(new Refusal.NothingToSay());
        assertThat(refusal(alice.emote(""))).isEqualTo(new Refusal.NothingToSay());
        assertThat(refusal(house.chat.tell(bob, "alice", ""))).isEqualTo(new Refusal.NothingToSay());
        assertThat(alice.room().view(0, 0).position()).as("refusals leave no trace").isEqualTo(2);
    }

    @Test
    void reasonsAreCut() {
        House house = new House(limits -> limits.with(Limit.REASON, 5));
        Membership alice = house.member("alice", "cats");
        done(house.chat.leave(alice, "too long a reason"));

        assertThat(House.reads(alice.user())).endsWith("cats 2 alice leaves (too l)");
    }

    @Test
    void roomsAreBounded() {
        House house = new House(limits -> limits.with(Limit.ROOMS, 1));
        Membership alice = house.member("alice", "cats");
        User bob = house.enter("bob");

        assertThat(refusal(house.chat.join(bob, "dogs"))).isEqualTo(new Refusal.NoMoreRooms(1));
        house.join(bob, "cats");
        house.chat.leave(bob, "");
        house.chat.leave(alice.user(), "");
        house.member("carol", "dogs");
    }

    @Test
    void roomsOfAUserAreBounded() {
        House house = new House(limits -> limits.with(Limit.ROOMS_PER_USER, 2));
        User bob = house.enter("bob");
        house.join(bob, "cats");
        Membership dogs = house.join(bob, "dogs");

        assertThat(refusal(house.chat.join(bob, "owls"))).isEqualTo(new Refusal.TooManyRooms(2));
        done(house.chat.leave(dogs, ""));
        house.join(bob, "owls");
    }

    @Test
    void membersOfARoomAreBounded() {
        House house = new House(limits -> limits.with(Limit.MEMBERS, 1));
        Membership alice = house.member("alice", "cats");
        User bob = house.enter("bob");

        assertThat(refusal(house.chat.join(bob, "cats"))).isEqualTo(new Refusal.RoomFull(alice.room().name(), 1));
        assertThat(bob.memberships()).isEmpty();
        assertThat(alice.room().view(0, 0).position()).isEqualTo(1);
    }

    @Test
    void whatOthersSeeIsBoundedInPace() {
        House house = new House(limits -> limits.with(Limit.RATE, 2).with(Limit.BURST, 2));
        Membership alice = house.member("alice", "cats");
        done(alice.say("second after renaming"));
        Refusal tooFast = new Refusal.TooFast(2, 2, Duration.ofMillis(500));

        assertThat(refusal(alice.say("hello"))).isEqualTo(tooFast);
        assertThat(refusal(alice.setTopic("felines"))).isEqualTo(tooFast);
        assertThat(refusal(house.chat.rename(alice.user(), "alicia"))).isEqualTo(tooFast);
        assertThat(refusal(house.chat.tell(alice.user(), "alice", "hello"))).isEqualTo(tooFast);
        assertThat(house.chat.join(alice.user(), "dogs")).as("joining has a pace of its own")
                .isInstanceOf(Outcome.Done.class);
        assertThat(refusal(alice.say(""))).as("what cannot be said does not count")
                .isEqualTo(new Refusal.NothingToSay());
        done(house.chat.leave(alice, ""));
        house.clock.advance(Duration.ofMillis(500));
        done(house.chat.rename(alice.user(), "alicia"));
    }

    @Test
    void theMemoryThatARoomKeepsIsBounded() {
        House house = new House(limits -> limits.with(Limit.LOG_BYTES, 4_096));
        Membership alice = house.member("alice", "cats");
        IntStream.range(0, 10).forEach(i -> done(alice.setTopic("x".repeat(390))));
        User bob = house.enter("bob");
        done(house.chat.join(bob, "cats", new JoinOptions("", 99, ViewScope.NOTHING, Optional.empty())));

        assertThat(House.reads(bob)).as("some topics and a joining").hasSizeBetween(5, 8);
    }

    @Test
    void masksOnEachListAreBoundedAndThoseThatAreThereAreNotCountedTwice() {
        House house = new House(limits -> limits.with(Limit.MASKS, 2));
        Membership alice = house.member("alice", "cats");
        House.change(alice, ban("one", true), ban("two", true), new MaskChange(MaskKind.BAN_EXCEPTION, "one", true));

        assertThat(refusal(alice.change(List.of(new LimitChange(7), ban("three", true)))))
                .isEqualTo(new Refusal.TooManyMasks(alice.room().name(), MaskKind.BAN, 2));
        assertThat(alice.room().modes().limit()).as("all or nothing").isZero();
        assertThat(House.change(alice, ban("two", true), new LimitChange(7), new LimitChange(8))).hasSize(2);
        assertThat(House.change(alice, ban("one", false), ban("three", true))).as("in the order given").hasSize(2);
        assertThat(refusal(alice.change(List.of(ban("four", true), ban("two", false)))))
                .isInstanceOf(Refusal.TooManyMasks.class);
    }

    @Test
    void masksKeysAndTheChangesAtOnceAreBounded() {
        House house = new House(limits -> limits.with(Limit.MASK, 16).with(Limit.KEY, 4).with(Limit.CHANGES, 2));
        Membership alice = house.member("alice", "cats");

        House.change(alice, ban("123456789012", true), new KeyChange("1234"));
        assertThat(refusal(alice.change(List.of(ban("1234567890123", true))))).as("!*@* counts too")
                .isEqualTo(new Refusal.TooLong(17, 16));
        assertThat(refusal(alice.change(List.of(new KeyChange("12345"))))).isEqualTo(new Refusal.TooLong(5, 4));
        LimitChange change = new LimitChange(1);
        assertThat(refusal(alice.change(List.of(change, change, change)))).isEqualTo(new Refusal.TooManyChanges(2));
    }

    @Test
    void invitationsAreBoundedAndTheOldestIsForgottenFirst() {
        House house = new House(limits -> limits.with(Limit.INVITATIONS, 2));
        Membership alice = house.member("alice", "cats");
        House.change(alice, new FlagChange(RoomFlag.INVITE_ONLY, true));
        List<User> users = List.of(house.enter("one"), house.enter("two"), house.enter("three"), house.enter("four"));
        users.subList(0, 3).forEach(user -> done(house.chat.moderation().invite(alice, user)));

        assertThat(refusal(house.chat.join(users.get(0), "cats"))).isInstanceOf(Refusal.InviteOnly.class);
        done(house.chat.moderation().invite(alice, users.get(1)));
        done(house.chat.moderation().invite(alice, users.get(3)));
        house.join(users.get(1), "cats");
        assertThat(refusal(house.chat.join(users.get(2), "cats"))).as("the other was asked again since")
                .isInstanceOf(Refusal.InviteOnly.class);
        house.join(users.get(3), "cats");
    }

    @Test
    void whoIsInvitedAgainTakesNobodysPlace() {
        House house = new House(limits -> limits.with(Limit.INVITATIONS, 2));
        Membership alice = house.member("alice", "cats");
        House.change(alice, new FlagChange(RoomFlag.INVITE_ONLY, true));
        User one = house.enter("one");
        User two = house.enter("two");
        List.of(one, two, two, two).forEach(user -> done(house.chat.moderation().invite(alice, user)));

        house.join(one, "cats");
        house.join(two, "cats");
    }

    private static MaskChange ban(String mask, boolean on) {
        return new MaskChange(MaskKind.BAN, mask, on);
    }
}
