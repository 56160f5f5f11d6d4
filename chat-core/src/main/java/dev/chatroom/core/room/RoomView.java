package dev.chatroom.core.room;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.Topic;
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
 * @param topic its topic
 * @param modes how it is run
 * @param createdAt since when there is this room
 * @param present how many members it has
 * @param members those who have been there longest, as many as were asked for
 * @param recent the newest messages, the oldest of them first, as many as were asked for and are kept
 * @param position the sequence of the last event that this view includes
 */
public record RoomView(
        RoomName name,
        RoomOwner owner,
        Topic topic,
        RoomModes modes,
        Instant createdAt,
        int present,
        List<Member> members,
        List<ChatEvent.Message> recent,
        long position) {

    /**
     * A member; {@code Chat.user} finds the user as of now by the id.
     *
     * @param author as the room knows them at this position
     * @param away why the member is away, absent if not away
     * @param ranks what the member may do beyond others
     */
    public record Member(Author author, Optional<String> away, Set<Rank> ranks) {

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
