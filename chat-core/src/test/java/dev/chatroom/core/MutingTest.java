package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.Refusal.MayNotSpeak;
import dev.chatroom.core.limit.Refusal.MayNotSpeak.Because;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may be in a room, but is not to be heard there. */
class MutingTest {
    private final House house = new House();
    private final Chat chat = house.chat;
    private final Membership alice = house.member("alice", "cats");
    private final Membership bob = house.member("bob", "cats");
    private final Room room = alice.room();

    @Test
    void whoIsMutedComesAndGoesButDoesNotSpeak() {
        change(alice, new MaskChange(MaskKind.MUTE, "bob", true));
        assertThat(refusal(bob.say("hm"))).isEqualTo(new MayNotSpeak(room.name(), Because.MUTED));

        done(chat.leave(bob, ""));
        Membership again = done(chat.join(bob.user(), "cats"));
        assertThat(refusal(again.emote("is back"))).isEqualTo(new MayNotSpeak(room.name(), Because.MUTED));
        change(alice, new MaskChange(MaskKind.MUTE, "bob", false));
        done(again.say("at last"));
    }

    @Test
    void whoIsBannedAndMutedLearnsOfTheBan() {
        change(alice, new MaskChange(MaskKind.MUTE, "bob", true), new MaskChange(MaskKind.BAN, "bob", true));
        assertThat(refusal(bob.say("hm"))).isEqualTo(new MayNotSpeak(room.name(), Because.BANNED));
        change(alice, new MaskChange(MaskKind.BAN, "bob", false));
        assertThat(refusal(bob.say("hm"))).isEqualTo(new MayNotSpeak(room.name(), Because.MUTED));
    }

    @ParameterizedTest
    @EnumSource(names = {"BAN_EXCEPTION", "MUTE_EXCEPTION"})
    void anExceptionEndsIt(MaskKind exception) {
        change(alice, new MaskChange(MaskKind.MUTE, "*", true));
        assertThat(refusal(bob.say("hm"))).isInstanceOf(MayNotSpeak.class);
        change(alice, new MaskChange(exception, "bob", true));
        done(bob.say("thanks"));
        change(alice, new MaskChange(exception, "bob", false));
        assertThat(refusal(bob.say("hm"))).isInstanceOf(MayNotSpeak.class);
    }

    @Test
    void anExceptionFromMutesIsNoneFromBans() {
        change(alice, new MaskChange(MaskKind.BAN, "bob", true), new MaskChange(MaskKind.MUTE_EXCEPTION, "bob", true));
        assertThat(refusal(bob.say("hm"))).isEqualTo(new MayNotSpeak(room.name(), Because.BANNED));
    }

    @ParameterizedTest
    @EnumSource(Rank.class)
    void whoHasARankIsHeard(Rank rank) {
        change(alice, new MaskChange(MaskKind.MUTE, "*", true), new RankChange(rank, bob.user().asAuthor(), true));
        done(bob.say("hear, hear"));
    }

    @ParameterizedTest
    @EnumSource(names = {"BAN", "MUTE"})
    void whoIsSilencedKeepsTheNameByWhichThatIs(MaskKind kind) {
        change(alice, new MaskChange(kind, "bob", true));
        assertThat(refusal(chat.rename(bob.user(), "rob"))).isEqualTo(new Refusal.MayNotRename(room.name()));
        assertThat(bob.user().nickname().text()).isEqualTo("bob");
        done(chat.rename(bob.user(), "bob"));

        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), true));
        done(chat.rename(bob.user(), "rob"));
        change(alice, new MaskChange(kind, "rob", true), new RankChange(Rank.VOICE, bob.user().asAuthor(), false));
        assertThat(refusal(chat.rename(bob.user(), "bob"))).isInstanceOf(Refusal.MayNotRename.class);
        done(chat.leave(bob, ""));
        done(chat.rename(bob.user(), "bob"));
    }

    @Test
    void whoAsksForAnotherNameAgainAndAgainIsTooFastAllTheSame() {
        House slow = new House(limits -> limits.with(Limit.RATE, 1).with(Limit.BURST, 5));
        Membership operator = slow.member("alice", "cats");
        Membership muted = slow.member("bob", "cats");
        change(operator, new MaskChange(MaskKind.MUTE, "bob", true));

        List<Refusal> refusals = IntStream.range(0, 5)
                .mapToObj(i -> refusal(slow.chat.rename(muted.user(), "rob" + i)))
                .toList();

        assertThat(refusals).first().isEqualTo(new Refusal.MayNotRename(room.name()));
        assertThat(refusals).last().isInstanceOf(Refusal.TooFast.class);
    }

    @Test
    void aTopicIsForThoseWhoMaySpeak() {
        change(alice, new MaskChange(MaskKind.MUTE, "bob", true));
        assertThat(refusal(bob.setTopic("hear me"))).isEqualTo(new MayNotSpeak(room.name(), Because.MUTED));
        change(alice, new MaskChange(MaskKind.MUTE, "bob", false), new FlagChange(RoomFlag.MODERATED, true));
        assertThat(refusal(bob.setTopic("hear me"))).isEqualTo(new MayNotSpeak(room.name(), Because.MODERATED));
        done(alice.setTopic("order"));
        change(alice, new FlagChange(RoomFlag.MODERATED, false));
        done(bob.setTopic("tea"));
    }
}
