package dev.chatroom.core.room;

import java.util.Objects;

/**
 * What a view of a room lists. Whoever asks for a view that is to wait for its reader asks for little: the view is in memory until
 * then, with the messages on it, even if the room forgets them meanwhile.
 *
 * @param members which members
 * @param turns how many of the newest messages; lines that somebody says in a row, pasted perhaps, count as one
 * @param characters how many characters (UTF-16) all those messages may have, each counted as {@value #PER_MESSAGE} more than its
 *     text; one message is listed in any case
 */
public record ViewScope(MemberSelection members, int turns, int characters) {
    /** Neither members nor messages. */
    public static final ViewScope NOTHING = new ViewScope(MemberSelection.NOBODY, 0, 0);

    /** What a message counts besides its text. */
    static final int PER_MESSAGE = 40;

    private static final int FEW = 16;
    private static final int FEW_CHARACTERS = 4_096;

    /** Sixteen members and the newest messages: enough to greet somebody with. */
    public static final ViewScope FEW_OF_EACH = new ViewScope(new MemberSelection.First(FEW), FEW, FEW_CHARACTERS);

    /** Refuses null. */
    public ViewScope {
        Objects.requireNonNull(members, "a selection is not null");
    }

    /** Members, and no messages. */
    public static ViewScope of(MemberSelection members) {
        return new ViewScope(members, 0, 0);
    }
}
