package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.store.tables.WordIndex;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A long message costs the index no more than its first words. */
class IndexedWordsTest extends RetentionFixture {
    @Test
    void ofAMessageTheFirstWordsAreFound() throws Exception {
        String text = IntStream.rangeClosed(1, 2 * WordIndex.MOST_WORDS)
                .mapToObj(word -> "w" + word)
                .collect(Collectors.joining(" "));
        keep(plain(TEA), said(TEA, 1, "ann", text));

        assertThat(found("w1 w2")).containsExactly(1L);
        assertThat(found("w" + WordIndex.MOST_WORDS)).containsExactly(1L);
        assertThat(found("w" + (WordIndex.MOST_WORDS + 1))).isEmpty();

        tables.begin();
        tables.remove(1);
        tables.commit();
        assertThat(found("w1")).isEmpty();
        assertThat(number("select count(*) from words where words match 'w1'")).isZero();
        expectSoundIndex();
    }
}
