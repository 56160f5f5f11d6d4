package dev.chatroom.server.store.upkeep;

/**
 * How much is to be forgotten until no more is in use than may be. Space that the forgotten took is free only after the index
 * was merged, so it goes in rounds: some of the excess is forgotten by estimate, the index is merged, and what is in use is
 * measured anew. So nothing is forgotten because of what has only not been freed yet. Owned by the writer.
 */
final class Sweep {
    /** A part of what is in use or may be in use, which is worth a round, and merging the whole index. */
    private static final int PART = 20;

    /** A round takes a part of a large excess: estimates may be wrong by as much. */
    private static final int PART_OF_EXCESS = 4;

    private final long mostBytes;

    private boolean underway;

    /** How much of the round is to be forgotten yet. */
    private long left;

    /** How much was in use when the last round began that forgets something. */
    private long before = Long.MAX_VALUE;

    /** How much was forgotten since the index was merged. */
    private long unmerged;

    /** False at first: the process before may have ended between forgetting and merging. */
    private boolean measured;

    /** @param mostBytes how many bytes may be in use */
    Sweep(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Begins a round if too much is in use, the last one is over, and either it has freed something or much has come since.
     *
     * @return whether one begins
     */
    boolean begin(long used) {
        if (used <= mostBytes) {
            before = Long.MAX_VALUE;
            return false;
        }
        boolean pays = used < before || used - mostBytes / PART > before;
        if (underway || !pays) {
            return false;
        }
        underway = true;
        if (measured) {
            long excess = used - mostBytes + mostBytes / PART;
            left = Math.min(excess, Math.max(used / PART, excess / PART_OF_EXCESS));
            before = used;
        }
        return true;
    }

    /** How many bytes of the oldest are to be forgotten, whatever their age. */
    long left() {
        return left;
    }

    /** So many bytes were forgotten, by estimate; 0 if there was nothing to be forgotten. */
    void forgot(long bytes) {
        left = bytes == 0 ? 0 : Math.max(0, left - bytes);
        unmerged += bytes;
    }

    /** Whether the index is to be merged, also because much was forgotten by its age. */
    boolean isMergeDue(long used) {
        return underway ? left == 0 : unmerged > used / PART;
    }

    /** The index was merged. */
    void merged() {
        underway = false;
        measured = true;
        unmerged = 0;
    }
}
