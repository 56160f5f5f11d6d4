package dev.chatroom.server.plain;

import dev.chatroom.core.room.RoomSummary;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** The rooms with most members of all that are looked at, without keeping the others. For one thread. */
final class FullestRooms {
    /** Of so many places one is for a room that nobody is in: one person alone makes many rooms that somebody is in. */
    private static final int DESERTED_SHARE = 4;

    private final int most;

    /** The one that would be listed last is the first here, and in the following. */
    private final PriorityQueue<RoomSummary> fullest = new PriorityQueue<>(RoomSummary.FULLEST_FIRST.reversed());

    private final PriorityQueue<RoomSummary> deserted = new PriorityQueue<>(RoomSummary.FULLEST_FIRST.reversed());

    private int seen;

    /** @param most how many are kept */
    FullestRooms(int most) {
        this.most = most;
    }

    void add(RoomSummary room) {
        seen++;
        PriorityQueue<RoomSummary> kind = room.present() == 0 ? deserted : fullest;
        kind.add(room);
        if (kind.size() > most) {
            kind.remove();
        }
    }

    /** Those kept, the fullest first, and last some that nobody is in. */
    List<RoomSummary> all() {
        int places = Math.max(most / DESERTED_SHARE, most - fullest.size());
        List<RoomSummary> last = deserted.stream().sorted(RoomSummary.FULLEST_FIRST).limit(places).toList();
        return Stream
                .concat(fullest.stream().sorted(RoomSummary.FULLEST_FIRST).limit(most - last.size()), last.stream())
                .toList();
    }

    /** How many have been looked at. */
    int seen() {
        return seen;
    }
}
