package dev.chatroom.server.bench.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchPlanTest {
    private static BenchPlan plan(int clients, int senders, int rooms) {
        return new BenchPlan(
                Optional.empty(), OptionalLong.empty(), Language.PLAIN, clients, senders, rooms, 0, false, 40, 8, 0,
                Duration.ZERO, Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4, 1, from 1 to",
        "12, 13, 1, more senders than clients",
        "12, 0, 1, somebody has to send",
        "12, 4, 7, each room needs"
    })
    void hasBounds(int clients, int senders, int rooms, String named) {
        assertThatThrownBy(() -> plan(clients, senders, rooms))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
