package dev.chatroom.core.event;

import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;

/** A thing that somebody lost whose chat the others could not reach for a while, and took for gone. */
public sealed interface Loss {

    /**
     * The nickname, which somebody else took.
     *
     * @param now what they are called instead
     */
    record Name(Nickname now) implements Loss {}

    /** The place in a room, which does not let them in again. */
    record Place(RoomName room, Reason reason) implements Loss {

        /** Why it does not, if that is more than a matter of time. */
        public enum Reason {
            /** They have been banned. */
            BANNED,
            /** Only those who are invited may come in; the room has ended meanwhile, and is another one. */
            INVITE_ONLY,
            /** There is a key; the room has ended meanwhile, and is another one. */
            KEY,
            /** There are as many people as may be; the room has ended meanwhile, and is another one. */
            FULL,
            /** The room has ended meanwhile, and they cannot come into another one of its name. */
            ENDED
        }
    }
}
