package dev.chatroom.server.bench.load;

import dev.chatroom.server.bench.plan.RoomAssignment;
import dev.chatroom.server.bench.report.Findings.Tally;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Knows which messages were sent and who has received them.
 *
 * <p>For each pair of a client and a sender of its room it keeps the last sequence received, and from the first time on that
 * something does not come in turn, which of the 63 before it were: so what comes late is told from what comes twice. What
 * comes more than 63 messages late cannot be told, and counts as a duplicate (and stays lost). Owned by the thread that
 * sends and reads.
 */
final class Ledger {
    private static final int REMEMBERED = Long.SIZE;

    /** What becomes of the messages of one phase, counted while it does. */
    private static final class Counts {
        private long sent;
        private long expected;
        private long delivered;
        private long duplicates;
        private long outOfOrder;

        Tally tally() {
            return new Tally(sent, expected, delivered, duplicates, outOfOrder);
        }
    }

    private final RoomAssignment seating;
    private final int[] room;
    private final int[] seat;
    private final int seats;

    /** By sender: the last sequence sent. */
    private final int[] sent;

    /** By sender: the last sequence of the warm-up. */
    private final int[] warmedUp;

    /** By client and the sender's seat: the last sequence received. */
    private final int[] last;

    /** The same: bit n is set if sequence last - n was received. Null as long as everything has come in turn. */
    private long @Nullable [] recent;

    private final Counts warmUp = new Counts();
    private final Counts measured = new Counts();
    private Counts current = warmUp;
    private long echoes;
    private long strays;

    Ledger(RoomAssignment seating) {
        this.seating = seating;
        this.room = new int[seating.clients()];
        Arrays.setAll(room, seating::roomOf);
        this.seat = new int[seating.senders()];
        Arrays.setAll(seat, seating::seatOf);
        this.seats = seating.seats();
        this.sent = new int[seating.senders()];
        this.warmedUp = new int[seating.senders()];
        Arrays.fill(warmedUp, Integer.MAX_VALUE);
        this.last = new int[Math.toIntExact(seating.pairs())];
    }

    /** Counts a message and gives it its sequence: 1, 2, 3 and so on for each sender. */
    int nextSequence(int sender) {
        current.sent++;
        current.expected += seating.membersOf(room[sender]) - 1;
        sent[sender]++;
        return sent[sender];
    }

    int lastSent(int sender) {
        return sent[sender];
    }

    /** What is sent from now on is measured, not warm-up. */
    void beginMeasuring() {
        System.arraycopy(sent, 0, warmedUp, 0, sent.length);
        current = measured;
    }

    /**
     * Counts what a client has received.
     *
     * @return whether it is a delivery that counts: of the phase that is measured, for the first time
     */
    boolean received(int client, int sender, int sequence) {
        if (sender >= seat.length || room[sender] != room[client] || sequence > sent[sender]) {
            strays++;
            return false;
        }
        if (sender == client) {
            echoes++;
            return false;
        }
        boolean measuring = sequence > warmedUp[sender];
        Counts counts = measuring ? measured : warmUp;
        int pair = client * seats + seat[sender];
        if (sequence == last[pair] + 1) {
            last[pair] = sequence;
            if (recent != null) {
                recent[pair] = recent[pair] << 1 | 1;
            }
        } else if (!receivedOutOfTurn(pair, sequence, counts)) {
            return false;
        }
        counts.delivered++;
        return measuring;
    }

    /** Whether all that was sent in this phase has come. */
    boolean isComplete() {
        return current.delivered >= current.expected;
    }

    Tally warmUp() {
        return warmUp.tally();
    }

    Tally measured() {
        return measured.tally();
    }

    /** How many messages came back to their senders. */
    long echoes() {
        return echoes;
    }

    /** How many messages came that were not sent, or not to that room. */
    long strays() {
        return strays;
    }

    private boolean receivedOutOfTurn(int pair, int sequence, Counts counts) {
        long[] seen = recent;
        if (seen == null) {
            seen = new long[last.length];
            Arrays.fill(seen, -1);
            recent = seen;
        }
        int ahead = sequence - last[pair];
        if (ahead > 0) {
            seen[pair] = (ahead < REMEMBERED ? seen[pair] << ahead : 0) | 1;
            last[pair] = sequence;
            return true;
        }
        long bit = -ahead < REMEMBERED ? 1L << -ahead : 0;
        if (bit == 0 || (seen[pair] & bit) != 0) {
            counts.duplicates++;
            return false;
        }
        seen[pair] |= bit;
        counts.outOfOrder++;
        return true;
    }
}
