package dev.chatroom.core.room;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.room.RoomView.Member;
import dev.chatroom.core.text.Subsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Who is in a room, in the order of joining, by the ids of users. Part of {@link RoomState}. */
public final class Roster {
    private static final Subsets<Rank> RANKS = new Subsets<>(Rank.class);

    private final MemberTable members = new MemberTable();

    /** With nobody on it. */
    public Roster() {}

    /** The ranks with one more or one less; the same object for the same ranks. */
    static Set<Rank> with(Set<Rank> ranks, Rank rank, boolean on) {
        return RANKS.with(ranks, rank, on);
    }

    void add(Author author, Optional<String> away, Set<Rank> ranks) {
        MemberTable.Row known = members.get(author.userId());
        if (known == null) {
            members.add(author, away, RANKS.shared(ranks));
        } else {
            known.set(author, away, RANKS.shared(ranks));
        }
    }

    void remove(long userId) {
        members.remove(userId);
    }

    void setAuthor(Author author) {
        change(author.userId(), row -> row.set(author, row.away(), row.ranks()));
    }

    void setAway(long userId, Optional<String> away) {
        change(userId, row -> row.set(row.author(), away, row.ranks()));
    }

    void setRank(long userId, Rank rank, boolean on) {
        change(userId, row -> row.set(row.author(), row.away(), with(row.ranks(), rank, on)));
    }

    private void change(long userId, Consumer<MemberTable.Row> change) {
        MemberTable.Row row = members.get(userId);
        if (row != null) {
            change.accept(row);
        }
    }

    /** The user with this id as the room knows them; null if that is no member. */
    public @Nullable Member of(long userId) {
        MemberTable.Row row = members.get(userId);
        return row == null ? null : row.asMember();
    }

    public int size() {
        return members.size();
    }

    /** Those of the members whom somebody wants to see. */
    List<Member> select(MemberSelection selection) {
        return switch (selection) {
            case MemberSelection.First(int most) -> most == 0 ? List.of() : listed(all().limit(most));
            case MemberSelection.AllUpTo(int most) -> size() <= most ? listed(all()) : List.of();
            case MemberSelection.Ranked(Rank least, int most) -> listed(ranked(least).limit(most));
            case MemberSelection.WithIds(List<Long> ids) ->
                ids.stream().flatMap(id -> Stream.ofNullable(of(id))).toList();
        };
    }

    private static List<Member> listed(Stream<MemberTable.Row> rows) {
        return rows.map(MemberTable.Row::asMember).toList();
    }

    /** The ids of all, in a list that stays as it is. */
    public List<Long> ids() {
        return all().map(member -> member.author().userId()).toList();
    }

    /** The nicknames of those among the first members who are like that, at most so many. */
    List<String> named(int first, int most, Predicate<Author> like) {
        return all()
                .limit(first)
                .map(MemberTable.Row::author)
                .filter(like)
                .limit(most)
                .map(author -> author.nickname().text())
                .toList();
    }

    /** The ids of those who have this rank or a higher one. */
    Set<Long> idsFrom(Rank least) {
        return ranked(least)
                .map(member -> member.author().userId())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Stream<MemberTable.Row> ranked(Rank least) {
        return all().filter(member -> member.ranks().stream().anyMatch(rank -> rank.compareTo(least) >= 0));
    }

    private Stream<MemberTable.Row> all() {
        return StreamSupport.stream(members.spliterator(), false);
    }
}
