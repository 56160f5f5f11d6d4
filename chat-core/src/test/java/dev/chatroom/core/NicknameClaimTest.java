package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.text.Nickname;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A nickname is claimed by somebody who is let in, not by somebody who only wants it. */
class NicknameClaimTest {
    private static final Profile PROFILE = new Profile("u", "", "here");

    @AutoClose
    private final Chat chat = Chat.builder().limits(Limits.standard().with(Limit.RATE, 0)).open();

    private final User bob = arrived();
    private final User ann = arrived();

    private User arrived() {
        return chat.arrive("here", Profile.NONE, () -> {
        });
    }

    @Test
    void aCheckedNameIsStillFree() {
        assertThat(done(chat.newcomers().check(bob, "king")).text()).isEqualTo("king");
        assertThat(done(chat.newcomers().checkFree(bob, "king")).text()).isEqualTo("king");

        assertThat(bob.nickname()).isEqualTo(Nickname.guest(bob.id()));
        assertThat(done(chat.newcomers().letIn(ann, "King", taken -> PROFILE)).text()).isEqualTo("King");
        assertThat(chat.find("king")).contains(ann);
    }

    @Test
    void onlyTheCheckForAFreeNameTellsOfOthers() {
        done(chat.newcomers().letIn(ann, "alice", taken -> PROFILE));

        assertThat(refusal(chat.newcomers().checkFree(bob, "Alice"))).isEqualTo(new Refusal.NameTaken("Alice"));
        assertThat(refusal(chat.newcomers().checkFree(bob, "a1ice")))
                .isEqualTo(new Refusal.NameAlike("a1ice", "alice"));
        assertThat(done(chat.newcomers().check(bob, "Alice")).text()).isEqualTo("Alice");
        assertThat(refusal(chat.newcomers().check(bob, "a b"))).isInstanceOf(Refusal.NameInvalid.class);
    }

    @Test
    void whoseNameIsTakenIsNotLetIn() {
        done(chat.newcomers().letIn(ann, "alice", taken -> PROFILE));

        assertThat(refusal(chat.newcomers().letIn(bob, "alice", taken -> PROFILE)))
                .isEqualTo(new Refusal.NameTaken("alice"));

        assertThat(chat.users()).isEqualTo(1);
        assertThat(done(chat.newcomers().letIn(bob, "bob", taken -> new Profile(taken.text(), "", "there"))).text())
                .isEqualTo("bob");
        assertThat(chat.find("bob")).contains(bob);
        assertThat(bob.profile().username()).isEqualTo("bob");
    }

    @Test
    void aCheckCountsAndBeingLetInDoesNot() {
        try (Chat slow = Chat.builder().limits(Limits.standard().with(Limit.RATE, 1).with(Limit.BURST, 1)).open()) {
            User user = slow.arrive("here", Profile.NONE, () -> {
            });
            done(slow.newcomers().check(user, "bob"));

            assertThat(refusal(slow.newcomers().check(user, "bob"))).isInstanceOf(Refusal.TooFast.class);
            assertThat(done(slow.newcomers().letIn(user, "bob", taken -> PROFILE)).text()).isEqualTo("bob");
        }
    }

    @Test
    void aNameIsFreeOnlyAfterRoomsHaveHeardOfTheNewOne() throws Exception {
        done(chat.newcomers().letIn(ann, "alice", taken -> PROFILE));
        Membership membership = done(chat.join(ann, "tea"));
        Semaphore decided = new Semaphore(0);
        Semaphore held = new Semaphore(0);
        Threads.Running<Nickname> renaming = Threads.start(() -> done(chat.rename(ann, "zoe", taken -> {
            decided.release();
            held.acquireUninterruptibly();
            return PROFILE;
        })));
        decided.acquire();
        membership.room().requests().hold();
        try {
            held.release();
            while (!ann.nickname().text().equals("zoe")) {
                assertThat(renaming.thread().isAlive()).isTrue();
            }

            assertThat(refusal(chat.newcomers().checkFree(bob, "alice"))).isEqualTo(new Refusal.NameTaken("alice"));
            assertThat(refusal(chat.newcomers().checkFree(bob, "a1ice"))).isEqualTo(new Refusal.NameTaken("a1ice"));
        } finally {
            membership.room().requests().letGo();
        }
        assertThat(renaming.get().text()).isEqualTo("zoe");
        assertThat(done(chat.newcomers().checkFree(bob, "alice")).text()).isEqualTo("alice");
    }
}
