package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.events;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent.ProfileChanged;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import org.junit.jupiter.api.Test;

/** Users whose user name goes with the nickname, as a door may have it. Alice runs the room. */
class FormerProfilesTest {
    private final House house = new House(limits -> limits.with(Limit.FORMER_PROFILES, 2));
    private final Chat chat = house.chat;
    private final Membership alice = house.member("alice", "cats");
    private final User bob = house.enter("gus", new Profile("u-guest", "", "here"));

    private void rename(String nickname) {
        done(chat.rename(bob, nickname, taken -> new Profile("u-" + taken.key(), "", "here")));
    }

    private void ban(String mask) {
        change(alice, new MaskChange(MaskKind.BAN, mask, true));
    }

    @Test
    void theRoomIsToldTheNameAndTheProfileInOneEvent() {
        Membership here = house.join(bob, "cats");
        rename("bob");
        assertThat(events(alice.user(), Renamed.class)).singleElement().satisfies(renamed -> {
            assertThat(renamed.author().profile().username()).isEqualTo("u-guest");
            assertThat(renamed.profile().username()).isEqualTo("u-bob");
        });
        assertThat(done(here.say("hi")).author()).isEqualTo(bob.asAuthor());
        assertThat(bob.hostmasks()).containsExactly("bob!u-bob@here", "bob!u-guest@here");
    }

    @Test
    void aBanFindsWhoHasHadTheProfile() {
        rename("bob");
        ban("*!u-guest@*");
        assertThat(refusal(chat.join(bob, "cats"))).isInstanceOf(Refusal.Banned.class);
        rename("rob");
        assertThat(refusal(chat.join(bob, "cats"))).isInstanceOf(Refusal.Banned.class);
        change(alice, new MaskChange(MaskKind.BAN, "*!u-guest@*", false));
        house.join(bob, "cats");
    }

    @Test
    void itSilencesAMemberToo() {
        Membership here = house.join(bob, "cats");
        rename("bob");
        done(here.say("before"));
        ban("*!u-guest@*");
        assertThat(refusal(here.say("hm"))).isInstanceOf(Refusal.MayNotSpeak.class);
        assertThat(refusal(chat.rename(bob, "rob"))).isInstanceOf(Refusal.MayNotRename.class);
    }

    @Test
    void itFindsNobodyElse() {
        rename("bob");
        rename("rob");
        User other = house.enter("carol", new Profile("u-carol", "", "here"));
        ban("*!u-rob@*");
        house.join(other, "cats");
    }

    @Test
    void whoHasHadTooManyKeepsTheLastAndIsFoundByAll() {
        rename("bob");
        rename("rob");
        rename("bert");
        assertThat(bob.profile().username()).isEqualTo("u-rob");
        assertThat(bob.hostmasks()).containsExactly("bert!u-rob@here", "bert!u-guest@here", "bert!u-bob@here");
        rename("bob");
        assertThat(bob.profile().username()).as("one of those that count already").isEqualTo("u-bob");
        assertThat(bob.hostmasks()).containsExactly("bob!u-bob@here", "bob!u-guest@here", "bob!u-rob@here");
    }

    @Test
    void whoComesAgainFromElsewhereIsFoundThereAndWhereTheyWereLast() {
        Membership here = house.join(bob, "cats");
        User other = house.enter("oz", new Profile("u-gus", "", "there"));
        rename("bob");
        rename("rob");
        reads(alice.user());

        chat.newcomers().comeAgain(bob, "10.0.0.2", new Profile("u-rob", "", "there"));

        assertThat(bob.address()).isEqualTo("10.0.0.2");
        assertThat(bob.hostmasks()).containsExactly("rob!u-rob@there", "rob!u-bob@here", "rob!u-rob@here");
        assertThat(events(alice.user(), ProfileChanged.class)).singleElement().satisfies(changed -> {
            assertThat(changed.author().profile().host()).isEqualTo("here");
            assertThat(changed.profile().host()).isEqualTo("there");
        });
        done(here.say("hi"));
        ban("*!*@there");
        assertThat(refusal(here.say("hm"))).isInstanceOf(Refusal.MayNotSpeak.class);
        assertThat(refusal(chat.join(other, "cats"))).isInstanceOf(Refusal.Banned.class);
        change(alice, new MaskChange(MaskKind.BAN, "*!*@there", false));
        ban("*!*@here");
        assertThat(refusal(here.say("hm"))).isInstanceOf(Refusal.MayNotSpeak.class);
    }

    @Test
    void whoComesAgainFromTheSamePlaceIsToldToNobody() {
        house.join(bob, "cats");
        reads(alice.user());

        chat.newcomers().comeAgain(bob, "10.0.0.3", bob.profile());
        chat.leave(bob, "bye");
        chat.newcomers().comeAgain(bob, "10.0.0.4", new Profile("u-gus", "", "there"));

        assertThat(events(alice.user(), ProfileChanged.class)).isEmpty();
        assertThat(bob.address()).isEqualTo("10.0.0.3");
    }
}
