package dev.chatroom.server.bench.load;

import org.jspecify.annotations.Nullable;

/** What a scan has to know of the part of a connection's stream before it. Owned by the thread that scans. */
final class StreamTail {
    /** The most that is kept: a mark, or an IRC server's PING. */
    static final int MOST_KEPT = 512;

    /** Bytes that may be the beginning of something; null as long as there never were any. */
    private byte @Nullable [] kept;

    private int keptLength;

    /** How many further bytes are known to be the rest of a message and its line's end. */
    private int skip;

    /** Copies what was kept to the beginning of the array, for the bytes that follow to be put after it. Its length. */
    int restore(byte[] into) {
        byte[] bytes = kept;
        int length = keptLength;
        if (bytes != null && length > 0) {
            System.arraycopy(bytes, 0, into, 0, length);
            keptLength = 0;
        }
        return length;
    }

    void keep(byte[] bytes, int from, int to) {
        int length = to - from;
        byte[] room = kept;
        if (room == null || room.length < length) {
            room = new byte[Math.max(Mark.BYTES, length)];
            kept = room;
        }
        System.arraycopy(bytes, from, room, 0, length);
        keptLength = length;
    }

    int skip() {
        return skip;
    }

    void skip(int bytes) {
        skip = bytes;
    }
}
