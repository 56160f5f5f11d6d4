package dev.chatroom.server.dialect;

import dev.chatroom.core.Chat;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/**
 * What all connections of a server have in common, as far as a dialect needs to know it.
 *
 * @param chat the chat
 * @param name what the server calls itself
 * @param motd the message of the day, a line each; may be empty
 * @param room the room into which newcomers come
 * @param historyShown how many recent messages they are shown
 * @param maxLine how many bytes of a line are taken
 * @param zone the time zone in which times are shown
 * @param clock tells which day is today
 */
public record House(
        Chat chat,
        String name,
        List<String> motd,
        String room,
        int historyShown,
        int maxLine,
        ZoneId zone,
        Clock clock) {}
