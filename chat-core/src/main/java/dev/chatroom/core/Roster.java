package dev.chatroom.core;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is in a room, in the order of joining. Guarded by the room's append lock. */
final class Roster {
    /** By the id of the user. */
    private final LinkedHashMap<Long, Membership> members = new LinkedHashMap<>(4);

    void add(Membership membership) {
        members.put(membership.user().id(), membership);
    }

    /** Removes this very membership; false if it is not there any more. */
    boolean remove(Membership membership) {
        return members.remove(membership.user().id(), membership);
    }

    boolean contains(Membership membership) {
        return members.get(membership.user().id()) == membership;
    }

    boolean contains(User user) {
        return members.containsKey(user.id());
    }

    int size() {
        return members.size();
    }

    /** Those who have been here longest, at most so many. */
    List<RoomView.Member> first(int most) {
        return members.values().stream().limit(most).map(Membership::asMember).toList();
    }

    /** The ids of those who have this rank or a higher one. */
    Set<Long> idsFrom(Rank least) {
        return members.values().stream()
                .filter(membership -> membership.ranks().stream().anyMatch(rank -> rank.compareTo(least) >= 0))
                .map(membership -> membership.user().id())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** The membership of the user with this id; null if there is none. */
    @Nullable Membership of(long userId) {
        return members.get(userId);
    }
}
