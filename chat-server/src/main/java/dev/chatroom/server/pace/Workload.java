package dev.chatroom.server.pace;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The work that one client makes the server do: what it has to pay for, and the long answer under way. Everything that a
 * client can ask for has a price that grows with what it costs; what is said is counted by the chat instead. For the
 * connection's reader alone.
 */
public final class Workload {
    /** A long line names many things to be looked for. */
    private static final int CHARACTERS_PER_UNIT = 256;

    private static final int BYTES_PER_PART = 256;

    /** To be told in one room, where it is stored too, and read by many. */
    private static final int UNITS_PER_ROOM = 4;

    private final WorkLimit limit;
    private final AddressWork address;

    /** When the client owes nothing any more, by the limit. */
    private long paidAt = WorkLimit.NEVER;

    /** What has been done since {@link #settle} was called last, in parts of a unit. */
    private int parts;

    /** What the line being acted on has cost by itself, in parts of a unit, until it is settled. */
    private int ofRequest;

    private @Nullable LongAnswer answer;

    /**
     * Of a client that has not asked for anything yet.
     *
     * @param address what it shares with the other connections of its address
     */
    Workload(WorkLimit limit, AddressWork address) {
        this.limit = limit;
        this.address = address;
    }

    /** Adds so many units. */
    public void charge(int units) {
        parts += units * WorkLimit.PARTS;
    }

    /** Adds what it costs that so many rooms are told of one change. */
    public void chargeRooms(int rooms) {
        charge(UNITS_PER_ROOM * rooms);
    }

    /** Adds a line of an answer. */
    public void chargeLine() {
        parts++;
    }

    /** Adds what one reading of so many bytes costs, whether they are lines or not. */
    public void chargeRead(int bytes) {
        parts += 1 + bytes / BYTES_PER_PART;
    }

    /** Adds what a line costs by itself. */
    public void chargeRequest(int characters) {
        ofRequest = WorkLimit.PARTS * (1 + characters / CHARACTERS_PER_UNIT);
        parts += ofRequest;
    }

    /** Takes that back: the line has been said, and the chat has counted it among the messages of the user. */
    public void countedByChat() {
        parts -= ofRequest;
        ofRequest = 0;
    }

    /** Charges what has been done since this was called last; returns how many units it was, rounded down. */
    public int settle() {
        int done = parts;
        parts = 0;
        ofRequest = 0;
        if (done > 0 && !limit.isUnlimited()) {
            paidAt = limit.charged(paidAt, done);
            address.chargeParts(done);
        }
        return done / WorkLimit.PARTS;
    }

    /** How long the client has to wait before it may ask for more, for its own sake or that of its address. */
    public Duration untilNext() {
        Duration own = limit.untilNext(paidAt);
        return own.isZero() ? address.untilNext() : own;
    }

    /** Whether the client itself has to wait, not only all those of its address. */
    public boolean owesTooMuch() {
        return !limit.untilNext(paidAt).isZero();
    }

    /** What it shares with the other connections of its address. */
    public AddressWork address() {
        return address;
    }

    /** Begins an answer that {@link #goOn} continues. */
    public void begin(LongAnswer longAnswer) {
        answer = longAnswer;
    }

    /** Whether a long answer is under way. */
    public boolean isAnswering() {
        return answer != null;
    }

    /** Whether the next piece of the answer under way waits for a disk. */
    public boolean waitsForDisk() {
        return answer != null && answer.waitsForDisk();
    }

    /** Ends the answer under way without the rest. */
    public void abandon() {
        LongAnswer ended = answer;
        answer = null;
        if (ended != null) {
            ended.abandon();
        }
    }

    /** Makes the next piece of the answer under way; whether there is more. */
    public boolean goOn() {
        if (answer != null && !answer.makePiece(this)) {
            answer = null;
        }
        return answer != null;
    }
}
