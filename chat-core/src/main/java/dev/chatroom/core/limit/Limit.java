package dev.chatroom.core.limit;

import java.util.Locale;

/** Everything in a chat that has a bound. Each has a default and a range; {@link Limits} holds the values. */
public enum Limit {
    /** Characters (UTF-16) of a message. */
    MESSAGE(4_096, 1, 1_048_576),
    /** Characters (code points) of a nickname. */
    NICKNAME(32, 8, 256),
    /** Characters (code points) of a room's name. */
    ROOM_NAME(50, 8, 256),
    /** Characters (UTF-16) of a topic. */
    TOPIC(390, 1, 4_096),
    /** Characters (UTF-16) of a reason for leaving or being away; a longer one is cut. */
    REASON(200, 1, 4_096),
    /** Characters (UTF-16) of a user's name in full. */
    REAL_NAME(128, 1, 1_024),
    /** Rooms there may be. */
    ROOMS(4_096, 1, 1_000_000),
    /** Rooms a user may be in at once. */
    ROOMS_PER_USER(20, 1, 1_000),
    /** Users there may be in a room. */
    MEMBERS(100_000, 1, 10_000_000),
    /** Events that a room keeps for readers who are behind. */
    LOG_EVENTS(8_192, 16, 1_048_576),
    /** Bytes of heap for the events that a room keeps for them. */
    LOG_BYTES(4_194_304, 4_096, 1_073_741_824),
    /**
     * Recent messages that a room keeps for newcomers. With 0 it keeps none, and a chat without a store has no history: nobody reads or
     * finds again what was said.
     */
    HISTORY(200, 0, 100_000),
    /** Users whom a user may ignore. */
    IGNORED(100, 1, 10_000),
    /** Characters (UTF-16) of the names and values of all tags of a message. */
    TAGS(4_096, 1, 65_536),
    /** Tags of a message that its author has chosen: those whose key begins with +. */
    TAGS_PER_MESSAGE(16, 0, 1_000),
    /** Characters (UTF-16) of a room's key. */
    KEY(32, 1, 128),
    /** Characters (UTF-16) of a mask. */
    MASK(256, 16, 1_024),
    /** Changes of a room's modes at once. */
    CHANGES(20, 1, 1_000),
    /** Earlier profiles by which masks find a user still; one more new nickname leaves the profile as it is. */
    FORMER_PROFILES(8, 0, 64),
    /** Masks on each list of a room. */
    MASKS(100, 1, 10_000),
    /** Invitations that a room remembers; the oldest is forgotten first. */
    INVITATIONS(100, 1, 10_000),
    /** Nicknames whose coming and going a user may follow. */
    CONTACTS(100, 1, 10_000),
    /** Private messages, sent and received, that are kept for each user as long as the user is in the chat. */
    LETTERS(100, 0, 10_000),
    /** Rooms in which one search looks. */
    SEARCH_ROOMS(64, 1, 1_000),
    /** Seconds within which whoever comes back is shown what was said meanwhile; 0 for never. */
    CATCH_UP_SECONDS(900, 0, 604_800),
    /** Lines of a user that may be underway to the order of a chat that has several nodes; the next one waits. */
    LINES_UNDERWAY(64, 1, 4_096),
    /** Users who have left that the chat remembers. */
    FORMER_USERS(1_000, 0, 100_000),
    /** Replies and private messages that may wait for a user who does not read. */
    PENDING(256, 16, 65_536),
    /** Bytes of heap for them. */
    PENDING_BYTES(65_536, 4_096, 16_777_216),
    /** Messages a user may send each second in the long run; 0 for no limit. */
    RATE(2, 0, 1_000_000),
    /** Messages a user may send at once after a pause. */
    BURST(10, 1, 1_000_000),
    /** Times that a user may come back at once to rooms left before; 0, or a rate of 0, for no limit. */
    RETURNS(3, 0, 1_000_000),
    /** Seconds until a user may come back once more after that. */
    RETURN_SECONDS(10, 1, 3_600),
    /** Members of a room; where there are more, joining and leaving is summarised. */
    QUIET_ABOVE(50, 1, 10_000_000);

    private final int standard;
    private final int least;
    private final int most;

    Limit(int standard, int least, int most) {
        this.standard = standard;
        this.least = least;
        this.most = most;
    }

    /** The value if none is given. */
    public int standard() {
        return standard;
    }

    /** The lowest value allowed. */
    public int least() {
        return least;
    }

    /** The highest value allowed. */
    public int most() {
        return most;
    }

    /** The name as options write it, such as {@code rooms-per-user}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
