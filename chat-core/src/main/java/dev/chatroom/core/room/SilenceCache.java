package dev.chatroom.core.room;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.MaskKind;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is banned from a room or muted there, remembered of those who have spoken by the same modes. To look through
 * hundreds of masks for each message would hold everybody up: 37 µs for a hundred of them, while posting the message
 * takes 0.4. Guarded by the room's append lock.
 */
final class SilenceCache {
    /** So that those who spoke and left, or had another name, are not remembered for good. */
    private static final int MOST_REMEMBERED = 16;

    private static final int FOR_EACH_MEMBER = 2;

    /** The very object for which the verdicts were found: other modes are another object. */
    private @Nullable RoomModes modes;

    /** By the very object, which is replaced whenever something about the author changes; null while there is none. */
    private @Nullable IdentityHashMap<Author, Boolean> verdicts;

    /** Whether {@link RoomModes#silences} says so; in a room with so many members. */
    @SuppressWarnings("ReferenceEquality")
    boolean silences(RoomModes now, Participant user, int members) {
        if (now.masks(MaskKind.BAN).isEmpty() && now.masks(MaskKind.MUTE).isEmpty()) {
            verdicts = null;
            return false;
        }
        IdentityHashMap<Author, Boolean> known = verdicts;
        if (known == null || modes != now || known.size() >= MOST_REMEMBERED + FOR_EACH_MEMBER * members) {
            known = new IdentityHashMap<>();
            verdicts = known;
            modes = now;
        }
        return known.computeIfAbsent(user.asAuthor(), author -> now.silences(user));
    }

    /** Of how many it is remembered whether they are. */
    int remembered() {
        IdentityHashMap<Author, Boolean> known = verdicts;
        return known == null ? 0 : known.size();
    }
}
