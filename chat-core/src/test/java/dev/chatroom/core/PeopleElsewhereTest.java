package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.directory.Person;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two chats that are one: people of each know those of the other, write to them, and have names of their own. */
class PeopleElsewhereTest extends TwoNodesScene {
    private static final RoomName TEA = new RoomName("tea", "tea");

    private final Membership ann = here.member("ann", "tea");
    private final Membership bob = there.member("bob", "tea");

    private User bobHere() {
        settle();
        return here.chat.find("bob").orElseThrow();
    }

    @Test
    void peopleOfBothAreKnownToBoth() {
        User known = bobHere();

        assertThat(known.id()).isEqualTo(bob.user().id());
        assertThat(here.chat.viewFor(ann.user()).nodeOf(known)).isEqualTo("b");
        assertThat(here.chat.viewFor(ann.user()).nodeOf(ann.user())).isEqualTo("a");
        assertThat(here.chat.users()).isEqualTo(2);
        assertThat(there.chat.everybody()).extracting(User::nickname).extracting(Nickname::text)
                .containsExactlyInAnyOrder("ann", "bob");
        assertThat(known.memberships()).extracting(place -> place.room().name()).containsExactly(TEA);
    }

    @Test
    void whenSomebodyElsewhereSpokeLastIsKnown() {
        Instant before = bobHere().activeAt();
        done(bob.say("hi"));
        settle();

        assertThat(bobHere().activeAt()).isAfter(before);
    }

    @Test
    void whoeverComesLaterKnowsThoseWhoAreThere() {
        settle();
        House late = new House(limits -> limits, builder -> stream.with(builder).directory(directory.node("c")));
        settle();

        assertThat(late.chat.users()).isEqualTo(2);
        User found = late.chat.find("ann").orElseThrow();
        assertThat(found.membership(TEA)).isPresent();
        late.chat.close();
    }

    @Test
    void aNameIsHeldByOneOfAll() {
        User cay = here.enter("cay");
        settle();
        assertThat(refusal(there.chat.rename(bob.user(), "Cay"))).isEqualTo(new Refusal.NameTaken("Cay"));
        assertThat(refusal(there.chat.rename(bob.user(), "\u0441\u0430\u0443"))).isInstanceOf(Refusal.NameAlike.class);
        done(here.chat.rename(cay, "kay"));
        settle();

        done(there.chat.rename(bob.user(), "cay"));
        settle();
        assertThat(here.chat.find("cay").orElseThrow().id()).isEqualTo(bob.user().id());
        assertThat(here.chat.find("bob")).isEmpty();
    }

    @Test
    void ofTwoWhoWantANameAtOnceOneHasIt() {
        for (int i = 0; i < 100; i++) {
            String name = "name" + i;
            List<Boolean> had = Threads.race(Stream.<Callable<Boolean>>of(
                    () -> here.chat.rename(ann.user(), name) instanceof Outcome.Done,
                    () -> there.chat.rename(bob.user(), name) instanceof Outcome.Done).toList());
            assertThat(had).containsExactlyInAnyOrder(true, false);
            settle();
        }
    }

    @Test
    void aNameThatAnotherNodeWasFasterWithIsRefused() {
        directory.occupy(somebodyElse("zoe"));

        assertThat(refusal(here.chat.rename(ann.user(), "zoe"))).isEqualTo(new Refusal.NameTaken("zoe"));
        assertThat(ann.user().nickname().text()).isEqualTo("ann");
        done(there.chat.rename(bob.user(), "bert"));
    }

    private static Person somebodyElse(String name) {
        return new Person(new Author(9_999, new Nickname(name, name), Profile.NONE), "c", "", Instant.EPOCH, false,
                Optional.empty(), Set.of());
    }

    @Test
    void aPrivateMessageReachesWhoeverIsElsewhere() {
        settle();
        reads(bob.user());
        done(here.chat.tell(ann.user(), "bob", "psst"));

        assertThat(reads(bob.user())).containsExactly("ann -> bob: psst");
        assertThat(bob.user().directMessages()).hasSize(1);
        assertThat(ann.user().directMessages()).hasSize(1);
        done(there.chat.ignore(bob.user(), "ann"));
        done(here.chat.tell(ann.user(), "bob", "hello?"));
        assertThat(reads(bob.user())).isEmpty();
    }

    @Test
    void whoeverIsGoneOrCannotBeReachedIsNotWrittenTo() {
        settle();
        b.cutOff(true);
        assertThat(refusal(here.chat.tell(ann.user(), "bob", "psst")))
                .isEqualTo(new Refusal.RecipientUnreachable("bob"));
        b.cutOff(false);
        there.chat.leave(bob.user(), "bye");
        settle();
        assertThat(refusal(here.chat.tell(ann.user(), "bob", "psst"))).isEqualTo(new Refusal.NoSuchUser("bob"));
        assertThat(here.chat.users()).isEqualTo(1);
    }

    @Test
    void anInvitationReachesWhoeverIsElsewhere() {
        Membership owner = here.join(ann.user(), "secret");
        reads(bob.user());
        done(here.chat.moderation().invite(owner, bobHere()));
        settle();

        assertThat(reads(bob.user())).containsExactly("ann asks into secret");
    }

