package dev.chatroom.core.room;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.room.RoomView.Member;
import dev.chatroom.core.text.Subsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is in a room, in the order of joining, by the ids of users. Part of {@link RoomState}. */
public final class Roster {
    private static final Subsets<Rank> RANKS = new Subsets<>(Rank.class);

    private final LinkedHashMap<Long, Member> members = new LinkedHashMap<>(4);

    /** With nobody on it. */
    public Roster() {}

    /** The ranks with one more or one less; the same object for the same ranks. */
    static Set<Rank> with(Set<Rank> ranks, Rank rank, boolean on) {
        return RANKS.with(ranks, rank, on);
    }

    void add(Author author, Optional<String> away, Set<Rank> ranks) {
        members.put(author.userId(), new Member(author, away, RANKS.shared(ranks)));
    }

    void remove(long userId) {
        members.remove(userId);
    }

    void setAuthor(Author author) {
        members.computeIfPresent(author.userId(), (id, member) -> new Member(author, member.away(), member.ranks()));
    }

    void setAway(long userId, Optional<String> away) {
        members.computeIfPresent(userId, (id, member) -> new Member(member.author(), away, member.ranks()));
    }

    void setRank(long userId, Rank rank, boolean on) {
        members.computeIfPresent(userId,
                (id, member) -> new Member(member.author(), member.away(), with(member.ranks(), rank, on)));
    }

    /** The user with this id as the room knows them; null if that is no member. */
    public @Nullable Member of(long userId) {
        return members.get(userId);
    }

    public int size() {
        return members.size();
    }

    /** Those who have been here longest, at most so many. */
    List<Member> first(int most) {
        return members.values().stream().limit(most).toList();
    }

    /** The ids of all, in a list that stays as it is. */
    public List<Long> ids() {
        return List.copyOf(members.keySet());
    }

    /** The nicknames of those among the first members who are like that, at most so many. */
    List<String> named(int first, int most, Predicate<Author> like) {
        return members.values().stream()
                .limit(first)
                .map(Member::author)
                .filter(like)
                .limit(most)
                .map(author -> author.nickname().text())
                .toList();
    }

    /** The ids of those who have this rank or a higher one. */
    Set<Long> idsFrom(Rank least) {
        return members.values().stream()
                .filter(member -> member.ranks().stream().anyMatch(rank -> rank.compareTo(least) >= 0))
                .map(member -> member.author().userId())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
