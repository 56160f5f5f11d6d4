package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.UserMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is to be seen of a room from inside and from outside. */
class ChatViewTest {
    private final House house = new House();
    private final Chat chat = house.chat;
    private final Membership alice = house.member("alice", "cats");
    private final Room cats = alice.room();
    private final User eve = house.enter("eve");
    private final ChatView outside = chat.viewFor(eve);

    private static List<String> names(RoomView view) {
        return view.members().stream().map(member -> member.nickname().text()).toList();
    }

    @Test
    void aSecretRoomIsNoneToThoseOutside() {
        assertThat(outside.room(cats.name())).contains(cats);
        change(alice, new FlagChange(RoomFlag.SECRET, true));

        assertThat(outside.room(cats.name())).isEmpty();
        assertThat(outside.rooms()).isEmpty();
        assertThat(outside.membershipsOf(alice.user())).isEmpty();
        assertThat(outside.wouldMake(cats.name())).isFalse();
        assertThat(chat.viewFor(alice.user()).room(cats.name())).contains(cats);
        assertThat(chat.viewFor(alice.user()).rooms()).hasSize(1);
        assertThat(chat.viewFor(alice.user()).membershipsOf(alice.user())).containsExactly(alice);
    }

    @Test
    void secretRoomsAreNotCountedForThoseOutside() {
        Membership dan = house.member("dan", "dogs");
        assertThat(outside.roomCount()).isEqualTo(2);

        change(alice, new FlagChange(RoomFlag.SECRET, true));
        assertThat(outside.roomCount()).isEqualTo(1);
        assertThat(chat.viewFor(alice.user()).roomCount()).isEqualTo(2);
        change(dan, new FlagChange(RoomFlag.SECRET, true));
        assertThat(outside.roomCount()).isZero();

        change(dan, new FlagChange(RoomFlag.SECRET, false));
        assertThat(outside.roomCount()).as("what was secret is counted again").isEqualTo(1);
        done(chat.leave(dan, ""));
        assertThat(outside.roomCount()).isZero();
        done(chat.leave(alice, ""));
        house.join(alice.user(), "cats");
        assertThat(outside.roomCount()).as("a secret room that has gone is not left out").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itTakesNoMessagesFromThoseWhoCannotKnowOfIt(boolean membersOnly) {
        change(alice, new FlagChange(RoomFlag.SECRET, true), new FlagChange(RoomFlag.MEMBERS_ONLY, membersOnly));
        List<String> before = reads(alice.user());

        assertThat(refusal(chat.post(eve, cats, OutgoingMessage.said("hm")))).isEqualTo(new Refusal.NoSuchRoom("cats"));
        assertThat(before).isNotEmpty();
        assertThat(reads(alice.user())).isEmpty();
        change(alice, new FlagChange(RoomFlag.MEMBERS_ONLY, false));
        eve.set(UserMode.SERVER_OPERATOR, true);
        done(chat.post(eve, cats, OutgoingMessage.said("hello")));
    }

    @Test
    void whoOnlyLooksIsNobodyAndKnowsWhatANewcomerWould() {
        ChatView looking = chat.newcomers().viewFrom("192.0.2.1", Profile.NONE);

        assertThat(looking.mayRead(cats.name())).isTrue();
        change(alice, new MaskChange(MaskKind.BAN, "guest-*!*@*", true));
        assertThat(looking.mayRead(cats.name())).isFalse();
        assertThat(house.enter("bob").id()).isEqualTo(eve.id() + 1);
        assertThat(chat.newcomers().count()).isZero();
    }

    @Test
    void thoseWhoRunTheServerAreInsideEverywhere() {
        change(alice, new FlagChange(RoomFlag.SECRET, true), new KeyChange("fish"));
        eve.set(UserMode.SERVER_OPERATOR, true);

        assertThat(outside.room(cats.name())).contains(cats);
        assertThat(outside.rooms()).hasSize(1);
        assertThat(outside.membershipsOf(alice.user())).containsExactly(alice);
        assertThat(outside.of(cats, 9, 9).modes().key()).isEqualTo("fish");
    }

    @Test
    void whoIsMutedIsForThoseWhoRunTheRoom() {
        User bob = house.member("bob", "cats").user();
        change(alice, new MaskChange(MaskKind.MUTE, "bob!*@*", true));
        RoomView view = cats.view(9, 0);

        assertThat(view.members()).filteredOn(member -> chat.viewFor(alice.user()).isMuted(view, member))
                .extracting(RoomView.Member::userId).containsExactly(bob.id());
        assertThat(view.members()).noneMatch(member -> chat.viewFor(bob).isMuted(view, member));
        assertThat(view.members()).noneMatch(member -> outside.isMuted(view, member));
        change(alice, new RankChange(Rank.VOICE, bob.asAuthor(), true));
        RoomView later = cats.view(9, 0);
        assertThat(later.members()).noneMatch(member -> chat.viewFor(alice.user()).isMuted(later, member));
    }

    @Test
    void fromOutsideNeitherTheKeyIsSeenNorTheMasksNorWhatWasSaid() {
        change(alice, new KeyChange("fish"), new MaskChange(MaskKind.BAN, "dan", true));
        done(alice.say("between us"));

        RoomView seen = outside.of(cats, 9, 9);
        assertThat(seen.modes()).isEqualTo(new RoomModes(cats.modes().flags(), "*", 0, Map.of()));
        assertThat(seen.recent()).isEmpty();
        assertThat(chat.viewFor(alice.user()).of(cats, 9, 9)).isEqualTo(cats.view(9, 9));
        change(alice, new KeyChange(""));
        assertThat(outside.of(cats, 9, 9).modes().key()).isEmpty();
    }

    @Test
    void whoIsInvisibleIsSeenFromInsideAlone() {
        Membership bob = house.member("bob", "cats");
        bob.user().set(UserMode.INVISIBLE, true);

        assertThat(names(outside.of(cats, 9, 0))).containsExactly("alice");
        assertThat(outside.of(cats, 9, 0).present()).isEqualTo(2);
        assertThat(outside.membershipsOf(bob.user())).isEmpty();
        assertThat(names(chat.viewFor(alice.user()).of(cats, 9, 0))).containsExactly("alice", "bob");
        assertThat(chat.viewFor(alice.user()).membershipsOf(bob.user())).containsExactly(bob);
    }
}
