package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.text.MessageTags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The manners of saying something, and for whom it is. */
class OutgoingMessageTest {
    private final House house = new House();
    private final Membership alice = house.member("alice", "cats");
    private final Membership voice = house.member("voice", "cats");
    private final Membership bob = house.member("bob", "cats");

    OutgoingMessageTest() {
        change(alice, new RankChange(Rank.VOICE, voice.user().asAuthor(), true));
        reads(bob.user());
    }

    @Test
    void everyKindBecomesAnEventOfItsOwn() {
        Map<String, String> tags = Map.of("+mood", "good");

        assertThat(post(OutgoingMessage.Kind.SAID, "hi", tags)).isInstanceOf(ChatEvent.Said.class);
        assertThat(post(OutgoingMessage.Kind.EMOTED, "waves", tags)).isInstanceOf(ChatEvent.Emoted.class);
        assertThat(post(OutgoingMessage.Kind.NOTICED, "note", tags)).isInstanceOf(ChatEvent.Noticed.class);
        assertThat(post(OutgoingMessage.Kind.TAGGED, "", tags)).isEqualTo(new ChatEvent.Tagged(
                stampOf(alice.room().newest()), MessageTags.of(tags), Audience.EVERYBODY));

        assertThat(reads(bob.user())).containsExactly("cats 5 alice: hi", "cats 6 alice waves",
                "cats 7 alice notes: note",
                "cats 8 alice tags {+mood=good}");
        assertThat(alice.room().view(0, 9).recent()).as("tags alone are no message").hasSize(3)
                .allMatch(message -> message.tags().asMap().equals(tags));
    }

    @Test
    void tagsAreCopied() {
        Map<String, String> tags = new HashMap<>(Map.of("a", "b"));
        OutgoingMessage draft = new OutgoingMessage(OutgoingMessage.Kind.SAID, "hi", tags, Optional.empty());
        tags.clear();

        assertThat(draft.tags().asMap()).isEqualTo(Map.of("a", "b"));
    }

    @Test
    void thereIsSomethingToSayInWordsOrInTagsButNotInBothWhereOnlyTagsAreMeant() {
        OutgoingMessage nothing = new OutgoingMessage(OutgoingMessage.Kind.TAGGED, "", Map.of(), Optional.empty());

        assertThat(refusal(alice.post(nothing))).isEqualTo(new Refusal.NothingToSay());
        assertThat(refusal(
                alice.post(new OutgoingMessage(OutgoingMessage.Kind.NOTICED, "", Map.of("a", "b"), Optional.empty()))))
                .isEqualTo(new Refusal.NothingToSay());
        assertThat(refusal(house.chat.tell(alice.user(), "bob", nothing))).isEqualTo(new Refusal.NothingToSay());
        assertThatThrownBy(() -> new OutgoingMessage(OutgoingMessage.Kind.TAGGED, "words", Map.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tagsAreBoundedAllTogether() {
        House small = new House(limits -> limits.with(Limit.TAGS, 10).with(Limit.MESSAGE, 5));
        Membership carol = small.member("carol", "cats");
        Map<String, String> fitting = Map.of("abc", "12", "def", "34");
        Map<String, String> tooLong = Map.of("abc", "12", "def", "345");

        done(carol.post(new OutgoingMessage(OutgoingMessage.Kind.TAGGED, "", fitting, Optional.empty())));
        done(carol.post(new OutgoingMessage(OutgoingMessage.Kind.SAID, "12345", fitting, Optional.empty())));
        for (OutgoingMessage.Kind kind : List.of(OutgoingMessage.Kind.TAGGED, OutgoingMessage.Kind.SAID)) {
            OutgoingMessage draft =
                    new OutgoingMessage(kind, kind == OutgoingMessage.Kind.SAID ? "hi" : "", tooLong, Optional.empty());
            assertThat(refusal(carol.post(draft))).isEqualTo(new Refusal.TooLong(11, 10));
            assertThat(refusal(small.chat.tell(carol.user(), "carol", draft))).isEqualTo(new Refusal.TooLong(11, 10));
        }
    }

    @Test
    void exactlyThoseWithTheRankReadWhatIsForThem() {
        Audience operators = audience(bob, Rank.OPERATOR);
        Audience voices = audience(bob, Rank.VOICE);

        assertThat(readers(operators)).containsExactly("alice", "bob");
        assertThat(readers(voices)).containsExactly("alice", "voice", "bob");
        assertThat(operators.isEverybody()).isFalse();
        assertThat(readers(Audience.EVERYBODY)).containsExactly("alice", "voice", "bob");
    }

    @Test
    void whoCountsIsWhoHadTheRankAtThatPosition() {
        Audience before = audience(alice, Rank.OPERATOR);
        change(alice, new RankChange(Rank.OPERATOR, bob.user().asAuthor(), true),
                new RankChange(Rank.OPERATOR, alice.user().asAuthor(), false));
        Audience after = audience(bob, Rank.OPERATOR);

        assertThat(readers(before)).containsExactly("alice");
        assertThat(readers(after)).containsExactly("bob");
        done(house.chat.leave(bob, ""));
        assertThat(after.includes(bob.user().id())).as("who has left since").isTrue();
    }

    @Test
    void whoJoinsAgainUnderAnotherNameIsStillTheSameReader() {
        Audience before = audience(alice, Rank.OPERATOR);
        done(house.chat.leave(alice, ""));
        done(house.chat.rename(alice.user(), "alicia"));
        house.member("alice", "cats");

        assertThat(before.includes(alice.user().id())).isTrue();
        assertThat(before.users()).hasSize(1);
    }

    @Test
    void aRoomWithoutOperatorsStillKeepsWhatIsForThemFromTheOthers() {
        done(house.chat.leave(alice, ""));

        assertThat(readers(audience(bob, Rank.OPERATOR))).containsExactly("bob");
    }

    @Test
    void whatIsNotForEverybodyIsNotRemembered() {
        done(alice.say("to all"));
        audience(alice, Rank.VOICE);

        assertThat(alice.room().view(0, 9).recent()).extracting(ChatEvent.Message::text).containsExactly("to all");
    }

    @Test
    void privateMessagesKeepMannerAndTags() {
        Map<String, String> tags = Map.of("+a", "b");
        ChatEvent.DirectMessage told = done(house.chat.tell(alice.user(), "bob",
                new OutgoingMessage(OutgoingMessage.Kind.NOTICED, "psst", tags, Optional.of(Rank.OPERATOR))));

        assertThat(told.kind()).isEqualTo(OutgoingMessage.Kind.NOTICED);
        assertThat(told.tags().asMap()).isEqualTo(tags);
        assertThat(reads(bob.user())).containsExactly("alice -> bob: psst");
    }

    private ChatEvent.RoomEvent post(OutgoingMessage.Kind kind, String text, Map<String, String> tags) {
        return done(alice.post(new OutgoingMessage(kind, text, tags, Optional.empty())));
    }

    private EventHeader stampOf(long sequence) {
        return alice.room().event(sequence).orElseThrow().stamp();
    }

    private static Audience audience(Membership author, Rank rank) {
        OutgoingMessage draft = new OutgoingMessage(OutgoingMessage.Kind.SAID, "only you", Map.of(), Optional.of(rank));
        return ((ChatEvent.Message) done(author.post(draft))).audience();
    }

    private List<String> readers(Audience audience) {
        return List.of(alice, voice, bob).stream()
                .filter(member -> audience.includes(member.user().id()))
                .map(member -> member.user().nickname().text())
                .toList();
    }
}
