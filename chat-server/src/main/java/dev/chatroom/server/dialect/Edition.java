package dev.chatroom.server.dialect;

import dev.chatroom.core.ChatEvent.RoomEvent;

/** A form in which many readers get room events, all of them the same bytes. Its identity is that of the form. */
public interface Edition {

    /** The lines, with their ends, for everybody but the event's author; empty if these readers are not shown it. */
    byte[] render(RoomEvent event);

    /** Whether all readers but the author are shown these lines; if not, each has to look at the event itself. */
    boolean isForAll(RoomEvent event);
}
