package dev.chatroom.core;

import dev.chatroom.core.broadcast.InlineCallback;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.RateLimit;
import dev.chatroom.core.memory.MemoryBudget;
import dev.chatroom.core.text.Nickname;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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

    /** At the end each user holds the one name it has, and no other, and no two of them look alike. */
    @Param(name = "name", gen = IntGen.class, conf = "0:2")
    public static class Claims {
        private static final List<String> NAMES = List.of("sam", "sarn", "tom");
        private static final Set<String> SAM = Set.of("sam");
        private static final Set<String> TOM = Set.of("tom");
        private static final Limits LIMITS = Limits.standard();
        private static final MemoryBudget BUDGET = new MemoryBudget(1 << 20, Clock.systemUTC(), Runnable::run);

        private final Nicknames nicknames = new Nicknames(Claims::skeletons);
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
            if (isSamOrLikeIt(first) && isSamOrLikeIt(second)) {
                throw new AssertionError(first.nickname() + " beside " + second.nickname());
            }
        }

        private static Set<String> skeletons(String name) {
            return switch (name.charAt(0)) {
                case 's' -> SAM;
                case 't' -> TOM;
                default -> Set.of();
            };
        }

        private static boolean isSamOrLikeIt(User user) {
            return user.nickname().text().charAt(0) == 's';
        }

        private boolean holdsOwn(User user) {
            return nicknames.holder(user.nickname().key()).orElse(null) == user;
        }

        private void claim(User user, int name) {
            String wanted = NAMES.get(name);
            Nickname before = user.nickname();
            boolean granted = nicknames.claim(new Nickname(wanted, wanted), user) == null;
            if (granted != user.nickname().text().equals(wanted)) {
                throw new AssertionError("granted, but the user is called otherwise");
            }
            if (granted) {
                nicknames.free(before, user);
            }
        }

        private User enter(long id) {
            User user = new User(id, "test", Profile.NONE, Instant.EPOCH,
                    new Outbox(new PersonalQueue.Bounds(LIMITS, BUDGET), InlineCallback.NONE),
                    new RateLimit(new RateLimit.Rates(0, 1, 1, Clock.systemUTC())), new ModeCounts());
            claim(user);
            return user;
        }

        private void claim(User user) {
            if (nicknames.claim(user.nickname(), user) != null) {
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
