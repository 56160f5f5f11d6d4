package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.events;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent.AwayChanged;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever may not speak in a room does not speak there by other means: by why they leave, are away, and the like. */
class SilencedTest {
    private final House house = new House();
    private final Chat chat = house.chat;
    private final Membership alice = house.member("alice", "cats");
    private final Membership bob = house.member("bob", "cats");
    private final User user = bob.user();

    /** By what bob may not speak. */
    enum Means {
        BAN, MUTE, MODERATION;

        ModeChange change() {
            return switch (this) {
                case BAN -> new MaskChange(MaskKind.BAN, "bob", true);
                case MUTE -> new MaskChange(MaskKind.MUTE, "bob", true);
                case MODERATION -> new FlagChange(RoomFlag.MODERATED, true);
            };
        }
    }

    private void silence(Means means) {
        change(alice, means.change());
        List<String> unused = reads(alice.user());
    }

    @ParameterizedTest
    @EnumSource
    void theReasonForLeavingTheRoomIsNotHeard(Means means) {
        silence(means);
        done(chat.leave(bob, "hear me"));
        assertThat(events(alice.user(), Left.class)).singleElement().matches(left -> left.reason().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void theReasonForLeavingTheChatIsHeardOnlyWhereOneMaySpeak(Means means) {
        Membership dogs = house.member("dan", "dogs");
        house.join(user, "dogs");
        silence(means);
        chat.leave(user, "hear me");
        assertThat(events(alice.user(), Left.class)).singleElement().matches(left -> left.reason().isEmpty());
        assertThat(events(dogs.user(), Left.class)).singleElement().matches(left -> left.reason().equals("hear me"));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheServerSaysOfWhoIsTakenOutIsHeard(Means means) {
        silence(means);
        chat.takeOut(user, "connection lost");
        assertThat(events(alice.user(), Left.class)).singleElement()
                .matches(left -> left.reason().equals("connection lost"));
    }

    @ParameterizedTest
    @EnumSource
    void whyOneIsAwayIsNotHeard(Means means) {
        silence(means);
        done(chat.goAway(user, "hear me"));
        assertThat(events(alice.user(), AwayChanged.class)).singleElement()
                .matches(changed -> changed.away().equals(Optional.of("")));
        assertThat(alice.room().view(9, 0).members().getLast().away()).as("in a list of members").contains("");
        assertThat(user.away()).as("for those who ask the user alone").contains("hear me");

        done(chat.comeBack(user));
        assertThat(alice.room().view(9, 0).members().getLast().away()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"MUTE", "MODERATION"})
    void norIsItWhenOneComesInAway(Means means) {
        done(chat.leave(bob, ""));
        done(chat.goAway(user, "hear me"));
        silence(means);
        house.join(user, "cats");
        assertThat(events(alice.user(), Joined.class)).singleElement()
                .matches(joined -> joined.away().equals(Optional.of("")));
        assertThat(alice.room().view(9, 0).members().getLast().away()).contains("");
    }

    @ParameterizedTest
    @EnumSource
    void theNameInFullStays(Means means) {
        silence(means);
        assertThat(refusal(chat.changeRealName(user, "hear me"))).isEqualTo(
                new Refusal.MayNotRename(alice.room().name()));
        assertThat(user.profile().realName()).isEmpty();
        assertThat(reads(alice.user())).isEmpty();

        change(alice, new RankChange(Rank.VOICE, user.asAuthor(), true));
        done(chat.changeRealName(user, "Robert"));
    }

    @Test
    void theNicknameDoesNotStayInAModeratedRoom() {
        silence(Means.MODERATION);
        done(chat.rename(user, "rob"));
    }

    @ParameterizedTest
    @EnumSource
    void whyOneTakesSomethingBackIsNotHeard(Means means) {
        long said = done(bob.say("oops")).id();
        silence(means);
        done(bob.redact(said, "hear me"));
        assertThat(events(alice.user(), Redacted.class)).singleElement()
                .matches(redacted -> redacted.reason().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void allKindsOfMessagesAndTheTopicAreRefused(Means means) {
        silence(means);
        for (OutgoingMessage.Kind kind : OutgoingMessage.Kind.values()) {
            OutgoingMessage draft = new OutgoingMessage(kind, kind == OutgoingMessage.Kind.TAGGED ? "" : "hear me",
                    kind == OutgoingMessage.Kind.TAGGED ? Map.of("+x", "y") : Map.of(), Optional.empty());
            assertThat(refusal(bob.post(draft))).as("%s", kind).isInstanceOf(Refusal.MayNotSpeak.class);
        }
        assertThat(refusal(bob.setTopic("hear me"))).isInstanceOf(Refusal.MayNotSpeak.class);
        assertThat(reads(alice.user())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoHasAVoiceIsHeardInAllWays(Means means) {
        change(alice, means.change(), new RankChange(Rank.VOICE, user.asAuthor(), true));
        List<String> before = reads(alice.user());
        done(chat.goAway(user, "lunch"));
        done(chat.leave(bob, "later"));
        assertThat(before).isNotEmpty();
        assertThat(reads(alice.user())).containsExactly("cats 4 bob is away: lunch", "cats 5 bob leaves (later)");
    }
}
