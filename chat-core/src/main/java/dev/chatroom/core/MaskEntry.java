package dev.chatroom.core;

import java.time.Instant;
import java.util.Objects;

/** A mask on a room's list, with who put it there and when. Immutable. */
public final class MaskEntry {
    private static final int OBJECTS = 24 + 24 + HeapSize.REFERENCE;

    private final Mask mask;
    private final Author setBy;
    private final Instant at;
    private final int heapSize;

    /**
     * A mask that has been put on a list.
     *
     * @param mask as {@link Mask#complete} writes it
     */
    public MaskEntry(String mask, Author setBy, Instant at) {
        this.mask = Mask.of(mask);
        this.setBy = setBy;
        this.at = at;
        this.heapSize = OBJECTS + this.mask.heapSize() + HeapSize.author(setBy);
    }

    /** The mask as {@link Mask#complete} writes it. */
    public String mask() {
        return mask.toString();
    }

    /** Who put it there, as they were called then. */
    public Author setBy() {
        return setBy;
    }

    /** When. */
    public Instant at() {
        return at;
    }

    /** The mask, made ready when it was put there. */
    Mask compiled() {
        return mask;
    }

    /** How many bytes of heap it takes, with a time and an author who may be gone since, and its place on the list. */
    int heapSize() {
        return heapSize;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MaskEntry entry
                && mask.equals(entry.mask)
                && setBy.equals(entry.setBy)
                && at.equals(entry.at);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mask, setBy, at);
    }

    @Override
    public String toString() {
        return "%s by %s at %s".formatted(mask, setBy, at);
    }
}
