package dev.chatroom.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.config.ServerConfig;
import org.junit.jupiter.api.Test;

class HeapPlanTest {
    private static final long MB = 1L << 20;

    private final ServerConfig config = ServerConfig.builder().build();

    @Test
    void aQuarterIsForWhatPeopleSaid() {
        assertThat(HeapPlan.of(config, 512 * MB).speech()).isBetween(127 * MB, 128 * MB);
        assertThat(HeapPlan.of(ServerConfig.builder().memoryShare(50).build(), 512 * MB).speech())
                .isBetween(255 * MB, 256 * MB);
    }

    @Test
    void asManyConnectionsAsTheHeapHoldsAndNotMoreThanTenThousand() {
        assertThat(connections(config, 64)).isBetween(100, 200);
        assertThat(connections(config, 512)).isBetween(3_000, 4_000);
        assertThat(connections(config, 4_096)).isEqualTo(10_000);
        assertThat(connections(config, 16)).isEqualTo(16);
    }

    /** A room takes as much as a part of a connection does, and there are at most 4,096. */
    @Test
    void manyRoomsForEachLeaveSpaceForFewer() {
        assertThat(connections(rooms(1_000, 4_096), 512)).isBetween(3_000, 4_000);
        assertThat(connections(rooms(1_000, 1_000_000), 512)).isLessThan(100);
        assertThat(connections(rooms(20, 20), 512)).isGreaterThan(connections(config, 512));
    }

    private static ServerConfig rooms(int ofOne, int ofAll) {
        Limits limits = Limits.standard().with(Limit.ROOMS_PER_USER, ofOne).with(Limit.ROOMS, ofAll);
        return ServerConfig.builder().limits(limits).build();
    }

    @Test
    void longLinesLeaveSpaceForFewer() {
        assertThat(connections(ServerConfig.builder().maxLine(100_000).build(), 512))
                .isLessThan(connections(config, 512) / 4);
    }

    @Test
    void whatTheOperatorSaysHolds() {
        assertThat(connections(ServerConfig.builder().maxConnections(50_000).build(), 64)).isEqualTo(50_000);
        assertThat(connections(ServerConfig.builder().maxConnections(0).build(), 64)).isZero();
    }

    private static int connections(ServerConfig config, long megabytes) {
        return HeapPlan.of(config, megabytes * MB).connections(config);
    }
}
