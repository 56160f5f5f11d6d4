package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.Refusal.MayNotSpeak;
import dev.chatroom.core.limit.Refusal.MayNotSpeak.Because;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Saying something in a room without coming in. */
class PassingTest {
    @AutoClose
    private final Chat chat = Chat.builder()
            .limits(Limits.standard().with(Limit.RATE, 0))
            .keep("lobby")
            .open();

    private final User script = chat.arrive("192.0.2.1", new Profile("plain", "", "cloak"), () -> {
    });

    private Outcome<RoomEvent> say(String text) {
        return say("cats", "", text);
    }

    private Outcome<RoomEvent> say(String room, String key, String text) {
        return chat.postInPassing(script, room, key, OutgoingMessage.said(text));
    }

    private static Refusal refusal(Outcome<?> outcome) {
        return outcome instanceof Refused<?>(Refusal refusal) ? refusal : null;
    }

    private Membership operator() {
        return chat.join(chat.enter("here"), "cats").orThrow();
    }

    @Test
    void aRoomReadsWhatIsSaidAndNothingElse() {
        Membership operator = operator();
        long before = operator.room().newest();

        RoomEvent said = say("hello").orThrow();

        assertThat(operator.room().newest()).isEqualTo(before + 1);
        assertThat(operator.room().event(before + 1)).contains(said);
        assertThat(operator.room().view(9, 9).present()).isEqualTo(1);
        assertThat(operator.room().view(9, 9).recent()).contains((ChatEvent.Message) said);
        assertThat(chat.users()).isEqualTo(1);
        chat.takeOut(script, "");
        assertThat(operator.room().newest()).isEqualTo(before + 1);
    }

    @Test
    void aRoomThatIsKeptNeedsNobodyInIt() {
        say("lobby", "", "hello").orThrow();

        assertThat(chat.join(chat.enter("here"), "lobby").orThrow().room().view(0, 9).recent())
                .extracting(ChatEvent.Message::text).containsExactly("hello");
    }

    @Test
    void otherRoomsAreNotMadeForThat() {
        assertThat(refusal(say("hello"))).isEqualTo(new Refusal.NoSuchRoom("cats"));
        assertThat(chat.roomCount()).isZero();
    }

    @Test
    void whoeverWasHeardIsRememberedOnce() {
        assertThat(chat.rename(script, "ci")).isInstanceOf(Done.class);
        say("lobby", "", "one").orThrow();
        say("lobby", "", "two").orThrow();
        chat.takeOut(script, "");

        assertThat(chat.former("ci")).singleElement()
                .satisfies(former -> assertThat(former.author().hostmask()).isEqualTo("ci!plain@cloak"));
        assertThat(chat.find("ci")).isEmpty();
    }

    @Test
    void whoeverMayNotComeInMayNotSpeak() {
        Membership operator = operator();
        operator.change(List.of(new KeyChange("sesame"))).orThrow();
        assertThat(refusal(say("hello"))).isEqualTo(new Refusal.WrongKey(operator.room().name(), false));
        say("cats", "sesame", "hello").orThrow();

        operator.change(List.of(new FlagChange(RoomFlag.INVITE_ONLY, true))).orThrow();
        assertThat(refusal(say("cats", "sesame", "x"))).isEqualTo(new Refusal.InviteOnly(operator.room().name()));
        operator.change(List.of(
                new FlagChange(RoomFlag.INVITE_ONLY, false), new MaskChange(MaskKind.BAN, "*!*@cloak", true)))
                .orThrow();
        assertThat(refusal(say("cats", "sesame", "x"))).isEqualTo(new Refusal.Banned(operator.room().name()));
    }

    @Test
    void whoeverMightNotSpeakWithinMayNotFromOutside() {
        Membership operator = operator();
        operator.change(List.of(new MaskChange(MaskKind.MUTE, "*!*@cloak", true))).orThrow();
        assertThat(refusal(say("x"))).isEqualTo(new MayNotSpeak(operator.room().name(), Because.MUTED));
        operator.change(List.of(
                new MaskChange(MaskKind.MUTE, "*!*@cloak", false), new FlagChange(RoomFlag.MODERATED, true))).orThrow();
        assertThat(refusal(say("x"))).isEqualTo(new MayNotSpeak(operator.room().name(), Because.MODERATED));
    }

    @Test
    void aSecretRoomIsNoneToWhoeverMayNotSpeakInIt() {
        Membership operator = operator();
        operator.change(List.of(
                new FlagChange(RoomFlag.SECRET, true), new KeyChange("sesame"),
                new MaskChange(MaskKind.MUTE, "*!*@other", true))).orThrow();

        assertThat(refusal(say("x"))).isEqualTo(new Refusal.NoSuchRoom("cats"));
        say("cats", "sesame", "x").orThrow();
        chat.takeOut(script, "");
        assertThat(refusal(say("cats", "sesame", "x"))).isEqualTo(new Refusal.Gone());
    }

    @Test
    void whoeverDoesNotStayTakesNobodysPlace() {
        Membership operator = operator();
        operator.change(List.of(new LimitChange(1))).orThrow();

        assertThat(say("hello")).isInstanceOf(Done.class);
    }

    @Test
    void nobodySpeaksWhoIsGoneOrWhereItIsOver() {
        chat.takeOut(script, "");
        assertThat(refusal(say("lobby", "", "x"))).isEqualTo(new Refusal.Gone());
        chat.close();
        assertThat(refusal(say("lobby", "", "x"))).isEqualTo(new Refusal.Gone());
    }
}
