package dev.chatroom.server.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentTest {
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final long CID = 3;
    private final Segment segment = new Segment(11, 320);

    private boolean add(long author, String lines) {
        return segment.add(Visibility.ALL, author, lines.getBytes(UTF_8));
    }

    private static Segment.Reader reader(long id) {
        return new Segment.Reader(id, true);
    }

    @Test
    void itHoldsWhatWasAdded() {
        assertThat(segment.holds(11)).isFalse();
        assertThat(add(ANN, "one\n")).isTrue();
        assertThat(add(ANN, "")).isTrue();

        assertThat(segment.holds(10)).isFalse();
        assertThat(segment.holds(11)).isTrue();
        assertThat(segment.holds(12)).isTrue();
        assertThat(segment.holds(13)).isFalse();
        assertThat(segment.next()).isEqualTo(13);
        assertThat(segment.lines(11)).asString(UTF_8).isEqualTo("one\n");
        assertThat(segment.lines(12)).isEmpty();
    }

    @Test
    void itIsFullWhenItsBytesOrItsPlacesAreUsedUp() {
        assertThat(add(ANN, "x".repeat(321))).isFalse();
        assertThat(add(ANN, "x".repeat(320))).isTrue();
        assertThat(add(ANN, "x")).isFalse();

        Segment places = new Segment(1, 64);
        assertThat(places.add(Visibility.ALL, ANN, new byte[1])).isTrue();
        assertThat(places.add(Visibility.ALL, ANN, new byte[1])).isTrue();
        assertThat(places.add(Visibility.ALL, ANN, new byte[1])).isFalse();
        assertThat(places.next()).isEqualTo(3);
    }

    @Test
    void aRunEndsBeforeTheReadersOwnLine() {
        add(ANN, "one\n");
        add(BOB, "two\n");
        add(ANN, "three\n");

        assertThat(segment.runEnd(11, 99, reader(CID), 1_000)).isEqualTo(13);
        assertThat(segment.runEnd(11, 99, reader(BOB), 1_000)).isEqualTo(11);
        assertThat(segment.runEnd(11, 99, reader(ANN), 1_000)).as("none").isEqualTo(10);
        assertThat(segment.runEnd(13, 99, reader(BOB), 1_000)).isEqualTo(13);
    }

    @Test
    void aRunEndsWhereItIsToAndWhereTheSpaceEnds() {
        add(ANN, "one\n");
        add(BOB, "two\n");
        add(ANN, "three\n");

        assertThat(segment.runEnd(11, 12, reader(CID), 1_000)).isEqualTo(12);
        assertThat(segment.runEnd(11, 99, reader(CID), 8)).isEqualTo(12);
        assertThat(segment.runEnd(11, 99, reader(CID), 7)).isEqualTo(11);
        assertThat(segment.runEnd(12, 99, reader(CID), 9)).isEqualTo(12);
        assertThat(segment.runEnd(12, 99, reader(CID), Integer.MAX_VALUE)).isEqualTo(13);
        assertThat(segment.runEnd(12, 99, reader(CID), 3)).as("none").isEqualTo(11);
    }

    @Test
    void aRunEndsBeforeWhatDoesNotReachTheReader() {
        add(ANN, "one\n");
        segment.add(Visibility.ONE_ROOM, ANN, "two\n".getBytes(UTF_8));
        add(ANN, "three\n");
        segment.add(Visibility.NOBODY, ANN, "four\n".getBytes(UTF_8));

        assertThat(segment.runEnd(11, 99, new Segment.Reader(BOB, true), 1_000)).isEqualTo(13);
        assertThat(segment.runEnd(11, 99, new Segment.Reader(BOB, false), 1_000)).isEqualTo(11);
        assertThat(segment.runEnd(12, 99, new Segment.Reader(ANN, true), 1_000)).as("none").isEqualTo(11);
    }
}
