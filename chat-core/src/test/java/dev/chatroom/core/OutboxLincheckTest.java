package dev.chatroom.core;

import dev.chatroom.core.broadcast.InlineCallback;
import dev.chatroom.core.commit.Order;
import dev.chatroom.core.directory.Directory;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.history.RoomOrigin;
import dev.chatroom.core.history.WindowHistory;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.NicknameRules;
import dev.chatroom.core.limit.RateLimit;
import dev.chatroom.core.limit.ReservedNames;
import dev.chatroom.core.memory.MemoryBudget;
import dev.chatroom.core.order.Sequencer;
import dev.chatroom.core.people.ModeCounts;
import dev.chatroom.core.reading.PersonalQueue;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.text.RoomName;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Interleavings of an outbox that is filled with a reader that drains it and rests, tried out one by one. */
@Timeout(300) // Ten seconds or so on an idle machine, many times that on a busy one.
@Tag("lincheck")
class OutboxLincheckTest {

    /** Whenever something is left, a reader has been called for that has not come yet. */
    public static class WakeUps {
        private final AtomicInteger calls = new AtomicInteger();
        private final ChatSettings settings = new ChatSettings(
                Limits.standard(),
                Map.of("cats", RoomOwner.FIRST_MEMBER),
                new NicknameRules(Limits.standard(), new ReservedNames(List.of())),
                Clock.systemUTC(),
                IdGenerator.sequential(),
                IdGenerator.sequential(),
                Runnable::run,
                new MemoryBudget(1 << 20, Clock.systemUTC(), later -> {
                }),
                later -> {
                },
                Sequencer.appendLock(),
                Directory.alone(),
                () -> {
                },
                new AtomicInteger());
        private final Room room = new Room(
                new RoomName("cats", "cats"), settings, new WindowHistory(name -> Optional.empty()),
                new Order(settings.sequencer()), new UserRegistry(1, settings.memory()), new RoomOrigin.Nothing(),
                lost -> {
                });
        private final User user = user(1, calls::incrementAndGet);
        private final Outbox outbox = user.outbox();
        private int served;

        public WakeUps() {
            room.admission().admit(user, JoinOptions.SILENT, 0);
            whoeverWasCalled();
        }

        @Operation
        public void reply() {
            outbox.reply("answer");
        }

        @Operation(runOnce = true)
        public void somebodyJoins() {
            room.admission().admit(user(2, InlineCallback.NONE), JoinOptions.SILENT, 0);
        }

        @Operation(runOnce = true)
        public void close() {
            outbox.close();
        }

        @Operation(nonParallelGroup = "reader")
        public void whoeverWasCalled() {
            if (calls.get() == served) {
                return;
            }
            served++;
            boolean more = true;
            while (more) {
                more = outbox.drain(delivery -> true) || !outbox.rest();
            }
        }

        @Validate
        public void nothingLiesThereUncalledFor() {
            if (calls.get() == served) {
                boolean unused = outbox.drain(delivery -> {
                    throw new AssertionError("something was left, and nobody called");
                });
            }
        }

        private Outbox outbox(Runnable onReady) {
            return new Outbox(
                    new PersonalQueue.Bounds(Limits.standard().with(Limit.PENDING, 16), settings.memory()), onReady);
        }

        private User user(long id, Runnable onReady) {
            return new User(id, "test", Profile.NONE, Instant.EPOCH, outbox(onReady), new RateLimit(settings.rates()),
                    new ModeCounts());
        }
    }

    @Test
    void noWakeUpIsLost() {
        new ModelCheckingOptions().iterations(3).invocationsPerIteration(60).threads(2).actorsBefore(0)
                .actorsPerThread(2).actorsAfter(0).verifier(EpsilonVerifier.class).check(WakeUps.class);
    }
}
