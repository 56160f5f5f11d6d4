package dev.chatroom.server.plain;

import dev.chatroom.core.room.RoomSummary;
import java.util.List;
import java.util.PriorityQueue;

/** The rooms with most members of all that are looked at, without keeping the others. For one thread. */
final class FullestRooms {
    private final int most;

    /** The one that would be listed last is the first here. */
    private final PriorityQueue<RoomSummary> fullest = new PriorityQueue<>(RoomSummary.FULLEST_FIRST.reversed());

    private int seen;

    /** @param most how many are kept */
    FullestRooms(int most) {
        this.most = most;
    }

    void add(RoomSummary room) {
        seen++;
        fullest.add(room);
        if (fullest.size() > most) {
            fullest.remove();
        }
    }

    /** Those kept, the fullest first. */
    List<RoomSummary> all() {
        return fullest.stream().sorted(RoomSummary.FULLEST_FIRST).toList();
    }

    /** How many have been looked at. */
    int seen() {
        return seen;
    }
}
