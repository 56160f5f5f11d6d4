package dev.chatroom.server.bench.load;

import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.Progress;
import dev.chatroom.server.bench.plan.RoomAssignment;
import java.util.BitSet;

/**
 * Finds out that everybody is in the room: in each, the first sender asks until all others have heard it. Only then is a
 * delivery that does not come a loss.
 */
final class Probing implements Activity {
    static final long MOST_MICROS = 30 * Stopwatch.SECOND;

    private static final long REPEAT_MICROS = 2 * Stopwatch.SECOND;
    private static final long STEP_MICROS = 50_000;

    private final Sending sending;
    private final RoomAssignment seating;
    private final BitSet present;
    private final Progress progress;
    private final int expected;
    private final long start;
    private long askedAt;

    Probing(Sending sending, RoomAssignment seating, BitSet present, Progress progress, long start) {
        this.sending = sending;
        this.seating = seating;
        this.present = present;
        this.progress = progress;
        this.start = start;
        this.askedAt = start - REPEAT_MICROS;
        int members = 0;
        for (int room = 0; room < askers(); room++) {
            members += seating.membersOf(room) - 1;
        }
        this.expected = members;
    }

    @Override
    public long step(long now) throws BenchException {
        int heard = present.cardinality();
        progress.at("checking", heard, expected);
        if (heard == expected) {
            return FINISHED;
        }
        if (now - start > MOST_MICROS) {
            throw new BenchException("only %,d of %,d clients receive what is sent".formatted(heard, expected));
        }
        if (now - askedAt >= REPEAT_MICROS) {
            askedAt = now;
            for (int room = 0; room < askers(); room++) {
                if (!isComplete(room) && !sending.isBlocked(room)) {
                    sending.probe(room, now);
                }
            }
        }
        return STEP_MICROS;
    }

    /** In each room with a sender, the client with the room's own number is one. */
    private int askers() {
        return Math.min(seating.rooms(), seating.senders());
    }

    private boolean isComplete(int room) {
        for (int client = room + seating.rooms(); client < seating.clients(); client += seating.rooms()) {
            if (!present.get(client)) {
                return false;
            }
        }
        return true;
    }
}
