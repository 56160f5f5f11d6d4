package dev.chatroom.core.event;

import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Something that happened. Immutable; the same object reaches everyone. */
public sealed interface ChatEvent {

    /**
     * Unique across rooms. With {@code IdGenerator.timeOrdered} it is greater than 2<sup>53</sup>, up to which JavaScript
     * and many readers of JSON count without error: write {@link #idText} for them.
     */
    long id();

    /** The id as a decimal number. */
    default String idText() {
        return Long.toString(id());
    }

    /** When, by the chat's clock. */
    Instant at();

    /** Who did it. */
    Author author();

    /** Something that happened in a room and is part of its one history. */
    sealed interface RoomEvent extends ChatEvent {

        /** Where, when and by whom. */
        EventHeader stamp();

        /** The room. */
        default RoomName room() {
            return stamp().room();
        }

        /** For whom it is; no other member finds it in the {@code Outbox}. */
        default Audience audience() {
            return Audience.EVERYBODY;
        }

        /** The place in the room's history, counted from 1 without gaps. */
        default long sequence() {
            return stamp().sequence();
        }

        @Override
        default long id() {
            return stamp().id();
        }

        @Override
        default Instant at() {
            return stamp().at();
        }

        @Override
        default Author author() {
            return stamp().author();
        }
    }

    /** What people said to a room: that which its recent history keeps. */
    sealed interface Message extends RoomEvent {

        /** The words, in the form in which they are kept. */
        Text body();

        /** The words, as their author wrote them; whoever shows them must make them harmless for its medium. */
        default String text() {
            return body().toString();
        }

        /** What the author's program tells those of the others; passed on unread. */
        MessageTags tags();

        /**
         * Whether the next message of the room is by the same author, and no more than two seconds later: so the lines of
         * a paste follow each other, even at the pace at which a chat takes them by its standard limits.
         */
        default boolean isFollowedAtOnceBy(Message next) {
            return author().userId() == next.author().userId()
                    && Duration.between(at(), next.at()).toMillis() <= 2_000;
        }
    }

    /** A line said to the room. */
    record Said(EventHeader stamp, Text body, MessageTags tags, Audience audience) implements Message {

        /** To everybody, and nothing but words. */
        public Said(EventHeader stamp, String text) {
            this(stamp, Text.of(text), MessageTags.NONE, Audience.EVERYBODY);
        }
    }

    /** An action, as in "bob waves". */
    record Emoted(EventHeader stamp, Text body, MessageTags tags, Audience audience) implements Message {

        /** To everybody, and nothing but words. */
        public Emoted(EventHeader stamp, String text) {
            this(stamp, Text.of(text), MessageTags.NONE, Audience.EVERYBODY);
        }
    }

    /** An announcement, which no program must answer by itself. */
    record Noticed(EventHeader stamp, Text body, MessageTags tags, Audience audience) implements Message {}

    /** A message without words, from program to program. */
    record Tagged(EventHeader stamp, MessageTags tags, Audience audience) implements RoomEvent {}

    /**
     * Somebody came in.
     *
     * @param quiet whether the room is so large that it is announced by {@link CrowdChanged}
     * @param away why they are away, absent if they are not
     * @param ranks what they may do beyond others from the beginning
     */
    record Joined(EventHeader stamp, boolean quiet, Optional<String> away, Set<Rank> ranks) implements RoomEvent {

        /** Somebody who is not away and has no rank. */
        public Joined(EventHeader stamp, boolean quiet) {
            this(stamp, quiet, Optional.empty(), Set.of());
        }
    }

    /**
     * Somebody left.
     *
     * @param reason why, empty if not said
     * @param departure the same for all rooms that a user left at once by leaving the chat; unique otherwise
     * @param quiet whether the room is so large that it is announced by {@link CrowdChanged}
     * @param leaving whether they left only this room
     */
    record Left(EventHeader stamp, String reason, long departure, boolean quiet, Leaving leaving) implements RoomEvent {
        /** Whether they left the chat, not only this room. */
        public boolean forGood() {
            return leaving != Leaving.ROOM;
        }
    }

    /**
     * An operator put somebody out of the room.
     *
     * @param member whom
     * @param reason why, empty if not said
     */
    record Kicked(EventHeader stamp, Author member, String reason) implements RoomEvent {}

