package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.limit.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An outbox hands out only what its user may read, and what everybody may read in one piece. */
class AudienceTest {
    private final House house = new House(limits -> limits.with(Limit.LOG_EVENTS, 64));
    private final Membership alice = house.member("alice", "cats");
    private final Membership bob = house.member("bob", "cats");

    @Test
    void whatIsForOperatorsReachesNobodyElse() {
        Membership carol = house.member("carol", "cats");
        change(alice, new RankChange(Rank.OPERATOR, carol.user().id(), carol.user().nickname(), true));
        reads(bob.user());
        reads(carol.user());

        done(alice.say("to all"));
        toOperators(alice, "to operators");
        toOperators(bob, "by somebody else");
        done(alice.say("to all again"));

        assertThat(reads(bob.user())).containsExactly(
                "cats 5 alice: to all", "cats 7 bob: by somebody else", "cats 8 alice: to all again");
        assertThat(reads(carol.user())).hasSize(4).contains("cats 6 alice: to operators");
    }

    @Test
    void whoIsToldOfNothingElseIsToldOfNothing() {
        reads(bob.user());
        IntStream.range(0, 5).forEach(i -> toOperators(alice, "secret " + i));

        assertThat(bob.user().outbox().poll()).isNull();
        assertThat(bob.user().outbox().rest()).isTrue();
        done(alice.say("to all"));
        assertThat(reads(bob.user())).containsExactly("cats 8 alice: to all");
    }

    @Test
    void aReplyThatFollowsWhatOneMayNotReadStillComes() {
        reads(bob.user());
        toOperators(alice, "secret");
        bob.user().outbox().replyAfter(bob, bob.room().newest(), House.text("answer"));
        done(alice.say("to all"));

        assertThat(reads(bob.user())).containsExactly("= answer", "cats 4 alice: to all");
    }

    @Test
    void whatIsForOperatorsInOneRoomDoesNotDisorderAnother() {
        Membership aliceOfDogs = house.join(alice.user(), "dogs");
        house.join(bob.user(), "dogs");
        reads(bob.user());
        for (int i = 0; i < 3; i++) {
            toOperators(alice, "secret");
            done(aliceOfDogs.say("woof " + i));
            done(alice.say("meow " + i));
        }

        assertThat(reads(bob.user())).containsExactly(
                "dogs 3 alice: woof 0", "cats 4 alice: meow 0", "dogs 4 alice: woof 1", "cats 6 alice: meow 1",
                "dogs 5 alice: woof 2", "cats 8 alice: meow 2");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "10, 2", "20, 1"})
    void whatEverybodyMayReadIsHandedOutInOnePiece(int secretAt, int pieces) {
        reads(bob.user());
        for (int i = 0; i <= 20; i++) {
            if (i == secretAt) {
                toOperators(alice, "secret");
            } else {
                done(alice.say("to all"));
            }
        }
        List<Long> sizes = new ArrayList<>();
        boolean more = bob.user().outbox().drain(new DeliverySink<>() {
            @Override
            public boolean take(Delivery<ChatEvent> delivery) {
                throw new AssertionError("singly: " + delivery);
            }

            @Override
            public boolean take(EventBatch<ChatEvent> events) {
                sizes.add(events.last() - events.position() + 1);
                events.advanceTo(events.last());
                return true;
            }
        });

        assertThat(more).isFalse();
        assertThat(sizes).hasSize(pieces);
        assertThat(sizes.stream().mapToLong(size -> size).sum()).isEqualTo(20);
    }

    @Test
    void whoWasLeftBehindIsToldAndStillReadsNothingForOthers() {
        reads(bob.user());
        IntStream.range(0, 40).forEach(i -> {
            toOperators(alice, "secret");
            done(alice.say("to all"));
        });

        List<String> read = reads(bob.user());
        assertThat(read).startsWith("cats lagged 16").hasSize(33).noneMatch(line -> line.contains("secret"));
    }

    private static void toOperators(Membership by, String text) {
        done(by.post(new OutgoingMessage(OutgoingMessage.Kind.SAID, text, Map.of(), Optional.of(Rank.OPERATOR))));
    }
}
