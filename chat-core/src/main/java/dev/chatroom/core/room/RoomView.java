package dev.chatroom.core.room;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.EventWeight;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.memory.HeapSize;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A room as it was at one position of its history.
 *
 * @param name the room
 * @param owner whose it is
 * @param lasts whether it stays as it is when nobody is in it: nobody becomes its operator by coming in then
 * @param topic its topic
 * @param modes how it is run
 * @param createdAt since when there is this room
 * @param present how many members it has
 * @param members those of them who were asked for, in the order of joining
 * @param recent the newest messages, the oldest of them first, as many as were asked for and are kept
 * @param position the sequence of the last event that this view includes
 */
public record RoomView(
        RoomName name,
        RoomOwner owner,
        boolean lasts,
        Topic topic,
        RoomModes modes,
        Instant createdAt,
        int present,
        List<Member> members,
        List<ChatEvent.Message> recent,
        long position) {
    private static final int OBJECT = 56 + 2 * 24;

    /**
     * How many bytes of heap the view takes as long as somebody keeps it: its lists, and the messages on them, which the room may
     * forget meanwhile. What is known of people is counted where they came up, as with events.
     */
    public int heapSize() {
        return OBJECT
                + HeapSize.array(HeapSize.REFERENCE * members.size()) + Member.OBJECT * members.size()
                + HeapSize.array(HeapSize.REFERENCE * recent.size())
                + recent.stream().mapToInt(EventWeight::of).sum();
    }

    /**
     * A member; {@code Chat.user} finds the user as of now by the id.
     *
     * @param author as the room knows them at this position
     * @param away why the member is away, absent if not away
     * @param ranks what the member may do beyond others
     */
    public record Member(Author author, Optional<String> away, Set<Rank> ranks) {
        private static final int OBJECT = 24;

        /** The user's id. */
        public long userId() {
            return author.userId();
        }

        /** The nickname as the room knows it. */
        public Nickname nickname() {
            return author.nickname();
        }
    }
}
