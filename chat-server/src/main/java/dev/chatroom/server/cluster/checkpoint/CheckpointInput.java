package dev.chatroom.server.cluster.checkpoint;

import dev.chatroom.core.codec.CheckpointCodec;
import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.server.cluster.order.StreamPlace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the bytes that {@link CheckpointOutput} makes, in parts of any length. For one thread. */
final class CheckpointInput extends OutputStream {
    /** More than a room can have with a hundred thousand people. */
    private static final int LONGEST_ROOM = 64 * 1024 * 1024;

    private final List<RoomCheckpoint> rooms = new ArrayList<>();
    private @Nullable StreamPlace place;

    /** What comes now: the head, the length of a room, or a room. */
    private ByteBuffer part = ByteBuffer.allocate(CheckpointOutput.HEAD);

    private boolean isLength;

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        while (at < from + length) {
            int taken = Math.min(part.remaining(), from + length - at);
            part.put(bytes, at, taken);
            at += taken;
            if (!part.hasRemaining()) {
                take(part.flip());
            }
        }
    }

    private void take(ByteBuffer whole) throws IOException {
        if (isLength) {
            int length = whole.getInt();
            if (length <= 0 || length > LONGEST_ROOM) {
                throw new IOException("a room of " + length + " bytes");
            }
            part = ByteBuffer.allocate(length);
            isLength = false;
            return;
        }
        if (place == null) {
            place = place(whole);
        } else {
            byte[] form = new byte[whole.remaining()];
            whole.get(form);
            rooms.add(room(form));
        }
        part = ByteBuffer.allocate(Integer.BYTES);
        isLength = true;
    }

    private static StreamPlace place(ByteBuffer head) throws IOException {
        byte version = head.get();
        if (version != CheckpointOutput.VERSION) {
            throw new IOException("its version is " + version);
        }
        try {
            return new StreamPlace(
                    head.getLong(), head.getLong(), Instant.ofEpochSecond(head.getLong(), head.getInt()));
        } catch (DateTimeException | ArithmeticException beyond) {
            throw new IOException("its time cannot be", beyond);
        }
    }

    private static RoomCheckpoint room(byte[] form) throws IOException {
        try {
            return CheckpointCodec.decode(form);
        } catch (MalformedEventException malformed) {
            throw new IOException("a room of it cannot be read: " + malformed.getMessage(), malformed);
        }
    }

    /**
     * All that came.
     *
     * @throws IOException if it ended in the middle
     */
    Checkpoint whole() throws IOException {
        if (place == null || !isLength || part.position() > 0) {
            throw new IOException("it ends in the middle");
        }
        return new Checkpoint(place, rooms);
    }
}
