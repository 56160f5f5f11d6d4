package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.room.ViewScope;
import dev.chatroom.core.text.MessageTags;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Null where something is needed is refused at once, and everything is as before. */
class NullArgumentsTest {
    private final House house = new House(limits -> limits.with(Limit.RATE, 60).with(Limit.BURST, 6));
    private final Chat chat = house.chat;
    private final Membership alice = house.member("alice", "tea");
    private final User bob = house.join(house.enter("bob"), "tea").user();
    private final Membership place = bob.memberships().getFirst();

    @Test
    void comingAndGoingTakesNoNull() {
        refusesEach(Map.ofEntries(
                Map.entry("enter from", () -> chat.enter(null)),
                Map.entry("enter as", () -> chat.enter("here", null, () -> {})),
                Map.entry("enter called", () -> chat.enter("here", Profile.NONE, null)),
                Map.entry("profile", () -> new Profile("a", null, "b")),
                Map.entry("let in", () -> chat.newcomers().letIn(bob, null)),
                Map.entry("leave", () -> chat.leave(bob, null)),
                Map.entry("take out", () -> chat.takeOut(bob, null)),
                Map.entry("leave room", () -> chat.leave(place, null)),
                Map.entry("join", () -> chat.join(bob, "milk", null)),
                Map.entry("join nobody", () -> chat.join(null, "milk")),
                Map.entry("welcome", () -> chat.join(bob, "milk", JoinOptions.welcomed(0, null))),
                Map.entry("no welcome", () -> chat.join(bob, "milk", new JoinOptions("", 0, ViewScope.NOTHING, null))),
                Map.entry("scope", () -> chat.join(bob, "milk", new JoinOptions("", 0, null, Optional.empty()))),
                Map.entry("key", () -> chat.join(bob, "milk", JoinOptions.withKey(null)))));
    }

    @Test
    void sayingAndChangingTakesNoNull() {
        refusesEach(Map.ofEntries(
                Map.entry("rename", () -> chat.rename(bob, null)),
                Map.entry("rename as", () -> chat.rename(bob, "rob", null)),
                Map.entry("real name", () -> chat.changeRealName(bob, null)),
                Map.entry("away", () -> chat.goAway(bob, null)),
                Map.entry("tell", () -> chat.tell(bob, "alice", (String) null)),
                Map.entry("tell whom", () -> chat.tell(bob, null, "hello")),
                Map.entry("say", () -> place.say(null)),
                Map.entry("post", () -> place.post(null)),
                Map.entry("draft", () -> new OutgoingMessage(null, "hello", MessageTags.NONE, Optional.empty())),
                Map.entry("tags",
                        () -> new OutgoingMessage(OutgoingMessage.Kind.SAID, "hello", (MessageTags) null,
                                Optional.empty())),
                Map.entry("rank",
                        () -> new OutgoingMessage(OutgoingMessage.Kind.SAID, "hello", MessageTags.NONE, null)),
                Map.entry("post to", () -> chat.post(bob, null, OutgoingMessage.said("hello"))),
                Map.entry("post in passing", () -> chat.postInPassing(bob, "tea", null, OutgoingMessage.said("hello"))),
                Map.entry("topic", () -> place.setTopic(null)),
                Map.entry("redact", () -> place.redact(1, null)),
                Map.entry("change", () -> place.change(null)),
                Map.entry("ignore", () -> chat.ignore(bob, null)),
                Map.entry("follow", () -> chat.watchList().follow(bob, null)),
                Map.entry("mode", () -> bob.set(null, true))));
    }

    @Test
    void moderatingTakesNoNull() {
        alice.user().set(UserMode.SERVER_OPERATOR, true);
        Moderation moderation = chat.moderation();
        refusesEach(Map.of(
                "kick", () -> moderation.kick(alice, bob, null),
                "kick whom", () -> moderation.kick(alice, null, ""),
                "invite", () -> moderation.invite(alice, null),
                "expel", () -> moderation.expel(alice.user(), bob, null),
                "expel in other words", () -> moderation.expel(alice.user(), bob, "", null),
                "announce", () -> moderation.announce(alice.user(), null),
                "announce to", () -> moderation.announce(alice.user(), "hello", null)));
    }

    @Test
    void anOutboxTakesNoNull() {
        refusesEach(Map.of(
                "line", () -> bob.outbox().reply((String) null),
                "reply", () -> bob.outbox().reply((Delivery.Reply<ChatEvent>) null),
                "reply in order", () -> bob.outbox().replyInOrder(null),
                "reply after", () -> bob.outbox().replyAfter(place, 2, null),
                "report", () -> bob.outbox().report(place, ViewScope.NOTHING, null),
                "report on what", () -> bob.outbox().report(place, null, House.text("report")),
                "drain", () -> bob.outbox().drain(null),
                "drain to", () -> bob.outbox().drainTo(null, 1)));
    }

    private void refusesEach(Map<String, ThrowingCallable> calls) {
        calls.forEach((what, call) -> {
            int arriving = chat.newcomers().count();
            assertThatNullPointerException().as(what).isThrownBy(call);
            assertThat(chat.newcomers().count()).as(what).isEqualTo(arriving);
            assertThat(chat.roomCount()).as(what).isEqualTo(1);
        });
        assertThat(chat.users()).isEqualTo(2);
        // What was refused has cost no part of the pace either.
        for (int i = 0; i < 5; i++) {
            done(place.say("still here"));
            done(alice.say("so am I"));
        }
        assertThat(reads(bob)).hasSize(11).endsWith("tea 12 alice: so am I");
        assertThat(reads(alice.user())).hasSize(12);
        done(chat.rename(house.enter("carol"), "daniel"));
    }
}
