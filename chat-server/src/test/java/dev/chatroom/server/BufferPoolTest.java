package dev.chatroom.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
    private final BufferPool pool = new BufferPool();

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
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            buffers.add(pool.take());
        }
        buffers.forEach(pool::giveBack);
        assertThat(pool.take().remaining()).isEqualTo(BufferPool.BUFFER_BYTES);
    }
}
