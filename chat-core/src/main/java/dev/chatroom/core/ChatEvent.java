package dev.chatroom.core;

import java.time.Instant;

/** Something that happened. Immutable; the same object reaches everyone. */
public sealed interface ChatEvent {

    /** Unique across rooms. */
    long id();

    /** When, by the chat's clock. */
    Instant at();

    /** Who did it. */
    Author author();

    /** Something that happened in a room and is part of its one history. */
    sealed interface RoomEvent extends ChatEvent {

        /** Where, when and by whom. */
        Stamp stamp();

        /** The room. */
        default RoomName room() {
            return stamp().room();
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

        /** The words, as their author wrote them; whoever shows them must make them harmless for its medium. */
        String text();
    }

    /** A line said to the room. */
    record Said(Stamp stamp, String text) implements Message {}

    /** An action, as in "bob waves". */
    record Emoted(Stamp stamp, String text) implements Message {}

    /**
     * Somebody came in.
     *
     * @param quiet whether the room is so large that it is announced by {@link CrowdChanged}
     */
    record Joined(Stamp stamp, boolean quiet) implements RoomEvent {}

    /**
     * Somebody left.
     *
     * @param reason why, empty if not said
     * @param departure the same for all rooms that a user left at once by leaving the chat; unique otherwise
     * @param quiet whether the room is so large that it is announced by {@link CrowdChanged}
     */
    record Left(Stamp stamp, String reason, long departure, boolean quiet) implements RoomEvent {}

    /**
     * Somebody took another nickname; the author bears the old one.
     *
     * @param nickname the new nickname
     * @param renaming the same in all rooms that the user is in
     */
    record Renamed(Stamp stamp, Nickname nickname, long renaming) implements RoomEvent {}

    /**
     * The topic was changed.
     *
     * @param topic the new topic, empty if it was taken away
     */
    record TopicChanged(Stamp stamp, String topic) implements RoomEvent {}

    /**
     * Who came and left quietly since the last such event, in numbers.
     *
     * @param joined how many joined
     * @param left how many left
     * @param present how many are in the room now
     */
    record CrowdChanged(Stamp stamp, int joined, int left, int present) implements RoomEvent {}

    /**
     * A message to one user alone. It is in no room's history.
     *
     * @param recipient to whom
     */
    record Told(long id, Instant at, Author author, Author recipient, String text) implements ChatEvent {}
}
