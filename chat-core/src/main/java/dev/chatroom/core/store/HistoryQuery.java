package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent.AwayChanged;
import dev.chatroom.core.event.ChatEvent.CrowdChanged;
import dev.chatroom.core.event.ChatEvent.Invited;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.ProfileChanged;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
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
        /** The same, and who came, went and changed something. */
        CHANGES,
        /** The same, and what tells that something was taken back. */
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

    /** Whether an event is among those that are wanted, if it has not been taken back and there are not too many. */
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
            case Redacted redacted -> detail == Detail.CHANGES_AND_REDACTIONS;
            case RoomEvent other -> detail != Detail.MESSAGES;
        };
    }
}
