package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.text.Nickname;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Entering, naming, meeting, talking in private, and leaving. */
class ChatTest {
    private final House house = new House();
    private final Chat chat = house.chat;

    @Test
    void whoEntersIsAGuestInNoRoom() {
        User user = chat.enter("192.0.2.1");

        assertThat(user.nickname().text()).isEqualTo("guest-" + user.id());
        assertThat(user.address()).isEqualTo("192.0.2.1");
        assertThat(user.enteredAt()).isEqualTo(house.clock.instant());
        assertThat(user.memberships()).isEmpty();
        assertThat(chat.find("GUEST-" + user.id())).contains(user);
        assertThat(chat.users()).isEqualTo(1);
    }

    @Test
    void aNicknameIsHeldByOneWhateverItsCaseOrForm() {
        house.enter("José");
        User other = house.enter("other");

        for (String same : List.of("josé", "JOSÉ", "Jose\u0301", "ＪＯＳÉ", " José ")) {
            assertThat(refusal(chat.rename(other, same))).isInstanceOf(Refusal.NameTaken.class);
            assertThat(chat.find(same)).map(User::nickname).map(Nickname::text).contains("José");
        }
        assertThat(done(chat.rename(other, "Jose")).text()).isEqualTo("Jose");
    }

    @Test
    void aNicknameThatWasGivenUpIsFree() {
        User bob = house.enter("bob");
        done(chat.rename(bob, "rob"));
        assertThat(chat.find("bob")).isEmpty();
        User other = house.enter("bob");

        chat.leave(other, "");

        assertThat(chat.find("bob")).isEmpty();
        assertThat(house.enter("BOB").nickname().text()).isEqualTo("BOB");
        assertThat(chat.users()).isEqualTo(2);
    }

    @Test
    void aRefusedRenameChangesNothing() {
        User bob = house.enter("bob");
        house.enter("alice");

        assertThat(refusal(chat.rename(bob, "Alice"))).isEqualTo(new Refusal.NameTaken("Alice"));
        assertThat(refusal(chat.rename(bob, "no way"))).isInstanceOf(Refusal.NameInvalid.class);

        assertThat(bob.nickname().text()).isEqualTo("bob");
        assertThat(chat.find("bob")).contains(bob);
    }

    @Test
    void theSameNameInAnotherCaseIsARenameAndTheVerySameNameIsNot() {
        Membership place = house.member("bob", "cats");
        done(chat.rename(place.user(), "bob"));
        done(chat.rename(place.user(), "Bob"));

        assertThat(reads(place.user())).containsExactly("cats 1 bob joins", "cats 2 bob is Bob");
        assertThat(chat.find("BOB")).contains(place.user());
        assertThat(chat.users()).isEqualTo(1);
    }

    @Test
    void aRenameIsToldInEveryRoomWithTheSameNumber() {
        User bob = house.enter("bob");
        house.join(bob, "cats");
        house.join(bob, "dogs");
        Membership alice = house.member("alice", "cats");

        done(chat.rename(bob, "rob"));
        done(alice.say("hi rob"));
        done(chat.leave(bob.memberships().getFirst(), "bye"));

        assertThat(reads(alice.user())).containsExactly("cats 2 alice joins", "cats 3 bob is rob",
                "cats 4 alice: hi rob", "cats 5 rob leaves (bye)");
        assertThat(new HashSet<>(renamings(bob))).as("one number for both rooms").hasSize(1);
    }

    private static List<Long> renamings(User user) {
        List<Long> renamings = new ArrayList<>();
        assertThat(user.outbox().drain(delivery -> {
            if (delivery instanceof Delivery.Event<ChatEvent>(long sequence, ChatEvent.Renamed renamed)) {
                renamings.add(renamed.renaming());
            }
            return true;
        })).isFalse();
        return renamings;
    }

    @Test
    void privateMessagesReachTheRecipientAlone() {
        Membership alice = house.member("alice", "cats");
        Membership bob = house.member("bob", "cats");
        reads(alice.user());
        reads(bob.user());

        ChatEvent.DirectMessage told = done(chat.tell(alice.user(), "BOB", "psst"));

        assertThat(reads(bob.user())).containsExactly("alice -> bob: psst");
        assertThat(reads(alice.user())).isEmpty();
        assertThat(told.recipient()).isEqualTo(bob.user().asAuthor());
        assertThat(told.at()).isEqualTo(house.clock.instant());
        assertThat(alice.room().view(0, 99).recent()).as("what the room remembers").isEmpty();
        assertThat(refusal(chat.tell(alice.user(), "carol", "hello"))).isEqualTo(new Refusal.NoSuchUser("carol"));
    }

