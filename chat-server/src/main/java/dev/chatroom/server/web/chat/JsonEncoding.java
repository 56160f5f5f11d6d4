package dev.chatroom.server.web.chat;

import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.server.dialect.Ctcp;
import dev.chatroom.server.dialect.Encoding;
import dev.chatroom.server.dialect.Visibility;
import dev.chatroom.server.web.json.EventJson;
import dev.chatroom.server.websocket.Frames;

/** What all who read JSON are shown of a room: frames of WebSocket, made once for all of them. */
enum JsonEncoding implements Encoding {
    FRAMES;

    private static final byte[] NOTHING = {};

    @Override
    public byte[] render(RoomEvent event) {
        return isQuiet(event) ? NOTHING : Frames.text(EventJson.of(event));
    }

    @Override
    public Visibility reach(RoomEvent event) {
        return event.audience().isEverybody() ? Visibility.ALL : Visibility.NOBODY;
    }

    /** Where so many come and go that they are told in numbers; and what programs say to programs. */
    private static boolean isQuiet(RoomEvent event) {
        return (event instanceof Joined joined && joined.quiet()) || (event instanceof Left left && left.quiet())
                || Ctcp.is(event);
    }
}
