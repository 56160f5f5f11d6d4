package dev.chatroom.server.plain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.Refusal.MayNotSpeak.Because;
import dev.chatroom.core.limit.Refusal.NameFault;
import dev.chatroom.core.text.RoomName;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTextTest {
    private static final RoomName CATS = new RoomName("cats", "cats");

    static List<Refusal> refusals() {
        Stream<Refusal> names = Arrays.stream(NameFault.values())
                .map(fault -> new Refusal.NameInvalid("some", fault, fault == NameFault.TOO_LONG ? "32" : "x"));
        return Stream.concat(names, Stream.of(
                new Refusal.NameTaken("ann"), new Refusal.NameAlike("аnn", "ann"),
                new Refusal.NoSuchUser("ann"), new Refusal.NoSuchRoom("cats"),
                new Refusal.AlreadyThere(CATS), new Refusal.NotThere(CATS), new Refusal.RoomFull(CATS, 1),
                new Refusal.TooManyRooms(20), new Refusal.NoMoreRooms(4_096), new Refusal.NothingToSay(),
                new Refusal.TooLong(500, 390), new Refusal.TooFast(2, 10, Duration.ofMillis(500)),
                new Refusal.RecipientBusy("ann"), new Refusal.RecipientUnreachable("ann"),
                new Refusal.TooManyIgnored(100), new Refusal.Gone(),
                new Refusal.Overtaken(CATS), new Refusal.CutOff(), new Refusal.NotKept(),
                new Refusal.RoomUnreadable(CATS),
                new Refusal.LastOperator(CATS),
                new Refusal.Banned(CATS), new Refusal.InviteOnly(CATS), new Refusal.WrongKey(CATS, true),
                new Refusal.WrongKey(CATS, false), new Refusal.NotOperator(CATS),
                new Refusal.MayNotSpeak(CATS, Because.MODERATED), new Refusal.MayNotSpeak(CATS, Because.BANNED),
                new Refusal.MayNotSpeak(CATS, Because.MUTED), new Refusal.MayNotRename(CATS),
                new Refusal.NotMember("ann", CATS), new Refusal.MemberAlready("ann", CATS),
                new Refusal.TooManyMasks(CATS, MaskKind.BAN, 100), new Refusal.NotServerOperator(),
                new Refusal.TooManyContacts(100), new Refusal.TooManyTags(16), new Refusal.NoSuchMessage(CATS),
                new Refusal.ChangeInvalid(new ModeChange.KeyChange("a b")), new Refusal.TooManyChanges(20))).toList();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsASentenceInTheServersVoice(Refusal refusal) {
        assertThat(RefusalText.of(refusal))
                .matches("\\* \\S.{5,}[^.]")
                .hasSizeLessThanOrEqualTo(100)
                .doesNotContain("Refusal")
                .doesNotContain("null");
    }

    @Test
    void noRefusalIsForgottenHere() {
        Set<Class<?>> all = new HashSet<>(Arrays.asList(Refusal.class.getPermittedSubclasses()));
        all.remove(Refusal.NotNow.class);
        all.addAll(Arrays.asList(Refusal.NotNow.class.getPermittedSubclasses()));
        assertThat(refusals().stream().map(Object::getClass).collect(Collectors.toSet())).isEqualTo(all);
    }

    @Test
    void noTwoRefusalsReadTheSame() {
        assertThat(refusals().stream().map(RefusalText::of)).doesNotHaveDuplicates();
    }

    @Test
    void textByPeopleIsMadeHarmless() {
        assertThat(RefusalText.of(new Refusal.NoSuchUser("a\u001b[2Jb\u202e"))).contains("called ab;");
        assertThat(RefusalText.of(new Refusal.NoSuchRoom("a\u0007b"))).contains("room ab;");
        assertThat(RefusalText.of(new Refusal.NameInvalid("x\u202e", NameFault.CHARACTER, "\u202e")))
                .startsWith("* a name cannot contain the character U+202E;");
    }
}
