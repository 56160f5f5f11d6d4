package dev.chatroom.core;

import java.time.Clock;
import java.time.Instant;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Interleavings of users who want the same few nicknames, tried out one by one. */
@Tag("lincheck")
class NicknamesLincheckTest {

    /** At the end each user holds the one name that it bears, and no other. */
    @Param(name = "name", gen = IntGen.class, conf = "0:1")
    public static class Claims {
        private final Nicknames nicknames = new Nicknames();
        private final User first = enter(1);
        private final User second = enter(2);

        @Operation(nonParallelGroup = "first")
        public void claimByFirst(@Param(name = "name") int name) {
            claim(first, name);
        }

        @Operation(nonParallelGroup = "second")
        public void claimBySecond(@Param(name = "name") int name) {
            claim(second, name);
        }

        @Validate
        public void everybodyHoldsTheOwnNameAlone() {
            if (nicknames.size() != 2 || !holdsOwn(first) || !holdsOwn(second)) {
                throw new AssertionError(first.nickname() + " and " + second.nickname() + " of " + nicknames.size());
            }
        }

        private boolean holdsOwn(User user) {
            return nicknames.holder(user.nickname().key()).orElse(null) == user;
        }

        private void claim(User user, int name) {
            boolean granted = nicknames.claim(new Nickname("name" + name, "name" + name), user);
            if (granted != user.nickname().text().equals("name" + name)) {
                throw new AssertionError("granted, but not borne");
            }
        }

        private User enter(long id) {
            User user = new User(id, "test", Profile.NONE, Instant.EPOCH,
                    new Outbox(Limits.standard(), new MemoryBudget(1 << 20, Clock.systemUTC(), Runnable::run),
                            OwnCallback.NONE),
                    new RateLimit(0, 1, Clock.systemUTC()), new ModeTally());
            claim(user);
            return user;
        }

        private void claim(User user) {
            if (!nicknames.claim(user.nickname(), user)) {
                throw new AssertionError("a guest's own name was refused");
            }
        }
    }

    @Test
    void everyNameIsHeldByTheOneWhoBearsIt() {
        new ModelCheckingOptions().iterations(4).invocationsPerIteration(100).threads(2).actorsBefore(0)
                .actorsPerThread(2).actorsAfter(0).verifier(EpsilonVerifier.class).check(Claims.class);
    }
}
