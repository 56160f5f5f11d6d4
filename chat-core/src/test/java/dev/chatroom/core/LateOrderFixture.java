package dev.chatroom.core;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.order.SharedStream;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

/** A chat whose events have their places later. */
abstract class LateOrderFixture {
    static final RoomName TEA = new RoomName("tea", "tea");

    final SharedStream stream = new SharedStream();
    final House house = new House(limits -> limits.with(Limit.QUIET_ABOVE, 20), stream::with);

    @AfterEach
    void closeStream() {
        stream.close();
    }

    /** The header of what somebody does whom no chat has let in. */
    static EventHeader elsewhere() {
        return new EventHeader(-1, TEA, 0, Instant.EPOCH, new Author(-1, Nickname.guest(99), Profile.NONE));
    }
}
