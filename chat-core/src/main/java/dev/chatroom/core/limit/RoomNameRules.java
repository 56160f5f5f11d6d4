package dev.chatroom.core.limit;

import dev.chatroom.core.limit.Refusal.NameFault;
import dev.chatroom.core.limit.Refusal.NameInvalid;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.NameCharacters;
import dev.chatroom.core.text.RoomName;

/** Which texts are names of rooms. */
public final class RoomNameRules {
    private RoomNameRules() {}

    /** The room name that somebody meant by {@code written}, or what is wrong with it. For any thread. */
    public static Outcome<RoomName> parse(String written, Limits limits) {
        String text = CaseFold.normalize(written.strip());
        if (text.startsWith("#")) {
            text = text.substring(1);
        }
        NameFault fault = null;
        String detail = "";
        int limit = limits.of(Limit.ROOM_NAME);
        int offending = NameCharacters.firstOutside(text, NameCharacters.IN_ROOM_NAMES);
        if (text.isEmpty()) {
            fault = NameFault.EMPTY;
        } else if (text.codePointCount(0, text.length()) > limit) {
            fault = NameFault.TOO_LONG;
            detail = Integer.toString(limit);
        } else if (offending >= 0) {
            fault = NameFault.CHARACTER;
            detail = Character.toString(offending);
        }
        return fault == null
                ? new Outcome.Done<>(new RoomName(text, CaseFold.key(text)))
                : new Outcome.Refused<>(new NameInvalid(written, fault, detail));
    }
}
