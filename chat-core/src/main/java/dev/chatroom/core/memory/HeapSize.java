package dev.chatroom.core.memory;

/**
 * How many bytes of heap things take, as HotSpot lays them out on a heap of less than 32 GB: a header of 12 bytes,
 * references of 4, everything in steps of 8, and strings of one byte a character if all are from U+0000 to U+00FF, else of
 * two. A test holds it against a real heap.
 */
public final class HeapSize {
    public static final int REFERENCE = 4;

    private static final int STEP = 8;
    private static final int ARRAY_HEADER = 16;
    private static final int STRING_OBJECT = 24;
    private static final int LARGEST_LATIN = 0xFF;

    private HeapSize() {}

    /** Of an array whose elements take so many bytes. */
    public static int array(int elements) {
        return (ARRAY_HEADER + elements + STEP - 1) & -STEP;
    }

    /** Of a string with all that belongs to it. An empty one is counted as nothing: there is one for all. */
    public static int string(String text) {
        return text.isEmpty() ? 0 : STRING_OBJECT + array(text.length() << (isLatin(text) ? 0 : 1));
    }

    /** Whether one byte a character is enough. Takes time in the order of the length. */
    public static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LARGEST_LATIN) {
                return false;
            }
        }
        return true;
    }
}
