package dev.chatroom.server.cluster.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MarkersTest {
    private static final Duration AGE = Duration.ofMinutes(1);

    private final List<Long> removed = new ArrayList<>();
    private final List<Consumer<Boolean>> answers = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final Markers markers = new Markers(this::remove, AGE, now::get);

    private void remove(List<Long> revisions, Consumer<Boolean> done) {
        removed.addAll(revisions);
        answers.add(done);
    }

    private boolean tickAfter(Duration time, boolean eldest) {
        now.addAndGet(time.toNanos());
        return markers.tick(eldest);
    }

    @Test
    void aMarkerGoesWhenItIsOldAndNotTheNewest() {
        markers.tick(true);
        markers.told(3, true);
        markers.told(4, true);
        assertThat(tickAfter(AGE.minusSeconds(1), true)).isFalse();
        assertThat(removed).isEmpty();
        tickAfter(Duration.ofSeconds(1), true);
        assertThat(removed).containsExactly(3L);

        answers.getFirst().accept(true);
        tickAfter(AGE, true);
        assertThat(removed).containsExactly(3L);
        markers.told(5, false);
        markers.tick(true);
        assertThat(removed).containsExactly(3L, 4L);
    }

    @Test
    void onlyTheEldestRemovesThemAndFirstHasToKnowAll() {
        markers.tick(false);
        markers.told(3, true);
        markers.told(4, false);
        assertThat(tickAfter(AGE, false)).isFalse();
        assertThat(tickAfter(AGE, true)).as("it becomes the eldest").isTrue();
        assertThat(tickAfter(AGE, true)).as("that is asked for once").isFalse();

        markers.begins();
        markers.told(3, true);
        markers.told(4, false);
        assertThat(tickAfter(AGE, true)).isFalse();
        assertThat(removed).containsExactly(3L);
    }

    @Test
    void noMoreAreNotedThanTheBoundAndTheOthersAreAskedForLater() {
        markers.tick(true);
        for (long revision = 1; revision <= Markers.MOST + 1; revision++) {
            markers.told(revision, true);
        }
        boolean lacks = false;
        while (!lacks && removed.size() <= Markers.MOST) {
            lacks = tickAfter(AGE, true);
            List.copyOf(answers).forEach(answer -> answer.accept(true));
            answers.clear();
        }

        assertThat(lacks).isTrue();
        assertThat(removed).hasSize(Markers.MOST);
    }

    @Test
    void whatCouldNotBeRemovedIsReadAgain() {
        markers.tick(true);
        markers.told(3, true);
        markers.told(4, false);
        assertThat(tickAfter(AGE, true)).isFalse();
        assertThat(markers.tick(true)).as("there is no answer yet").isFalse();
        answers.getFirst().accept(false);

        assertThat(markers.tick(true)).isTrue();
    }
}
