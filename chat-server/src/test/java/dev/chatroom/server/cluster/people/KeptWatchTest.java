package dev.chatroom.server.cluster.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Listening goes on whatever is lost. */
class KeptWatchTest {
    private final Map map = new Map();
    private final List<Exception> failures = new ArrayList<>();
    private long now;
    private final KeptWatch watch = new KeptWatch(map, null, Runnable::run, failures::add, () -> now);

    private static final class Map implements KeptWatch.Watched {
        private boolean lost;
        private int begun;
        private long newest;
        private long told;

        @Override
        public void watch(SharedMap.Listener listener) throws IOException {
            fail();
            begun++;
        }

        private void fail() throws IOException {
            if (lost) {
                throw new IOException("lost");
            }
        }

        @Override
        public long newest() throws IOException {
            fail();
            return newest;
        }

        @Override
        public long told() {
            return told;
        }
    }

    private void pass(int seconds) {
        for (int i = 0; i < 10 * seconds; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(100);
            watch.tick();
        }
    }

    @Test
    void whatFailsIsTriedAgainUntilItSucceeds() {
        map.lost = true;
        watch.renew();
        pass(5);
        assertThat(map.begun).isZero();
        assertThat(failures).hasSize(5);
        map.lost = false;
        pass(60);
        assertThat(map.begun).isEqualTo(1);
    }

    @Test
    void whatTellsNothingIsBegunAnew() {
        map.newest = 7;
        map.told = 7;
        pass(60);
        assertThat(map.begun).isZero();
        map.newest = 8;
        pass(25);
        assertThat(map.begun).isPositive();
        map.told = 8;
        map.begun = 0;
        pass(60);
        assertThat(map.begun).isZero();
    }
}
