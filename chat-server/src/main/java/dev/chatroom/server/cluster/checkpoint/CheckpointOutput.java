package dev.chatroom.server.cluster.checkpoint;

import dev.chatroom.core.codec.CheckpointCodec;
import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.server.cluster.order.StreamPlace;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Iterator;

/**
 * A checkpoint in bytes, made room by room as they are read: a byte for the version, the place (its sequence, the id, seconds
 * and nanoseconds of its time), and then each room, its length in four bytes before it. For one thread.
 */
final class CheckpointOutput extends InputStream {
    static final int VERSION = 1;
    static final int HEAD = 1 + 3 * Long.BYTES + Integer.BYTES;

    private final Iterator<RoomCheckpoint> rooms;
    private ByteBuffer part;

    CheckpointOutput(StreamPlace place, Iterator<RoomCheckpoint> rooms) {
        this.rooms = rooms;
        Instant at = place.at();
        this.part = ByteBuffer.allocate(HEAD)
                .put((byte) VERSION)
                .putLong(place.sequence())
                .putLong(place.id())
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .flip();
    }

    /** Whether there is more. */
    private boolean hasMore() {
        if (!part.hasRemaining() && rooms.hasNext()) {
            byte[] form = CheckpointCodec.encode(rooms.next());
            part = ByteBuffer.allocate(Integer.BYTES + form.length).putInt(form.length).put(form).flip();
        }
        return part.hasRemaining();
    }

    @Override
    public int read() {
        return hasMore() ? part.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) {
        if (most == 0) {
            return 0;
        } else if (!hasMore()) {
            return -1;
        }
        // Readers take less than they asked for as the end.
        int read = 0;
        while (read < most && hasMore()) {
            int length = Math.min(most - read, part.remaining());
            part.get(into, from + read, length);
            read += length;
        }
        return read;
    }
}
