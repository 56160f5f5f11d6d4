package dev.chatroom.server.bench.load;

import dev.chatroom.server.bench.plan.RoomAssignment;
import java.util.Arrays;

/**
 * How many messages each sender may send: as many as its window has room for. A message leaves the window when the sender's
 * witness has received it or a later one; if a witness receives nothing for so long that what it waits for must be lost,
 * the window is emptied. Owned by the thread that sends and reads.
 */
final class SendWindows {
    private static final long GIVEN_UP_AFTER_MICROS = 2_000_000;

    private final int size;
    private final Ledger ledger;
    private final int[] witness;

    /** By sender: the last sequence that its witness has. */
    private final int[] acknowledged;

    /** By sender: when that changed last, or something was sent into an empty window. */
    private final long[] movedAt;

    /** Senders whose window may have room, each once, in a ring. */
    private final int[] waiting;

    private final boolean[] isWaiting;
    private int first;
    private int count;
    private long stalls;

    SendWindows(RoomAssignment seating, int size, Ledger ledger) {
        this.size = size;
        this.ledger = ledger;
        int senders = seating.senders();
        this.witness = new int[senders];
        Arrays.setAll(witness, seating::witnessOf);
        this.acknowledged = new int[senders];
        this.movedAt = new long[senders];
        this.waiting = new int[senders];
        this.isWaiting = new boolean[senders];
        for (int sender = 0; sender < senders; sender++) {
            wait(sender);
        }
    }

    /** Notes that a client has received a message; of interest only if it is the sender's witness. */
    void received(int client, int sender, int sequence, long now) {
        if (sender < witness.length && witness[sender] == client && sequence > acknowledged[sender]) {
            acknowledged[sender] = sequence;
            movedAt[sender] = now;
            wait(sender);
        }
    }

    /** How many senders may have room. */
    int waiting() {
        return count;
    }

    /** Takes the next sender that may have room. */
    int next() {
        int sender = waiting[first];
        first = first + 1 == waiting.length ? 0 : first + 1;
        count--;
        isWaiting[sender] = false;
        return sender;
    }

    /** Lines a sender up again. */
    void wait(int sender) {
        if (!isWaiting[sender]) {
            isWaiting[sender] = true;
            waiting[(first + count) % waiting.length] = sender;
            count++;
        }
    }

    /** How many messages the sender may send now. */
    int room(int sender, long now) {
        int underWay = ledger.lastSent(sender) - acknowledged[sender];
        if (underWay == 0) {
            movedAt[sender] = now;
        }
        return size - underWay;
    }

    /** Empties windows in which nothing has moved for two seconds. To be called now and then. */
    void giveUpLost(long now) {
        for (int sender = 0; sender < acknowledged.length; sender++) {
            if (acknowledged[sender] < ledger.lastSent(sender) && now - movedAt[sender] > GIVEN_UP_AFTER_MICROS) {
                acknowledged[sender] = ledger.lastSent(sender);
                movedAt[sender] = now;
                stalls++;
                wait(sender);
            }
        }
    }

    /** How many windows have been emptied because nothing had moved. */
    long stalls() {
        return stalls;
    }
}
