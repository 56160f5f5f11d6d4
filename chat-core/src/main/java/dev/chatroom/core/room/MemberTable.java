package dev.chatroom.core.room;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.room.RoomView.Member;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a room by the ids of their users, in the order of joining: a hash table with chains, whose rows are the members
 * themselves. A member takes 44 to 48 bytes; in a {@code LinkedHashMap} of ids and {@link Member}s it took 96.
 */
final class MemberTable implements Iterable<MemberTable.Row> {
    private static final int FIRST_BUCKETS = 4;

    /** A member as the room knows them now. */
    static final class Row {
        private Author author;
        private Optional<String> away;
        private Set<Rank> ranks;

        /** The next in the same bucket. */
        private @Nullable Row next;

        /** The member who joined just before this one. */
        private @Nullable Row earlier;

        /** The member who joined just after this one. */
        private @Nullable Row later;

        private Row(Author author, Optional<String> away, Set<Rank> ranks) {
            this.author = author;
            this.away = away;
            this.ranks = ranks;
        }

        /** Changes what is known of the member; the user stays the same. */
        void set(Author changedAuthor, Optional<String> changedAway, Set<Rank> changedRanks) {
            author = changedAuthor;
            away = changedAway;
            ranks = changedRanks;
        }

        Author author() {
            return author;
        }

        Optional<String> away() {
            return away;
        }

        Set<Rank> ranks() {
            return ranks;
        }

        Member asMember() {
            return new Member(author, away, ranks);
        }
    }

    /** The first row of each chain; their number is a power of two. */
    private @Nullable Row[] buckets = new Row[FIRST_BUCKETS];

    private @Nullable Row oldest;
    private @Nullable Row newest;
    private int size;

    int size() {
        return size;
    }

    /** The member with this user id, null if there is none. */
    @Nullable Row get(long userId) {
        Row row = buckets[bucket(userId)];
        while (row != null && row.author.userId() != userId) {
            row = row.next;
        }
        return row;
    }

    /** Adds a member who is not there yet. */
    void add(Author author, Optional<String> away, Set<Rank> ranks) {
        if (size == buckets.length) {
            grow();
        }
        Row added = new Row(author, away, ranks);
        chain(added);
        added.earlier = newest;
        if (newest == null) {
            oldest = added;
        } else {
            newest.later = added;
        }
        newest = added;
        size++;
    }

    /** Takes the member with this user id out, if there is one. */
    void remove(long userId) {
        Row removed = get(userId);
        if (removed == null) {
            return;
        }
        unchain(removed);
        if (removed.earlier == null) {
            oldest = removed.later;
        } else {
            removed.earlier.later = removed.later;
        }
        if (removed.later == null) {
            newest = removed.earlier;
        } else {
            removed.later.earlier = removed.earlier;
        }
        size--;
    }

    /** In the order of joining. */
    @Override
    public Iterator<Row> iterator() {
        return new Iterator<>() {
            private @Nullable Row following = oldest;

            @Override
            public boolean hasNext() {
                return following != null;
            }

            @Override
            public Row next() {
                Row row = following;
                if (row == null) {
                    throw new NoSuchElementException();
                }
                following = row.later;
                return row;
            }
        };
    }

    private int bucket(long userId) {
        int hash = Long.hashCode(userId);
        return (hash ^ hash >>> 16) & (buckets.length - 1);
    }

    private void chain(Row row) {
        int bucket = bucket(row.author.userId());
        row.next = buckets[bucket];
        buckets[bucket] = row;
    }

    private void unchain(Row row) {
        int bucket = bucket(row.author.userId());
        Row before = buckets[bucket];
        if (before == row) {
            buckets[bucket] = row.next;
            return;
        }
        while (before != null && before.next != row) {
            before = before.next;
        }
        if (before != null) {
            before.next = row.next;
        }
    }

    private void grow() {
        buckets = new Row[2 * buckets.length];
        for (Row row : this) {
            chain(row);
        }
    }
}