    @Test
    void whoeverRunsARoomPutsOutWhoeverIsElsewhere() {
        done(here.chat.moderation().kick(ann, bobHere(), "go"));
        settle();

        assertThat(bob.hasEnded()).isTrue();
        assertThat(bobHere().memberships()).isEmpty();
        assertThat(reads(bob.user())).endsWith("tea 3 ann kicks bob (go)");
    }

    @Test
    void whoeverRunsTheServerPutsOutAndAnnouncesEverywhere() {
        ann.user().set(UserMode.SERVER_OPERATOR, true);
        reads(bob.user());
        done(here.chat.moderation().announce(ann.user(), "soon"));
        settle();
        assertThat(reads(bob.user())).containsExactly("ann announces: soon");

        reads(ann.user());
        stream.cutOff(true);
        done(here.chat.moderation().announce(ann.user(), "later"));
        settle();
        assertThat(reads(ann.user())).containsExactly("ann announces here: later");
        assertThat(reads(bob.user())).isEmpty();
        stream.cutOff(false);

        done(here.chat.moderation().expel(ann.user(), bobHere(), "enough"));
        settle();
        assertThat(reads(bob.user())).containsExactly("ann expels: enough", "tea 3 bob leaves (enough)", "closed");
        assertThat(here.chat.find("bob")).isEmpty();
        assertThat(ann.room().memberIds()).containsExactly(ann.user().id());
    }

    @Test
    void whatPeopleSayOfThemselvesIsKnownElsewhere() {
        User follower = here.enter("cay");
        done(here.chat.watchList().follow(follower, "bob"));
        settle();
        done(there.chat.goAway(bob.user(), "tea"));
        bob.user().set(UserMode.BOT, true);
        there.later();
        settle();

        assertThat(bobHere().away()).contains("tea");
        assertThat(bobHere().has(UserMode.BOT)).isTrue();
        assertThat(reads(follower)).endsWith("bob AWAY tea");
        done(there.chat.rename(bob.user(), "bert"));
        there.chat.leave(bob.user(), "");
        settle();
        assertThat(reads(follower)).containsExactly("bob WENT ");
    }

    @Test
    void thePeopleOfANodeThatIsGoneLeave() {
        settle();
        reads(ann.user());
        b.fail();
        settle();
        assertThat(here.chat.find("bob")).isEmpty();
        lookFiveTimes();
        assertThat(reads(ann.user())).containsExactly("tea 3 bob leaves (connection to their node lost)");
        assertThat(ann.room().memberIds()).containsExactly(ann.user().id());
        done(here.chat.rename(ann.user(), "bob"));
    }

    @Test
    void aLookThatFailsIsNotTheLast() {
        settle();
        b.fail();
        settle();
        a.broken(true);
        here.later();
        a.broken(false);
        lookFiveTimes();
        assertThat(ann.room().memberIds()).containsExactly(ann.user().id());
    }

    @Test
    void whoeverWasTakenForGoneComesBack() {
        settle();
        reads(bob.user());
        directory.lose(bob.user().id());
        settle();
        lookFiveTimes();
        assertThat(bob.user().memberships()).isEmpty();
        directory.regain(bob.user().id());
        stream.cutOff(true);
        there.later();
        settle();
        assertThat(bob.user().memberships()).isEmpty();
        stream.cutOff(false);
        there.later();
        settle();

        assertThat(reads(bob.user())).containsExactly(
                "tea 3 bob leaves (connection to their node lost)", "tea 4 bob joins");
        assertThat(bobHere().membership(TEA)).isPresent();
        done(bob.user().membership(TEA).orElseThrow().say("back"));
    }

    @Test
    void whereSomebodyIsIsKnownHoweverLateOneHearsOfThem() {
        settle();
        directory.lose(bob.user().id());
        settle();
        assertThat(here.chat.find("bob")).isEmpty();
        directory.regain(bob.user().id());

        assertThat(bobHere().membership(TEA)).isPresent();
        done(there.chat.leave(bob, ""));
        assertThat(bobHere().memberships()).isEmpty();
    }

    @Test
    void whoeverHasLostTheNameIsAGuest() {
        User cay = here.enter("cay");
        settle();
        reads(ann.user());
        directory.occupy(somebodyElse("ann"));
        directory.occupy(somebodyElse("cay"));
        done(here.chat.goAway(ann.user(), ""));
        done(here.chat.goAway(cay, ""));
        here.later();
        settle();

        Nickname guest = Nickname.guest(ann.user().id());
        assertThat(ann.user().nickname()).isEqualTo(guest);
        assertThat(reads(ann.user())).containsExactly(
                "tea 3 ann is away: ", "tea 4 ann is " + guest, "ann loses the name, now " + guest);
        directory.loseName(cay.id());
        assertThat(reads(cay)).containsExactly("cay loses the name, now " + Nickname.guest(cay.id()));
    }

    @Test
    void whoeverIsCutOffKeepsTheName() {
        a.cutOff(true);
        assertThat(refusal(here.chat.rename(ann.user(), "amy"))).isEqualTo(new Refusal.CutOff());
        assertThat(ann.user().nickname().text()).isEqualTo("ann");
    }
}
