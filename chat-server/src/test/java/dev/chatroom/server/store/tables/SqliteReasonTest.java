package dev.chatroom.server.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQLite's usual codes are said in words. */
class SqliteReasonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "13 | the disk is full", "8 | permission denied", "1032 | permission denied", "14 | cannot be opened",
        "10 | the disk is full or fails", "4874 | the disk is full or fails", "11 | 'chatroom check'",
        "26 | no SQLite database", "5 | another program is using it", "6 | another program is using it"
    })
    void theUsualCodesAreWords(int code, String words) {
        assertThat(Database.reason(new SQLException("[SQLITE_X] Y (z)", null, code))).contains(words)
                .doesNotContain("SQLITE_");
    }

    @Test
    void whatHasNoWordsOfOursIsSaidInSqlitesInOneLine() {
        assertThat(Database.reason(new SQLException("[SQLITE_ERROR] no such table: x\nmore", null, 1)))
                .isEqualTo("[SQLITE_ERROR] no such table: x");
        assertThat(Database.reason(new SQLException("the room tea is damaged"))).isEqualTo("the room tea is damaged");
    }
}
