package dev.chatroom.core;

import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.UserMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Which rooms are open to somebody, for one search. Flags and keys are looked at in all rooms, as that costs next to nothing;
 * masks only in so many, as they are compared one by one. Owned by the thread that searches.
 */
final class EnterableRooms {
    private final User reader;

    /** How many masks may still be looked at. */
    private int masksLeft;

    private boolean leftOut;

    EnterableRooms(User reader, int masks) {
        this.reader = reader;
        this.masksLeft = masks;
    }

    /**
     * A room that may be open.
     *
     * @param members how many are in it: one person alone makes many rooms of one
     * @param position how much has happened in it
     * @param masks how many masks have to be looked at to know whether it is open; 0 if it is
     */
    private record Candidate(Room room, int members, long position, int masks) {
        private static final Comparator<Candidate> FULLEST_LAST =
                Comparator.comparingInt(Candidate::members).thenComparingLong(Candidate::position);
    }

    /**
     * Those that are open and that the reader is not in, the fullest first.
     *
     * @param most how many are wanted at most of those that are open whatever their masks
     * @param judged of how many others the masks are looked at, at most
     */
    List<Room> find(Collection<Room> rooms, int most, int judged) {
        PriorityQueue<Candidate> open = new PriorityQueue<>(Candidate.FULLEST_LAST);
        PriorityQueue<Candidate> masked = new PriorityQueue<>(Candidate.FULLEST_LAST);
        boolean runsServer = reader.has(UserMode.SERVER_OPERATOR);
        for (Room room : rooms) {
            RoomModes modes = room.modes();
            boolean isShut = !runsServer && (modes.has(RoomFlag.SECRET) || modes.isShut());
            if (reader.membership(room.name()).isEmpty() && (!isShut || room.hasInvited(reader))) {
                int masks = isShut || runsServer ? 0 : modes.masksToAdmit();
                Candidate candidate =
                        room.read(now -> new Candidate(room, now.roster().size(), now.position(), masks));
                if (masks == 0) {
                    keepFullest(open, candidate, most);
                } else {
                    keepFullest(masked, candidate, judged);
                }
            }
        }
        List<Candidate> candidates = new ArrayList<>(open);
        candidates.addAll(masked);
        return candidates.stream()
                .sorted(Candidate.FULLEST_LAST.reversed())
                .filter(candidate -> candidate.masks() == 0
                        || candidate.room().hasInvited(reader)
                        || admits(candidate.room().modes()))
                .map(Candidate::room)
                .toList();
    }

    private void keepFullest(PriorityQueue<Candidate> fullest, Candidate next, int most) {
        fullest.add(next);
        if (fullest.size() > most) {
            fullest.remove();
            leftOut = true;
        }
    }

    /** Whether modes admit the reader; false as well if that would take more masks than may be looked at. */
    boolean admits(RoomModes modes) {
        if (reader.has(UserMode.SERVER_OPERATOR)) {
            return true;
        } else if (modes.has(RoomFlag.SECRET) || modes.isShut()) {
            return false;
        }
        int masks = modes.masksToAdmit();
        if (masks > masksLeft) {
            leftOut = true;
            return false;
        }
        masksLeft -= masks;
        return modes.admits(reader);
    }

    /** Whether a room may be open that was not looked at. */
    boolean leftOut() {
        return leftOut;
    }
}
