package dev.chatroom.core.event;

import dev.chatroom.core.text.Mask;
import dev.chatroom.core.text.Nickname;
import java.util.List;

/** One thing to change about a room, or changed about it. */
public sealed interface ModeChange {

    /** A flag is set or cleared. */
    record FlagChange(RoomFlag flag, boolean on) implements ModeChange {}

    /**
     * The word that lets people in; empty if none is needed any more.
     *
     * @param key at most {@code Limit.KEY} characters, none of them a blank, a control or a comma, nor the first a colon
     */
    record KeyChange(String key) implements ModeChange {}

    /** How many members there may be; 0 if the room has no limit of its own any more, never negative. */
    record LimitChange(int limit) implements ModeChange {}

    /**
     * A mask is put on a list or taken off.
     *
     * @param mask may be written in part, and is kept as {@link Mask#complete} has it; at most {@code Limit.MASK}
     *     characters then, none of them a blank or a control
     * @param meant the nicknames of those for whom it is, as far as it is known; if none is given, a room notes the first
     *     {@value #MOST_MEANT} of its members for whom the mask stands
     */
    record MaskChange(MaskKind kind, String mask, boolean on, List<String> meant) implements ModeChange {
        /** So many are noted. */
        public static final int MOST_MEANT = 4;

        /** Copies. */
        public MaskChange {
            meant = List.copyOf(meant);
        }

        /** For whom the mask stands. */
        public MaskChange(MaskKind kind, String mask, boolean on) {
            this(kind, mask, on, List.of());
        }
    }

    /**
     * A member gets a rank or loses it.
     *
     * @param member the member's user id
     * @param nickname what the member is called at the time
     */
    record RankChange(Rank rank, long member, Nickname nickname, boolean on) implements ModeChange {

        /** For a member as it is called now. */
        public RankChange(Rank rank, Author member, boolean on) {
            this(rank, member.userId(), member.nickname(), on);
        }
    }
}
