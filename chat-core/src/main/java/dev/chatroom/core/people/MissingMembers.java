package dev.chatroom.core.people;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Members on the roster of a room who are in no node's chat, and for how long, in looks about a second apart. Keeps nothing beyond the last
 * look, and of that no more than rosters have. For one thread.
 */
public final class MissingMembers {
    /** Somebody is missing in a room after so many looks in a row. */
    private static final int LOOKS = 3;

    /**
     * The same in a room of which all are missing. Nobody is there who is deceived, and the key, the modes and the operators wait for those
     * whose node only stands still. One that stands still for longer is hardly coming back, and the name of the room is wanted.
     */
    private static final int LOOKS_IF_ALL_ARE = 60;

    /** Nobody has this id: a room of which all are missing has one count. */
    private static final long ALL = 0;

    private Map<Place, Integer> before = new HashMap<>();
    private Map<Place, Integer> now = new HashMap<>();

    private record Place(String room, long userId) {}

    /** Begins with the next look at all rooms. */
    public void lookAgain() {
        before = now;
        now = new HashMap<>();
    }

    /** Looks at a room, and returns whom it has missed for so long that they are to be taken out: again at each look while they are there. */
    public List<Long> missed(String room, List<Long> members, LongPredicate isInChat) {
        List<Long> missing = members.stream().filter(member -> !isInChat.test(member)).toList();
        if (!missing.isEmpty() && missing.size() == members.size()) {
            return isOver(new Place(room, ALL), LOOKS_IF_ALL_ARE) ? missing : List.of();
        }
        return missing.stream().filter(member -> isOver(new Place(room, member), LOOKS)).toList();
    }

    private boolean isOver(Place place, int enough) {
        int looks = Math.min(enough, before.getOrDefault(place, 0) + 1);
        now.put(place, looks);
        return looks == enough;
    }
}
