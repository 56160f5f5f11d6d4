package dev.chatroom.core;

import dev.chatroom.core.Refusal.NameFault;
import dev.chatroom.core.Refusal.NameInvalid;

/**
 * The name of a room. {@code #Cats}, {@code cats} and {@code CATS} are names of the same room.
 *
 * @param text how it is written, without a leading {@code #}, in Unicode form NFKC
 * @param key the same for all names of the same room
 */
public record RoomName(String text, String key) {

    /** The room name that somebody meant by {@code written}, or what is wrong with it. */
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

    @Override
    public String toString() {
        return text;
    }
}