    @Test
    void leavingTheChatLeavesAllRoomsAtOnceAndFreesTheName() {
        User bob = house.enter("bob");
        house.join(bob, "cats");
        house.join(bob, "dogs");
        Membership alice = house.member("alice", "cats");
        reads(alice.user());

        chat.leave(bob, "good night");
        chat.leave(bob, "again");

        assertThat(reads(alice.user())).containsExactly("cats 3 bob leaves (good night)");
        assertThat(reads(bob)).containsExactlyInAnyOrder("cats 1 bob joins", "cats 2 alice joins", "dogs 1 bob joins",
                "cats 3 bob leaves (good night)", "dogs 2 bob leaves (good night)", "closed").endsWith("closed");
        assertThat(bob.memberships()).isEmpty();
        assertThat(chat.users()).isEqualTo(1);
    }

    @Test
    void whoHasLeftCanDoNothingMore() {
        Membership place = house.member("bob", "cats");
        User bob = place.user();
        house.member("alice", "cats");
        chat.leave(bob, "");

        assertThat(refusal(chat.join(bob, "dogs"))).isEqualTo(new Refusal.Gone());
        assertThat(refusal(chat.rename(bob, "rob"))).isEqualTo(new Refusal.Gone());
        assertThat(refusal(chat.tell(bob, "alice", "hello"))).isEqualTo(new Refusal.Gone());
        assertThat(refusal(place.say("hello"))).isEqualTo(new Refusal.NotThere(place.room().name()));
        assertThat(chat.find("rob")).isEmpty();
    }

    @Test
    void awayIsSaidWithAReasonThatIsCut() {
        User bob = house.enter("bob");
        assertThat(bob.away()).isEmpty();

        done(house.chat.goAway(bob, ""));
        assertThat(bob.away()).contains("");
        done(house.chat.goAway(bob, "x".repeat(1_000)));
        assertThat(bob.away().orElseThrow()).hasSize(Limit.REASON.standard());
        assertThat(house.join(bob, "cats").room().view(1, 0).members().getFirst().away()).isEqualTo(bob.away());

        done(house.chat.comeBack(bob));
        assertThat(bob.away()).isEqualTo(Optional.empty());
    }

    @Test
    void closingDeliversWhatIsThereAndThenTheEndToEverybody() {
        Membership alice = house.member("alice", "cats");
        Membership bob = house.member("bob", "cats");
        User carol = house.enter("carol");
        done(alice.say("last words"));

        chat.close();
        chat.close();

        assertThat(reads(bob.user())).containsExactly("cats 2 bob joins", "cats 3 alice: last words", "closed");
        assertThat(reads(alice.user())).endsWith("cats 3 alice: last words", "closed");
        assertThat(reads(carol)).containsExactly("closed");
        assertThat(reads(chat.enter("too late"))).containsExactly("closed");
    }

    @Test
    void aClosedChatStaysAsItWas() {
        Membership alice = house.member("alice", "cats");
        Membership bob = house.member("bob", "cats");
        chat.close();

        assertThat(refusal(alice.say("hello"))).isEqualTo(new Refusal.Gone());
        assertThat(refusal(alice.setTopic("cats"))).isEqualTo(new Refusal.Gone());
        assertThat(refusal(chat.join(alice.user(), "dogs"))).isEqualTo(new Refusal.Gone());
        done(chat.rename(alice.user(), "alicia"));
        house.later();
        done(chat.leave(bob, ""));
        chat.leave(alice.user(), "");

        assertThat(alice.room().view(9, 9).position()).isEqualTo(2);
        assertThat(reads(alice.user())).containsExactly("cats 1 alice joins", "cats 2 bob joins", "closed");
    }

    @Test
    void anIdGeneratorThatRepeatsItselfIsNoticed() {
        try (Chat twins = Chat.builder().userIds(() -> 7).open()) {
            assertThat(twins.enter("one").id()).isEqualTo(7);
            assertThatThrownBy(() -> twins.enter("another")).isInstanceOf(IllegalStateException.class);
        }
    }
}
