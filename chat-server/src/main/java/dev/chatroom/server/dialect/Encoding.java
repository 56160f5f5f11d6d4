package dev.chatroom.server.dialect;

import dev.chatroom.core.event.ChatEvent.RoomEvent;

/** A form in which many readers get room events, all of them the same bytes. Its identity is that of the form. */
public interface Encoding {

    /** The lines, with their ends, for everybody but the event's author; empty if these readers are not shown it. */
    byte[] render(RoomEvent event);

    /** Which readers are shown these lines; all others have to look at the event itself. */
    Visibility reach(RoomEvent event);
}