    /** An operator changed how the room is run; at least one change. */
    record ModesChanged(EventHeader stamp, List<ModeChange> changes) implements RoomEvent {}

    /**
     * Something that was said is taken back, by its author or by an operator.
     *
     * @param message the id of what was said
     * @param said by whom
     * @param reason why, empty if not said
     * @param audience for whom what was said was
     */
    record Redacted(EventHeader stamp, long message, Author said, String reason, Audience audience)
            implements RoomEvent {}

    /**
     * Somebody was invited into the room.
     *
     * @param invited whom
     * @param audience who may know
     * @param admits whether they may come in once whatever the modes say
     * @param forgotten the ids of those whose invitations give way to this one
     */
    record Invited(EventHeader stamp, Author invited, Audience audience, boolean admits, List<Long> forgotten)
            implements RoomEvent {}

    /**
     * Somebody took another nickname; the author has the old one.
     *
     * @param nickname the new nickname
     * @param profile what may be known of them by that name; mostly what the author has
     * @param renaming the same in all rooms that the user is in
     */
    record Renamed(EventHeader stamp, Nickname nickname, Profile profile, long renaming) implements RoomEvent {}

    /**
     * Somebody went away or came back.
     *
     * @param away why they are away, absent if they are back
     * @param change the same in all rooms that the user is in
     */
    record AwayChanged(EventHeader stamp, Optional<String> away, long change) implements RoomEvent {}

    /**
     * Somebody changed what others may know of them.
     *
     * @param profile the new one; the author has the old one
     * @param change the same in all rooms that the user is in
     */
    record ProfileChanged(EventHeader stamp, Profile profile, long change) implements RoomEvent {}

    /**
     * The topic was changed.
     *
     * @param topic the new topic, empty if it was taken away
     */
    record TopicChanged(EventHeader stamp, String topic) implements RoomEvent {}

    /**
     * Who came and left quietly since the last such event, in numbers.
     *
     * @param joined how many joined
     * @param left how many left
     * @param present how many are in the room now
     */
    record CrowdChanged(EventHeader stamp, int joined, int left, int present) implements RoomEvent {}

    /**
     * A message to one user alone. It is in no room's history.
     *
     * @param recipient to whom
     * @param kind in which manner
     * @param body the words, in the form in which they are kept; empty if and only if there are none
     * @param tags what the author's program tells the recipient's; passed on unread
     */
    record DirectMessage(
            long id,
            Instant at,
            Author author,
            Author recipient,
            OutgoingMessage.Kind kind,
            Text body,
            MessageTags tags) implements ChatEvent {

        /** The words, as their author wrote them. */
        public String text() {
            return body.toString();
        }
    }

    /** The author invites this user into a room. */
    record Invitation(long id, Instant at, Author author, RoomName room) implements ChatEvent {}

    /**
     * Something about somebody whose coming and going this user follows: the author.
     *
     * @param id the same as that of what members of the author's rooms learn of it, if they do
     * @param change what
     * @param detail the reason for being away, or the new name in full; else empty
     */
    record ContactChanged(long id, Instant at, Author author, Change change, String detail) implements ChatEvent {

        /** What may happen to somebody. */
        public enum Change {
            /** They are in the chat now. */
            CAME,
            /** They are not in the chat any more, or not by this name. */
            WENT,
            /** They are away. */
            AWAY,
            /** They are back. */
            BACK,
            /** They have another name in full. */
            REAL_NAME,
            /** They come from elsewhere, with another user name or host, which the detail has as {@code user@host}. */
            HOST
        }
    }

    /** The author, who runs the server, tells all who want to know. */
    record Announced(long id, Instant at, Author author, String text) implements ChatEvent {}

    /** The same, though only those of the author's node are told, as the others cannot be reached. */
    record AnnouncedHere(long id, Instant at, Author author, String text) implements ChatEvent {}

    /** The author, who runs the server, puts this user out of the chat. */
    record Expelled(long id, Instant at, Author author, String reason) implements ChatEvent {}

    /**
     * The chat was out of reach for the others, who took this user for gone, and the user has lost something by that.
     *
     * @param id of a lost name, the same as the change has in all rooms that the user is in
     * @param author the user, by the lost name if that is it
     */
    record Displaced(long id, Instant at, Author author, Loss loss) implements ChatEvent {}
}
