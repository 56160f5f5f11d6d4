package dev.chatroom.core;

import java.util.List;
import java.util.Optional;

/**
 * A room as it was at one position of its history.
 *
 * @param name the room
 * @param topic its topic, empty if there is none
 * @param present how many members it has
 * @param members those who have been there longest, as many as were asked for
 * @param recent the newest messages, the oldest of them first, as many as were asked for and are kept
 * @param position the sequence of the last event that this view includes
 */
public record RoomView(
        RoomName name,
        String topic,
        int present,
        List<Member> members,
        List<ChatEvent.Message> recent,
        long position) {

    /**
     * A member.
     *
     * @param nickname as the room knows it at this position
     * @param away why the member is away, absent if not away
     */
    public record Member(Nickname nickname, Optional<String> away) {}
}
