package dev.chatroom.core.room;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.room.RoomView.Member;
import java.time.Instant;
import java.util.List;

/**
 * A room as it is after one of its events, with all that later events depend on. A chat that takes it up, and is handed what
 * comes after it, has the same room as those that were handed everything. Immutable.
 *
 * @param snapshot what does not depend on who is in it
 * @param first the id of its first event
 * @param last the id of the last event that this includes
 * @param lastChange the id of the last one of them that was more than speech
 * @param members who is in it, in the order of joining
 * @param invited the ids of those who may come in whatever the modes say, the oldest invitation first
 * @param crowd what its members have not been told yet
 * @param recent the messages that newcomers are shown, the oldest of them first
 */
public record RoomCheckpoint(
        RoomSnapshot snapshot,
        long first,
        long last,
        long lastChange,
        List<Member> members,
        List<Long> invited,
        Crowd crowd,
        List<Message> recent) {

    /** Copies. */
    public RoomCheckpoint {
        members = List.copyOf(members);
        invited = List.copyOf(invited);
        recent = List.copyOf(recent);
    }

    /**
     * How many have quietly come and gone.
     *
     * @param joined since then
     * @param left since then
     * @param toldAt when the members were told last, {@link Instant#EPOCH} if never
     */
    public record Crowd(int joined, int left, Instant toldAt) {}
}
