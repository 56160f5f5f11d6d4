package dev.chatroom.core.people;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.room.Participant;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Interleavings of users who want the same few nicknames, tried out one by one. */
@Timeout(300) // Ten seconds or so on an idle machine, many times that on a busy one.
@Tag("lincheck")
class NicknamesLincheckTest {

    /** Somebody who is called something, and no more. */
    private static final class Person implements Participant {
        private volatile Author author;

        Person(long id) {
            this.author = new Author(id, Nickname.guest(id), Profile.NONE);
        }

        void rename(Nickname secured) {
            author = author.called(secured);
        }

        @Override
        public long id() {
            return author.userId();
        }

        @Override
        public Author asAuthor() {
            return author;
        }

        @Override
        public Set<UserMode> modes() {
            return Set.of();
        }

        @Override
        public boolean isGone() {
            return false;
        }

        @Override
        public Optional<String> away() {
            return Optional.empty();
        }

        @Override
        public List<String> hostmasks() {
            return List.of();
        }
    }

    /** At the end each user holds the one name it has, and no other, and no two of them look alike. */
    @Param(name = "name", gen = IntGen.class, conf = "0:2")
    public static class Claims {
        private static final List<String> NAMES = List.of("sam", "sarn", "tom");
        private static final Set<String> SAM = Set.of("sam");
        private static final Set<String> TOM = Set.of("tom");

        private final Nicknames<Person> nicknames = new Nicknames<>(Claims::skeletons, Person::rename);
        private final Person first = enter(1);
        private final Person second = enter(2);

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

        private static boolean isSamOrLikeIt(Person user) {
            return user.nickname().text().charAt(0) == 's';
        }

        private boolean holdsOwn(Person user) {
            return nicknames.holder(user.nickname().key()).orElse(null) == user;
        }

        private void claim(Person user, int name) {
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

        private Person enter(long id) {
            Person user = new Person(id);
            claim(user);
            return user;
        }

        private void claim(Person user) {
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
