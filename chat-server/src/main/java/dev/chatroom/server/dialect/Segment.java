package dev.chatroom.server.dialect;

import java.util.Arrays;

/**
 * Successive events of a room as bytes, one behind the other. One thread at a time writes; any thread reads what was
 * written before {@link #holds} said so.
 */
final class Segment {
    /** Lines are longer than that on the average, or the segment ends before its bytes are used up. */
    private static final int BYTES_PER_EVENT = 32;

    /** Its own object and the headers of three arrays. */
    private static final int OBJECTS = 96;

    /** In place of an author: each reader has to look at the event itself. */
    private static final long NOBODY = Long.MIN_VALUE;

    /**
     * Who reads.
     *
     * @param id the user's, positive
     * @param inOneRoom whether changes in several rooms are no concern of this reader
     */
    record Reader(long id, boolean inOneRoom) {
        private boolean isReachedBy(long author) {
            return author >= 0 ? author != id : inOneRoom && author != ~id && author != NOBODY;
        }
    }

    private final long first;
    private final byte[] bytes;
    private final int[] ends;

    /** The author of each event that reaches all; the complement of the author's id if it reaches readers of one room. */
    private final long[] authors;

    /** How many events there are; written last, so that whoever has read it sees them whole. */
    private volatile int count;

    /** @param first the sequence of the first event */
    Segment(long first, int size) {
        int events = Math.max(1, size / BYTES_PER_EVENT);
        this.first = first;
        this.bytes = new byte[size];
        this.ends = new int[events];
        this.authors = new long[events];
    }

    /** How many bytes of heap a segment of that size takes, with its place on the list. */
    static long heapSize(int size) {
        return OBJECTS + size + (long) Math.max(1, size / BYTES_PER_EVENT) * (Integer.BYTES + Long.BYTES);
    }

    int size() {
        return bytes.length;
    }

    long first() {
        return first;
    }

    /** The sequence of the next event to be added. */
    long next() {
        return first + count;
    }

    boolean holds(long sequence) {
        return sequence >= first && sequence < first + count;
    }

    /** Adds an event; false if there is no space left. For one thread at a time. */
    boolean add(Visibility reach, long author, byte[] lines) {
        int place = count;
        int start = start(place);
        if (place == ends.length || bytes.length - start < lines.length) {
            return false;
        }
        System.arraycopy(lines, 0, bytes, start, lines.length);
        ends[place] = start + lines.length;
        authors[place] = switch (reach) {
            case ALL -> author;
            case ONE_ROOM -> ~author;
            case NOBODY -> NOBODY;
        };
        count = place + 1;
        return true;
    }

    /**
     * The last event of a run that begins with one the segment holds, reaches this reader, has none by the reader, and fits
     * into so many bytes; one before the beginning if there is no such run.
     */
    long runEnd(long from, long to, Reader reader, int space) {
        int place = (int) (from - first);
        int most = (int) Math.min(count, to - first + 1);
        long limit = (long) start(place) + space;
        while (place < most && reader.isReachedBy(authors[place]) && ends[place] <= limit) {
            place++;
        }
        return first + place - 1;
    }

    /** Hands over the bytes of all events from one to another, both of which the segment holds. */
    void give(long from, long to, LineSink sink) {
        int start = start((int) (from - first));
        int end = ends[(int) (to - first)];
        if (end > start) {
            sink.lines(bytes, start, end - start);
        }
    }

    /** The bytes of one event that the segment holds. */
    byte[] lines(long sequence) {
        int place = (int) (sequence - first);
        return Arrays.copyOfRange(bytes, start(place), ends[place]);
    }

    private int start(int place) {
        return place == 0 ? 0 : ends[place - 1];
    }
}
