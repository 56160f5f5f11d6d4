package dev.chatroom.server.web.chat;

import java.util.Locale;

/** What a client is sent besides events: the field {@code type} of a message. */
enum MessageType {
    PASSWORD,
    WELCOME,
    DONE,
    REFUSED,
    ENTERED,
    ROOM,
    ROOMS,
    LINES,
    NOTICE,
    MISSED,
    BYE;

    /** As messages have it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
