package dev.chatroom.core.room;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.EventWeight;
import dev.chatroom.core.memory.HeapSize;
import dev.chatroom.core.text.Mask;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A mask on a room's list, with who put it there and when. Immutable. */
public final class MaskEntry {
    private static final int OBJECTS = 24 + 24 + HeapSize.REFERENCE;

    private final Mask mask;
    private final List<String> meant;
    private final Author setBy;
    private final Instant at;
    private final int heapSize;

    /**
     * A mask that has been put on a list.
     *
     * @param mask as {@link Mask#complete} writes it
     * @param meant the nicknames of those for whom it is, as far as it is known
     */
    public MaskEntry(String mask, List<String> meant, Author setBy, Instant at) {
        this.mask = Mask.of(mask);
        this.meant = List.copyOf(meant);
        this.setBy = setBy;
        this.at = at;
        this.heapSize = OBJECTS + this.mask.heapSize() + EventWeight.author(setBy)
                + meant.stream().mapToInt(HeapSize::string).sum();
    }

    /** The mask as {@link Mask#complete} writes it. */
    public String mask() {
        return mask.toString();
    }

    /** The nicknames of those for whom it is, as they were called then, as far as it is known. */
    public List<String> meant() {
        return meant;
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
    public Mask compiled() {
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
                && meant.equals(entry.meant)
                && setBy.equals(entry.setBy)
                && at.equals(entry.at);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mask, meant, setBy, at);
    }

    @Override
    public String toString() {
        return "%s by %s at %s".formatted(mask, setBy, at);
    }
}
