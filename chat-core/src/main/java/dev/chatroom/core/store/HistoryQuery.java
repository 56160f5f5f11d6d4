package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent.AwayChanged;
import dev.chatroom.core.event.ChatEvent.CrowdChanged;
import dev.chatroom.core.event.ChatEvent.Invited;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Kicked;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.ModesChanged;
import dev.chatroom.core.event.ChatEvent.ProfileChanged;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Tagged;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.text.RoomName;

/**
 * Which events of a room are wanted.
 *
 * @param after all of them are after this point
 * @param before all of them are before this point
 * @param end which of them, if there are more than wanted
 * @param limit how many at most, not negative
 * @param detail which kinds
 * @param reader the id of the user for whom they are, or {@link #ANYBODY}
 */
public record HistoryQuery(
        RoomName room, HistoryPoint after, HistoryPoint before, End end, int limit, Detail detail, long reader) {

    /** A reader who may read what is for everybody. */
    public static final long ANYBODY = 0;

    /** Which end of the time between two points. */
    public enum End {
        /** From the first point onwards. */
        OLDEST,
        /** From the second point backwards. */
        NEWEST
    }

    /** How much of what happened. */
    public enum Detail {
        /** What people said. */
        MESSAGES,
        /** What those may read who are not in the room: messages, what tells that one was taken back, and what topics and modes there were. */
        OUTSIDE,
        /** Messages, tags alone, and who came, went, was put out or renamed, and what topics and modes there were. */
        CHANGES,
        /** As {@link #CHANGES}, and what tells that something was taken back. */
        CHANGES_AND_REDACTIONS
    }

    /** @throws IllegalArgumentException if the limit is negative */
    public HistoryQuery {
        if (limit < 0) {
            throw new IllegalArgumentException("nobody can want " + limit + " events");
        }
    }

    /** The newest messages of a room. */
    public static HistoryQuery newest(RoomName room, int limit, long reader) {
        return new HistoryQuery(
                room, HistoryPoint.BEGINNING, HistoryPoint.END, End.NEWEST, limit, Detail.MESSAGES, reader);
    }

    /**
     * Whether an event is among those that are wanted. A store leaves out besides what has been taken back, and what is more
     * than the limit.
     */
    public boolean includes(RoomEvent event) {
        return after.compare(event) > 0 && before.compare(event) < 0 && isFor(event) && isOfDetail(event);
    }

    private boolean isFor(RoomEvent event) {
        return event.audience().includes(reader);
    }

    private boolean isOfDetail(RoomEvent event) {
        return switch (event) {
            case Message message -> true;
            case CrowdChanged changed -> false;
            case Invited invited -> false;
            case AwayChanged changed -> false;
            case ProfileChanged changed -> false;
            case Redacted redacted -> detail == Detail.CHANGES_AND_REDACTIONS || detail == Detail.OUTSIDE;
            case Tagged tagged -> isForMembers();
            case Joined joined -> isForMembers();
            case Left left -> isForMembers();
            case Kicked kicked -> isForMembers();
            case Renamed renamed -> isForMembers();
            case ModesChanged changed -> detail != Detail.MESSAGES;
            case TopicChanged changed -> detail != Detail.MESSAGES;
        };
    }

    private boolean isForMembers() {
        return detail == Detail.CHANGES || detail == Detail.CHANGES_AND_REDACTIONS;
    }
}
