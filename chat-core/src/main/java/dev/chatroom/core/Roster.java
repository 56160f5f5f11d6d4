package dev.chatroom.core;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is in a room, in the order of joining. Guarded by the room's append lock. */
final class Roster {
    /** By the id of the user. */
    private final LinkedHashMap<Long, Membership> members = new LinkedHashMap<>(4);

    /** The shares of all members. */
    private double people;

    void add(Membership membership) {
        people += membership.share();
        members.put(membership.user().id(), membership);
    }

    /** Removes this very membership; false if it is not there any more. */
    boolean remove(Membership membership) {
        boolean removed = members.remove(membership.user().id(), membership);
        people -= removed ? membership.share() : 0;
        return removed;
    }

    boolean contains(Membership membership) {
        return members.get(membership.user().id()) == membership;
    }

    boolean contains(User user) {
        return members.containsKey(user.id());
    }

    /** For how many people the room is, where somebody who is in several counts less in each. */
    double people() {
        return people;
    }

    int size() {
        return members.size();
    }

    /** Those who have been here longest, at most so many. */
    List<RoomView.Member> first(int most) {
        return members.values().stream().limit(most).map(Membership::asMember).toList();
    }

    /** The nicknames of those among the first members who are like that, at most so many. */
    List<String> named(int members, int most, Predicate<Author> like) {
        return this.members.values().stream()
                .limit(members)
                .map(Membership::asAuthor)
                .filter(like)
                .limit(most)
                .map(author -> author.nickname().text())
                .toList();
    }

    /** Everybody, in a list that stays as it is. */
    List<Membership> all() {
        return List.copyOf(members.values());
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
