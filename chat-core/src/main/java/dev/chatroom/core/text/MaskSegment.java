package dev.chatroom.core.text;

import dev.chatroom.core.memory.HeapSize;
import java.util.Arrays;

/**
 * What stands between two stars of a mask, to be found in a text in one pass over it: each letter moves all beginnings of
 * the segment that the text so far ends with at once, as bits of a word (Shift-And, Baeza-Yates and Gonnet 1992). So no text
 * and no mask make it look at a letter twice. Immutable.
 */
final class MaskSegment {
    private static final int OBJECT = 24;
    private static final int BLOCK_OBJECT = 32;

    private final int length;
    private final Block[] blocks;

    /** Up to 64 signs of the segment. */
    private static final class Block {
        /** Those that stand among the signs, sorted. */
        private final int[] letters;

        /** For each of these letters the places that take it. */
        private final long[] rows;

        /** The places that take every letter. */
        private final long any;

        Block(int[] letters, long[] rows, long any) {
            this.letters = letters;
            this.rows = rows;
            this.any = any;
        }

        /** The places that take this letter. */
        long row(int letter) {
            int at = Arrays.binarySearch(letters, letter);
            return at < 0 ? any : rows[at];
        }
    }

    /** The signs from one place to another, of which there must be one at least. */
    MaskSegment(int[] signs, int from, int to) {
        this.length = to - from;
        this.blocks = new Block[(length + Long.SIZE - 1) / Long.SIZE];
        for (int block = 0; block < blocks.length; block++) {
            int start = from + block * Long.SIZE;
            blocks[block] = block(signs, start, Math.min(to, start + Long.SIZE));
        }
    }

    private static Block block(int[] signs, int from, int to) {
        int[] letters =
                Arrays.stream(signs, from, to).filter(sign -> sign != Mask.ONE).sorted().distinct().toArray();
        long[] rows = new long[letters.length];
        long any = 0;
        for (int at = from; at < to; at++) {
            long place = 1L << (at - from);
            if (signs[at] == Mask.ONE) {
                any |= place;
            } else {
                rows[Arrays.binarySearch(letters, signs[at])] |= place;
            }
        }
        for (int letter = 0; letter < rows.length; letter++) {
            rows[letter] |= any;
        }
        return new Block(letters, rows, any);
    }

    /** How many bytes of heap it takes. */
    int heapSize() {
        int size = OBJECT + HeapSize.array(HeapSize.REFERENCE * blocks.length);
        for (Block block : blocks) {
            size += BLOCK_OBJECT
                    + HeapSize.array(Integer.BYTES * block.letters.length)
                    + HeapSize.array(Long.BYTES * block.rows.length);
        }
        return size;
    }

    int length() {
        return length;
    }

    /** Behind which letter its first occurrence between two places ends; -1 if it does not occur there. */
    int findEnd(int[] text, int from, int to) {
        return blocks.length == 1 ? findShort(text, from, to) : findLong(text, from, to);
    }

    private int findShort(int[] text, int from, int to) {
        Block block = blocks[0];
        long last = 1L << (length - 1);
        long begun = 0;
        for (int at = from; at < to; at++) {
            begun = (begun << 1 | 1) & block.row(text[at]);
            if ((begun & last) != 0) {
                return at + 1;
            }
        }
        return -1;
    }

    private int findLong(int[] text, int from, int to) {
        long last = 1L << (length - 1);
        long[] begun = new long[blocks.length];
        for (int at = from; at < to; at++) {
            long carried = 1;
            for (int i = 0; i < blocks.length; i++) {
                long moved = begun[i] << 1 | carried;
                carried = begun[i] >>> (Long.SIZE - 1);
                begun[i] = moved & blocks[i].row(text[at]);
            }
            if ((begun[blocks.length - 1] & last) != 0) {
                return at + 1;
            }
        }
        return -1;
    }
}
