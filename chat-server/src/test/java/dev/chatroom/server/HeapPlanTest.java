package dev.chatroom.server;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(connections(config, 64)).isBetween(200, 400);
        assertThat(connections(config, 512)).isBetween(3_000, 4_000);
        assertThat(connections(config, 4_096)).isEqualTo(10_000);
        assertThat(connections(config, 8)).isEqualTo(16);
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
