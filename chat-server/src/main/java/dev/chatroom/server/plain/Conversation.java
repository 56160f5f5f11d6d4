package dev.chatroom.server.plain;

import dev.chatroom.core.Membership;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Next;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The room that a plain user talks in, and the person whom the user would answer. */
final class Conversation {
    /** The current room, to which lines are said. Owned by the reader. */
    private volatile @Nullable Membership room;

    /** All rooms in which the user has talked and is still, the last of them last. Owned by the reader. */
    private final Set<Membership> talkedIn = new LinkedHashSet<>();

    /** The room whose lines need no mark. Written by the reader, read by the writer. */
    private volatile @Nullable RoomName shown;

    private final EntriesShown entries = new EntriesShown();

    /** Who sent the last private message. Written by the writer, read by the reader. */
    private volatile @Nullable String teller;

    /** When the user was told last that a line went nowhere, by the clock. Owned by the reader. */
    private long nowhereAt;

    /** What {@code /more} shows; null if there is nothing. Owned by the reader. */
    private @Nullable Supplier<Next> more;

    /** The room that the user wanted to leave although nobody would run it then; null if there is none. Owned by the reader. */
    private @Nullable RoomName leavesUnrun;

    /** Whether the user has wanted to leave this room before, and has been told that nobody would run it. For the reader. */
    boolean leavesUnrunAgain(RoomName leaving) {
        boolean again = leaving.equals(leavesUnrun);
        leavesUnrun = again ? null : leaving;
        return again;
    }

    /** The user has left a room: whoever comes back to it and leaves again is told again. */
    void hasLeft() {
        leavesUnrun = null;
    }

    /** From now on {@code /more} shows this, once. */
    void offerMore(Supplier<Next> next) {
        more = next;
    }

    /** What was shown before does not go on, since something else has been asked for. */
    void offerNothing() {
        more = null;
    }

    /** What {@code /more} is to show now. */
    @Nullable Supplier<Next> takeMore() {
        Supplier<Next> next = more;
        more = null;
        return next;
    }

    EntriesShown entries() {
        return entries;
    }

    @Nullable Membership room() {
        return room;
    }

    void talkIn(@Nullable Membership membership) {
        room = membership;
        shown = membership == null ? null : membership.room().name();
        talkedIn.removeIf(one -> one.hasEnded() || one == membership);
        if (membership != null) {
            talkedIn.add(membership);
        }
    }

    /** Of these rooms the one in which the user talked last; null if in none of them. */
    @Nullable Membership lastTalkedIn(Collection<Membership> among) {
        return talkedIn.stream().filter(among::contains).reduce((before, later) -> later).orElse(null);
    }

    /** For a room that the user is about to enter, whose first lines may be written before {@link #talkIn}. */
    void turnTo(RoomName entering) {
        shown = entering;
    }

    /** The user has not entered it. */
    void turnBack() {
        talkIn(room);
    }

    /** Whether lines from this room need no mark. */
    boolean isOn(RoomName name) {
        RoomName current = shown;
        return current != null && current.key().equals(name.key());
    }

    @Nullable String teller() {
        return teller;
    }

    void toldBy(String nickname) {
        teller = nickname;
    }

    /** Whether the user has been told within this time that a line went nowhere; if not, that is so now. For the reader. */
    boolean isToldAgainSoon(long now, long millis) {
        boolean soon = now >= nowhereAt && now - nowhereAt < millis;
        nowhereAt = soon ? nowhereAt : now;
        return soon;
    }
}
