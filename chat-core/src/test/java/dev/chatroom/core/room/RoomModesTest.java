package dev.chatroom.core.room;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.User;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a room is run: what can be changed, by whom, and what the room is told of it. */
class RoomModesTest {
    private final House house = new House(limits -> limits, builder -> builder.keep("lobby"));
    private final Membership alice = house.member("alice", "cats");
    private final Membership bob = house.member("bob", "cats");
    private final Room room = alice.room();

    @Test
    void aNewRoomIsForMembersAndHasNothingElse() {
        assertThat(room.modes()).isEqualTo(RoomModes.STANDARD);
        assertThat(room.modes().flags()).containsExactly(RoomFlag.MEMBERS_ONLY);
        assertThat(room.modes().key()).isEmpty();
        assertThat(room.modes().limit()).isZero();
        assertThat(room.modes().masks()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyFlagIsSetAndClearedAndToldOnceEach(RoomFlag flag) {
        boolean before = room.modes().has(flag);
        reads(bob.user());

        change(alice, new FlagChange(flag, !before));
        assertThat(room.modes().has(flag)).isEqualTo(!before);
        change(alice, new FlagChange(flag, !before));
        change(alice, new FlagChange(flag, before));

        assertThat(room.modes()).isEqualTo(RoomModes.STANDARD);
        assertThat(reads(bob.user())).containsExactly(
                "cats 3 alice changes " + (before ? "-" : "+") + flag,
                "cats 4 alice changes " + (before ? "+" : "-") + flag);
    }

    @Test
    void severalChangesAreOneEventInTheOrderGivenWithoutThoseThatChangeNothing() {
        reads(bob.user());

        List<ModeChange> changed = change(alice, new KeyChange("fish"), new FlagChange(RoomFlag.MEMBERS_ONLY, true),
                new LimitChange(5), new LimitChange(5), new RankChange(Rank.VOICE, bob.user().asAuthor(), true),
                new RankChange(Rank.VOICE, alice.user().asAuthor(), false), new FlagChange(RoomFlag.SECRET, true));

        assertThat(changed).containsExactly(new KeyChange("fish"), new LimitChange(5),
                new RankChange(Rank.VOICE, bob.user().asAuthor(), true), new FlagChange(RoomFlag.SECRET, true));
        assertThat(reads(bob.user())).containsExactly("cats 3 alice changes key=fish limit=5 +VOICE=bob +SECRET");
    }

    @Test
    void whatIsUndoneInTheSameBreathIsToldAllTheSame() {
        change(alice, new KeyChange("one"), new KeyChange("two"), new KeyChange(""));

        assertThat(room.modes().key()).isEmpty();
        assertThat(reads(bob.user())).endsWith("cats 3 alice changes key=one key=two key=");
    }

    @Test
    void nothingToChangeIsNotToldAndIsNoRefusal() {
        assertThat(change(alice)).isEmpty();
        assertThat(change(alice, new KeyChange(""), new MaskChange(MaskKind.BAN, "nobody", false))).isEmpty();

        assertThat(room.newest()).isEqualTo(2);
    }

    @Test
    void onlyOperatorsChangeAnythingAndARefusalChangesNothing() {
        assertThat(refusal(bob.change(List.of(new KeyChange("mine"))))).isEqualTo(new Refusal.NotOperator(room.name()));
        assertThat(refusal(bob.change(List.of()))).isEqualTo(new Refusal.NotOperator(room.name()));
        User outsider = house.enter("outsider");

        assertThat(refusal(alice.change(List.of(
                new KeyChange("fish"), new RankChange(Rank.VOICE, outsider.asAuthor(), true), new LimitChange(3)))))
                .isEqualTo(new Refusal.NotMember("outsider", room.name()));

        assertThat(room.modes()).isEqualTo(RoomModes.STANDARD);
        assertThat(room.newest()).isEqualTo(2);
    }

    @Test
    void whoRunsTheServerRunsEveryRoom() {
        bob.user().set(UserMode.SERVER_OPERATOR, true);
        assertThat(bob.isOperator()).isTrue();
        change(bob, new KeyChange("fish"));

        bob.user().set(UserMode.SERVER_OPERATOR, false);
        assertThat(refusal(bob.change(List.of(new KeyChange(""))))).isInstanceOf(Refusal.NotOperator.class);
    }

    @Test
    void aMembershipThatEndedChangesNothing() {
        done(house.chat.leave(alice, ""));

        assertThat(refusal(alice.change(List.of(new KeyChange("fish"))))).isEqualTo(new Refusal.NotThere(room.name()));
    }

    @Test
    void changesCountAgainstThePace() {
        House slow = new House(limits -> limits.with(Limit.RATE, 2).with(Limit.BURST, 1));
        Membership carol = slow.member("carol", "cats");

        assertThat(refusal(carol.change(List.of(new KeyChange("fish"))))).isInstanceOf(Refusal.TooFast.class);
        assertThat(refusal(carol.change(List.of(new LimitChange(-1))))).as("what makes no sense does not count")
                .isInstanceOf(Refusal.ChangeInvalid.class);
    }

    @Test
    void aMaskIsKeptInFullWithWhoPutItThereAndWhen() {
        house.clock.advance(Duration.ofMinutes(5));
        List<ModeChange> changed = change(alice, new MaskChange(MaskKind.BAN, "Carol", true),
                new MaskChange(MaskKind.BAN, "CAROL!**@*", true),
                new MaskChange(MaskKind.INVITE_EXCEPTION, "*@192.0.2.*", true));

        assertThat(changed).containsExactly(new MaskChange(MaskKind.BAN, "Carol!*@*", true),
                new MaskChange(MaskKind.INVITE_EXCEPTION, "*!*@192.0.2.*", true));
        assertThat(room.modes().masks(MaskKind.BAN)).containsExactly(
                new MaskEntry("Carol!*@*", List.of(), alice.user().asAuthor(), house.clock.instant()));
        assertThat(room.modes().masks(MaskKind.BAN_EXCEPTION)).isEmpty();

        change(alice, new MaskChange(MaskKind.BAN, "carol", false));
        assertThat(room.modes().masks()).containsOnlyKeys(MaskKind.INVITE_EXCEPTION);
    }

    @Test
    void masksAreListedInTheOrderOfSettingAndCannotBeChangedFromOutside() {
        change(alice, new MaskChange(MaskKind.BAN, "z", true), new MaskChange(MaskKind.BAN, "a", true));
        List<MaskEntry> bans = room.modes().masks(MaskKind.BAN);

        assertThat(bans).extracting(MaskEntry::mask).containsExactly("z!*@*", "a!*@*");
        assertThatThrownBy(bans::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(room.modes().flags()::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "tab\there", "a,b", ":colon", "line\nbreak", "nul\u0000", "no\u00a0break"})
    void keysThatAreNotOneWordAreRefused(String key) {
        assertThat(refusal(alice.change(List.of(new KeyChange(key)))))
                .isEqualTo(new Refusal.ChangeInvalid(new KeyChange(key)));
        assertThat(room.modes().key()).isEmpty();
    }

    @Test
    void aKeyMayHaveAnyLetterAndAColonWithin() {
        change(alice, new KeyChange("schlüssel:鍵"));
        assertThat(room.modes().key()).isEqualTo("schlüssel:鍵");
    }

    @Test
    void aMaskWithABlankAndANegativeLimitAreRefused() {
        MaskChange blank = new MaskChange(MaskKind.BAN, "two words!*@*", true);

        assertThat(refusal(alice.change(List.of(blank)))).isEqualTo(new Refusal.ChangeInvalid(blank));
        assertThat(refusal(alice.change(List.of(new LimitChange(-1)))))
                .isEqualTo(new Refusal.ChangeInvalid(new LimitChange(-1)));
    }

    @Test
    void onlyOperatorsSetTheTopicOfARoomThatLocksIt() {
        done(bob.setTopic("anybody"));
        change(alice, new FlagChange(RoomFlag.TOPIC_LOCKED, true));

        assertThat(refusal(bob.setTopic("mine"))).isEqualTo(new Refusal.NotOperator(room.name()));
        done(alice.setTopic("hers"));
        assertThat(room.view(0, 0).topic().text()).isEqualTo("hers");
    }

    @Test
    void aSecretRoomSaysSoInTheList() {
        change(alice, new FlagChange(RoomFlag.SECRET, true));

        assertThat(house.chat.rooms()).singleElement().matches(RoomSummary::secret);
    }

    @Test
    void aKeptRoomThatEmptiesForgetsHowItWasRunButNotItsTopic() {
        Membership host = house.member("host", "lobby");
        done(host.setTopic("welcome"));
        change(host, new FlagChange(RoomFlag.INVITE_ONLY, true), new KeyChange("fish"),
                new MaskChange(MaskKind.BAN, "bob", true));
        done(house.chat.moderation().invite(host, house.enter("erin")));
        done(house.chat.leave(host, ""));

        assertThat(host.room().modes()).isEqualTo(RoomModes.STANDARD);
        assertThat(host.room().view(0, 0).topic().text()).isEqualTo("welcome");
        Membership next = house.join(bob.user(), "lobby");
        assertThat(next.isOperator()).as("the next to come runs it").isTrue();
        change(next, new FlagChange(RoomFlag.INVITE_ONLY, true));
        assertThat(refusal(house.chat.join(house.chat.find("erin").orElseThrow(), "lobby")))
                .as("an invitation by whoever ran it before").isEqualTo(new Refusal.InviteOnly(next.room().name()));
    }

    @Test
    void aViewShowsTheModesAtItsPosition() {
        change(alice, new KeyChange("fish"));
        RoomView view = room.view(0, 0);
        change(alice, new KeyChange("fowl"));

        assertThat(view.modes().key()).isEqualTo("fish");
        assertThat(view.position()).isEqualTo(3);
    }

    @Test
    void itIsKnownHowManyMasksHaveToBeLookedAt() {
        change(alice, new MaskChange(MaskKind.BAN_EXCEPTION, "a!*@*", true));
        assertThat(room.modes().masksToAdmit()).as("an exception of nothing").isZero();
        change(alice, new MaskChange(MaskKind.BAN, "b!*@*", true), new MaskChange(MaskKind.BAN, "c!*@*", true));
        assertThat(room.modes().masksToAdmit()).isEqualTo(3);
        change(alice, new MaskChange(MaskKind.INVITE_EXCEPTION, "d!*@*", true));
        assertThat(room.modes().masksToAdmit()).as("everybody may come in").isEqualTo(3);
        change(alice, new FlagChange(RoomFlag.INVITE_ONLY, true));
        assertThat(room.modes().masksToAdmit()).isEqualTo(4);
        change(alice, new KeyChange("sesame"));
        assertThat(room.modes().masksToAdmit()).as("whoever has no key does not come in").isZero();
    }

    @Test
    void aMaskNamesThoseForWhomItWas() {
        List<ModeChange> on = change(alice, new MaskChange(MaskKind.BAN, "bob!*@*", true));
        assertThat(on).containsExactly(new MaskChange(MaskKind.BAN, "bob!*@*", true, List.of("bob")));
        change(alice, new MaskChange(MaskKind.BAN, "carol!*@*", true));
        done(house.chat.leave(bob, ""));

        assertThat(change(alice, new MaskChange(MaskKind.BAN, "BOB!*@*", false)))
                .containsExactly(new MaskChange(MaskKind.BAN, "BOB!*@*", false, List.of("bob")));
    }
}
