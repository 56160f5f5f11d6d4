package dev.chatroom.server.plain;

import dev.chatroom.core.Membership;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rooms besides one in which its member is as well, and may have had in mind when acting in that one.
 *
 * @param one where the member acts
 */
record OtherRooms(Membership one) {

    static OtherRooms of(Membership one) {
        return new OtherRooms(one);
    }

    /** A room in which a user is too, at best one that the member runs. */
    Optional<Membership> with(long userId) {
        return first(other -> other.room().ranksOf(userId).isPresent());
    }

    /** A room of which that is true, at best one that the member runs. */
    Optional<Membership> first(Predicate<Membership> wanted) {
        return one.user().memberships().stream()
                .filter(other -> other != one && wanted.test(other))
                .min(Comparator.comparing((Membership other) -> !other.isOperator()));
    }
}
