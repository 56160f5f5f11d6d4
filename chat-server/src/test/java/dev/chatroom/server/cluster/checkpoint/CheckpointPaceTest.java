package dev.chatroom.server.cluster.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.cluster.checkpoint.CheckpointPace.Extent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointPaceTest {
    private final CheckpointPace pace = new CheckpointPace(100, 300, Duration.ofMillis(1));

    @Test
    void oneIsDueAfterSoManyEvents() {
        assertThat(pace.isDue(List.of(), new Extent(1, 99))).isFalse();
        assertThat(pace.isDue(List.of(), new Extent(1, 100))).isTrue();
        assertThat(pace.isDue(List.of(100L), new Extent(1, 199))).isFalse();
        assertThat(pace.isDue(List.of(50L, 100L), new Extent(1, 200))).isTrue();
    }

    @Test
    void oneIsDueBeforeTheStreamForgetsWhatTheLastOneDoesNotInclude() {
        assertThat(pace.isDue(List.of(100L), new Extent(41, 120))).isFalse();
        assertThat(pace.isDue(List.of(100L), new Extent(82, 120))).isTrue();
        assertThat(pace.isDue(List.of(100L), new Extent(110, 120))).as("it has").isTrue();
        assertThat(pace.isDue(List.of(), new Extent(2, 3))).isTrue();
        assertThat(pace.isDue(List.of(120L), new Extent(121, 120))).as("nothing has happened since").isFalse();
        assertThat(pace.isDue(List.of(), new Extent(0, 0))).isFalse();
    }

    @Test
    void aNodeBeginsWithTheLastOneThatLeavesEnoughToRead() {
        List<Long> places = List.of(100L, 250L, 400L, 600L);

        assertThat(pace.beginnings(places, new Extent(1, 720))).containsExactly(400L, 600L, 250L, 100L, 0L);
        assertThat(pace.beginnings(places, new Extent(1, 240))).startsWith(0L);
        assertThat(pace.beginnings(List.of(), new Extent(1, 9))).containsExactly(0L);
        assertThat(pace.beginnings(List.of(), new Extent(0, 0))).containsExactly(0L);
    }

    @Test
    void nothingIsMissingBetweenThatAndTheStream() {
        List<Long> places = List.of(100L, 250L, 400L, 600L);

        assertThat(pace.beginnings(places, new Extent(251, 720))).containsExactly(400L, 600L, 250L);
        assertThat(pace.beginnings(places, new Extent(402, 720))).containsExactly(600L);
        assertThat(pace.beginnings(places, new Extent(700, 720))).isEmpty();
        assertThat(pace.beginnings(places, new Extent(601, 600))).containsExactly(600L);
    }

    @Test
    void thoseAreForgottenWithWhichNoNodeBegins() {
        List<Long> places = List.of(100L, 250L, 400L, 600L);

        assertThat(pace.superfluous(places, new Extent(1, 720))).containsExactly(100L, 250L);
        assertThat(pace.superfluous(places, new Extent(1, 200))).isEmpty();
        assertThat(pace.superfluous(places, new Extent(401, 650))).containsExactly(100L, 250L);
        assertThat(pace.superfluous(places, new Extent(700, 720))).as("they are better than nothing").isEmpty();
    }
}
