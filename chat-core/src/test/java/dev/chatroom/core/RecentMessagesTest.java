package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.room.RecentMessages;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentMessagesTest {
    private static final RoomName ROOM = new RoomName("tea", "tea");
    private static final Author ANN = new Author(1, new Nickname("ann", "ann"));
    private static final Author BOB = new Author(2, new Nickname("bob", "bob"));

    private final RecentMessages recent = new RecentMessages(20);
    private Instant now = Instant.EPOCH;
    private long sequence;

    private Message says(Author author) {
        sequence++;
        Message said = new Said(new EventHeader(sequence, ROOM, sequence, now, author), "line " + sequence);
        recent.add(said);
        return said;
    }

    private void says(Author author, int lines, Duration pause) {
        for (int i = 0; i < lines; i++) {
            Message unused = says(author);
            now = now.plus(pause);
        }
    }

    private List<Long> kept() {
        return recent.newest(Integer.MAX_VALUE).stream().map(Message::sequence).toList();
    }

    @Test
    void theOldestGoFirst() {
        says(ANN, 30, Duration.ofSeconds(3));
        assertThat(kept()).hasSize(20).startsWith(11L).endsWith(30L);
        assertThat(recent.newest(2)).extracting(Message::sequence).containsExactly(29L, 30L);
    }

    @Test
    void aPasteCountsAsOneTurn() {
        says(ANN, 2, Duration.ofSeconds(3));
        says(BOB, 5, Duration.ZERO);
        says(ANN, 1, Duration.ZERO);
        assertThat(newest(1, 1_000)).containsExactly(8L);
        assertThat(newest(2, 1_000)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(newest(3, 1_000)).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(newest(9, 1_000)).hasSize(8);
        assertThat(newest(0, 1_000)).isEmpty();
    }

    @Test
    void theNewestHaveNoMoreCharactersThanAsked() {
        says(ANN, 9, Duration.ofSeconds(3));
        assertThat(newest(9, 2 * (6 + 40))).containsExactly(8L, 9L);
        assertThat(newest(9, 2 * (6 + 40) - 1)).containsExactly(9L);
        assertThat(newest(9, 0)).as("one in any case").containsExactly(9L);
    }

    private List<Long> newest(int turns, int characters) {
        return recent.newest(turns, characters).stream().map(Message::sequence).toList();
    }

    @Test
    void linesInARowAreAQuarterAtMost() {
        says(ANN, 15, Duration.ofSeconds(3));
        says(BOB, 100, Duration.ZERO);
        assertThat(kept()).hasSize(20).startsWith(1L, 2L).endsWith(111L, 112L, 113L, 114L, 115L);
        says(ANN, 1, Duration.ZERO);
        assertThat(kept()).hasSize(20).startsWith(2L).endsWith(115L, 116L);
    }

    @Test
    void linesOfTwoSecondsApartAreInARowLaterOnesAreNot() {
        says(ANN, 10, Duration.ofSeconds(2));
        assertThat(kept()).containsExactly(6L, 7L, 8L, 9L, 10L);
        now = now.plusMillis(1);
        says(ANN, 1, Duration.ZERO);
        assertThat(kept()).containsExactly(6L, 7L, 8L, 9L, 10L, 11L);
    }

    @Test
    void whatTheLogForgetsIsKeptAndWeighed() {
        says(ANN, 3, Duration.ofSeconds(3));
        says(BOB, 4, Duration.ZERO);
        long before = recent.weight();

        recent.logForgot(3);
        long two = recent.weight() - before;
        recent.logForgot(6);

        assertThat(kept()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(two).isPositive();
        assertThat(recent.weight() - before).isGreaterThan(2 * two);
        for (int i = 0; i < 5; i++) {
            assertThat(recent.dropOldest()).isTrue();
        }
        assertThat(recent.dropOldest()).isFalse();
        assertThat(kept()).containsExactly(6L, 7L);
    }

    @Test
    void whatTheStoreHasForgottenIsGoneWhereverItWas() {
        says(ANN, 4, Duration.ofSeconds(3));
        says(BOB, 4, Duration.ZERO);
        long inLog = recent.weight();
        recent.logForgot(3);

        recent.forgetUpTo(1);
        assertThat(kept()).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L);
        recent.forgetUpTo(6);
        assertThat(kept()).containsExactly(7L, 8L);
        assertThat(recent.weight()).isEqualTo(inLog / 4);
        recent.forgetUpTo(5);
        assertThat(kept()).containsExactly(7L, 8L);
    }

    @Test
    void whatIsTakenBackIsGoneWhereverItWas() {
        says(ANN, 3, Duration.ofSeconds(3));
        says(BOB, 4, Duration.ZERO);
        recent.logForgot(2);
        for (long id : new long[] {1, 3, 6}) {
            assertThat(recent.find(id)).isPresent();
            recent.remove(id);
        }
        assertThat(kept()).containsExactly(2L, 4L, 5L, 7L);
        assertThat(recent.find(6)).isEmpty();
    }

    @Test
    void whatIsTakenBackWeighsNothing() {
        long empty = recent.weight();
        says(ANN, 3, Duration.ofSeconds(3));
        says(BOB, 1, Duration.ZERO);
        long inLog = recent.weight();
        assertThat(inLog - empty).as("the places of four").isEqualTo(4 * (inLog - empty) / 4).isPositive();
        recent.logForgot(3);
        assertThat(recent.weight()).isGreaterThan(inLog);

        recent.remove(1);
        recent.remove(2);
        assertThat(recent.weight()).as("two are left, and both are in the log").isEqualTo(empty + (inLog - empty) / 2);
        recent.remove(3);
        recent.remove(4);
        assertThat(recent.weight()).isEqualTo(empty);
    }

    @Test
    void whatIsInARowIsForgottenByTheLogLast() {
        says(ANN, 2, Duration.ofSeconds(3));
        says(BOB, 2, Duration.ZERO);
        long inLog = recent.weight();

        recent.logForgot(3);
        assertThat(kept()).containsExactly(1L, 2L, 3L, 4L);
        recent.forgetUpTo(2);
        assertThat(recent.weight()).as("the others are in the log").isEqualTo(inLog / 2);
    }

    @Test
    void keepsNothingIfToldSo() {
        RecentMessages none = new RecentMessages(0);
        none.add(says(ANN));
        assertThat(none.newest(5)).isEmpty();
    }
}
