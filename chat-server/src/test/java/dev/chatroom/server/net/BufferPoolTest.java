package dev.chatroom.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
    private final BufferPool pool = new BufferPool(1L << 32);

    @Test
    void aBufferIsDirectAndEmpty() {
        ByteBuffer buffer = pool.take();
        assertThat(buffer.isDirect()).isTrue();
        assertThat(buffer.remaining()).isEqualTo(BufferPool.BUFFER_BYTES);
    }

    @Test
    void aBufferThatWasGivenBackIsUsedAgainAndEmpty() {
        ByteBuffer buffer = pool.take();
        buffer.putLong(1).flip();
        pool.giveBack(buffer);

        assertThat(pool.take()).isSameAs(buffer);
        assertThat(buffer.remaining()).isEqualTo(BufferPool.BUFFER_BYTES);
    }

    @Test
    void noBufferIsGivenToTwo() {
        assertThat(pool.take()).isNotSameAs(pool.take());
    }

    @Test
    void morePerhapsThanThePoolHoldsMayBeGivenBack() {
        takeAndGiveBack(200);
        assertThat(pool.take().remaining()).isEqualTo(BufferPool.BUFFER_BYTES);
    }

    @Test
    void whoComesWhenMostAreInUseGetsASmallOneThatTakesNoDirectMemory() {
        BufferPool tight = new BufferPool(200 * BufferPool.BUFFER_BYTES);
        List<ByteBuffer> buffers = take(tight, 12);
        assertThat(buffers).allMatch(ByteBuffer::isDirect);

        ByteBuffer small = tight.take();
        assertThat(small.isDirect()).isFalse();
        assertThat(small.remaining()).isEqualTo(BufferPool.SMALL_BUFFER_BYTES);

        tight.giveBack(small);
        assertThat(tight.take().isDirect()).isFalse();
        tight.giveBack(buffers.getFirst());
        assertThat(tight.take().isDirect()).isTrue();
    }

    private void takeAndGiveBack(int count) {
        take(pool, count).forEach(pool::giveBack);
    }

    private static List<ByteBuffer> take(BufferPool from, int count) {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            buffers.add(from.take());
        }
        return buffers;
    }
}
