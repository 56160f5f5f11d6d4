package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.Refusal.MayNotSpeak;
import dev.chatroom.core.limit.Refusal.MayNotSpeak.Because;
import dev.chatroom.core.room.UserMode;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who may speak in a room, from inside and from outside. */
class SpeechTest {
    private final House house = new House();
    private final Chat chat = house.chat;
    private final Membership alice = house.member("alice", "cats");
    private final Membership bob = house.member("bob", "cats");
    private final User outsider = house.enter("outsider");
    private final Room room = alice.room();

    @Test
    void inAModeratedRoomThoseWithARankSpeak() {
        change(alice, new FlagChange(RoomFlag.MODERATED, true));
        assertThat(refusal(bob.say("hi"))).isEqualTo(new MayNotSpeak(room.name(), Because.MODERATED));
        assertThat(refusal(bob.emote("waves"))).isInstanceOf(MayNotSpeak.class);
        done(alice.say("order"));

        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), true));
        done(bob.say("thanks"));
        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), false));
        assertThat(refusal(bob.say("hi"))).isInstanceOf(MayNotSpeak.class);
        bob.user().set(UserMode.SERVER_OPERATOR, true);
        done(bob.say("I run the server"));
    }

    @Test
    void aBannedMemberIsSilentUntilGivenAVoiceOrAnException() {
        done(bob.say("one"));
        change(alice, new MaskChange(MaskKind.BAN, "bob", true));
        assertThat(refusal(bob.say("two"))).isEqualTo(new MayNotSpeak(room.name(), Because.BANNED));
        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), true));
        done(bob.say("three"));
        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), false),
                new MaskChange(MaskKind.BAN_EXCEPTION, "*!*@*", true));
        done(bob.say("four"));
        change(alice, new MaskChange(MaskKind.BAN_EXCEPTION, "*!*@*", false));
        assertThat(refusal(bob.say("five"))).isInstanceOf(MayNotSpeak.class);
        change(alice, new MaskChange(MaskKind.BAN, "bob", false));
        done(bob.say("six"));
    }

    @Test
    void aBanFollowsTheNameAndTheNameInFullDoesNotMatter() {
        change(alice, new MaskChange(MaskKind.BAN, "rob", true));
        done(bob.say("one"));
        done(chat.rename(bob.user(), "rob"));
        assertThat(refusal(bob.say("two"))).isEqualTo(new MayNotSpeak(room.name(), Because.BANNED));
        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), true));
        done(chat.changeRealName(bob.user(), "bob"));
        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), false));
        assertThat(refusal(bob.say("three"))).isInstanceOf(MayNotSpeak.class);
        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), true));
        done(chat.rename(bob.user(), "bob"));
        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), false));
        done(bob.say("four"));
    }

    @Test
    void whoeverSpokeAndLeftIsNotRememberedForGood() {
        change(alice, new MaskChange(MaskKind.BAN, "banned*", true), new FlagChange(RoomFlag.MEMBERS_ONLY, false));
        IntStream.range(0, 2_500).forEach(i -> {
            done(chat.rename(outsider, "name" + i));
            done(chat.post(outsider, room, OutgoingMessage.said("hi")));
        });
        done(chat.rename(outsider, "banned"));

        assertThat(refusal(chat.post(outsider, room, OutgoingMessage.said("hi")))).isInstanceOf(MayNotSpeak.class);
    }

    @Test
    void aRoomIsForMembersOnlyUnlessItSaysOtherwise() {
        assertThat(refusal(chat.post(outsider, room, OutgoingMessage.said("hi"))))
                .isEqualTo(new MayNotSpeak(room.name(), Because.NO_MEMBER));
        change(alice, new FlagChange(RoomFlag.MEMBERS_ONLY, false));

        ChatEvent.RoomEvent said = done(chat.post(outsider, room, OutgoingMessage.said("hi")));

        assertThat(said.author()).isEqualTo(outsider.asAuthor());
        assertThat(reads(bob.user())).endsWith("cats 4 outsider: hi");
        assertThat(reads(outsider)).isEmpty();
    }

    @Test
    void fromOutsideTheSameRulesHoldAndNoRankHelps() {
        change(alice, new FlagChange(RoomFlag.MEMBERS_ONLY, false), new FlagChange(RoomFlag.MODERATED, true));
        assertThat(refusal(chat.post(outsider, room, OutgoingMessage.said("hi"))))
                .isEqualTo(new MayNotSpeak(room.name(), Because.MODERATED));
        change(alice, new FlagChange(RoomFlag.MODERATED, false), new MaskChange(MaskKind.BAN, "outsider", true));
        assertThat(refusal(chat.post(outsider, room, OutgoingMessage.said("hi"))))
                .isEqualTo(new MayNotSpeak(room.name(), Because.BANNED));
    }

    @Test
    void aMemberWhoPostsAsIfFromOutsideIsAMember() {
        change(alice, new FlagChange(RoomFlag.MODERATED, true));

        done(chat.post(alice.user(), room, OutgoingMessage.said("hi")));
        assertThat(refusal(chat.post(bob.user(), room, OutgoingMessage.said("hi"))))
                .isEqualTo(new MayNotSpeak(room.name(), Because.MODERATED));
    }

    @Test
    void whoHasLeftTheChatSpeaksNowhere() {
        change(alice, new FlagChange(RoomFlag.MEMBERS_ONLY, false));
        chat.leave(outsider, "");

        assertThat(refusal(chat.post(outsider, room, OutgoingMessage.said("ghost")))).isEqualTo(new Refusal.Gone());
    }

    @Test
    void inARoomThatIsGoneNobodySpeaks() {
        change(alice, new FlagChange(RoomFlag.MEMBERS_ONLY, false));
        done(chat.leave(alice, ""));
        done(chat.leave(bob, ""));

        assertThat(refusal(chat.post(outsider, room, OutgoingMessage.said("echo")))).isEqualTo(new Refusal.Gone());
    }

    @Test
    void aRefusalIsNotInTheHistory() {
        change(alice, new FlagChange(RoomFlag.MODERATED, true));
        long newest = room.newest();
        assertThat(refusal(bob.say("hi"))).isInstanceOf(MayNotSpeak.class);

        assertThat(room.newest()).isEqualTo(newest);
        assertThat(room.view(0, 9).recent()).isEmpty();
    }

    @Test
    void itIsKnownWhenSomebodySaidSomethingLast() {
        house.clock.advance(Duration.ofSeconds(7));
        done(bob.setTopic("felines"));
        assertThat(bob.user().activeAt()).isEqualTo(bob.user().enteredAt());

        ChatEvent.Message said = done(bob.say("hi"));
        assertThat(bob.user().activeAt()).isEqualTo(said.at()).isAfter(bob.user().enteredAt());
    }
}
