package dev.chatroom.core;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Interleavings of a user who comes and goes with an operator who puts the user out, tried out one by one. */
@Tag("lincheck")
class ModerationLincheckTest {

    /** At the end the user is where the room says. */
    public static class Doors {
        private final ChatSettings settings = new ChatSettings(
                Limits.standard(),
                Set.of(),
                new NicknameRules(Limits.standard(), new ReservedNames(List.of())),
                Clock.systemUTC(),
                IdGenerator.sequential(),
                IdGenerator.sequential(),
                Runnable::run);
        private final Room room = new Room(new RoomName("cats", "cats"), true, settings);
        private final User visitor = user(1);
        private final User operator = user(2);
        private final Membership running;

        public Doors() {
            running = Objects.requireNonNull(room.admit(operator, Entry.SILENT)).orThrow();
        }

        @Operation(nonParallelGroup = "visitor")
        public boolean join() {
            return room.admit(visitor, Entry.SILENT) instanceof Outcome.Done;
        }

        @Operation(nonParallelGroup = "visitor")
        public boolean leave() {
            List<Membership> places = visitor.memberships();
            return !places.isEmpty() && room.release(places.getFirst(), "", 0, false);
        }

        @Operation(nonParallelGroup = "operator")
        public boolean kick() {
            return room.kick(running, visitor, "") instanceof Outcome.Done;
        }

        @Validate
        public void theRoomAndItsMembersAgree() {
            int present = room.view(0, 0).present();
            if (present != 1 + visitor.memberships().size()) {
                throw new AssertionError(present + " are there, but the visitor says " + visitor.memberships());
            }
        }

        private User user(long id) {
            return new User(id, "test", Profile.NONE, Instant.EPOCH, new Outbox(16, Subscription.NOBODY_TO_CALL),
                    settings.newRateLimit());
        }
    }

    @Test
    void nobodyIsWhereTheRoomDoesNotKnow() {
        new ModelCheckingOptions().iterations(2).invocationsPerIteration(25).threads(2).actorsBefore(0)
                .actorsPerThread(2).actorsAfter(0).verifier(EpsilonVerifier.class).check(Doors.class);
    }
}
