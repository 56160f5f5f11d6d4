package dev.chatroom.server.dialect;

import dev.chatroom.core.Membership;
import dev.chatroom.core.RoomName;
import org.jspecify.annotations.Nullable;

/** Whom a plain user is talking to. */
final class Focus {
    /** The current room, to which lines are said. Written by the reader, read by the writer too. */
    private volatile @Nullable Membership room;

    /** Who sent the last private message. Written by the writer, read by the reader. */
    private volatile @Nullable String teller;

    @Nullable
    Membership room() {
        return room;
    }

    void talkIn(@Nullable Membership membership) {
        room = membership;
    }

    /** Whether lines from this room need no mark. */
    boolean isOn(RoomName name) {
        Membership current = room;
        return current != null && current.room().name().key().equals(name.key());
    }

    @Nullable
    String teller() {
        return teller;
    }

    void toldBy(String nickname) {
        teller = nickname;
    }
}
