package dev.chatroom.core.room;

import dev.chatroom.core.event.Rank;
import java.util.List;

/** Which of a room's members a view lists, in the order of joining unless said otherwise; with a bound on how many. */
public sealed interface MemberSelection {
    /** None. */
    MemberSelection NOBODY = new First(0);

    /** Those who have been there longest, at most so many. */
    record First(int most) implements MemberSelection {}

    /** All if there are no more than so many, else nobody: for a list that is of no use in part. */
    record AllUpTo(int most) implements MemberSelection {}

    /** Those who have this rank or a higher one, at most so many. */
    record Ranked(Rank least, int most) implements MemberSelection {}

    /** Of the users with these ids those who are members, in the order of the ids. */
    record WithIds(List<Long> userIds) implements MemberSelection {
        /** Keeps a copy, unless the list is one that does not change. */
        public WithIds {
            userIds = List.copyOf(userIds);
        }
    }
}
