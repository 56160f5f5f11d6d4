package dev.chatroom.core;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is banned from a room or muted there, remembered of those who have spoken since the room was changed last. To
 * look through hundreds of masks for each message would hold everybody up: 37 µs for a hundred of them, while posting
 * the message takes 0.4. Guarded by the room's append lock.
 */
final class Bans {
    /** So that those who spoke and left, or had another name, are not remembered for good. */
    private static final int MOST_REMEMBERED = 16;

    private static final int FOR_EACH_MEMBER = 2;

    private final Roster roster;

    /** By the very object, which is replaced whenever something about the author changes; null while there is none. */
    private @Nullable IdentityHashMap<Author, Boolean> verdicts;

    Bans(Roster roster) {
        this.roster = roster;
    }

    /** To be called when the room's modes have been changed. */
    void forget() {
        verdicts = null;
    }

    /** Whether {@link RoomModes#bans} or {@link RoomModes#mutes} says so. */
    boolean include(RoomModes modes, User user) {
        if (modes.masks(MaskKind.BAN).isEmpty() && modes.masks(MaskKind.MUTE).isEmpty()) {
            return false;
        }
        IdentityHashMap<Author, Boolean> known = verdicts;
        if (known == null || known.size() >= MOST_REMEMBERED + FOR_EACH_MEMBER * roster.size()) {
            known = new IdentityHashMap<>();
            verdicts = known;
        }
        return known.computeIfAbsent(user.asAuthor(), author -> modes.silences(user));
    }

    /** Of how many it is remembered whether they are. */
    int remembered() {
        IdentityHashMap<Author, Boolean> known = verdicts;
        return known == null ? 0 : known.size();
    }
}
