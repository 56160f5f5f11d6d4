package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Words;
import dev.chatroom.server.store.tables.WordIndex;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Whatever people look for, the database takes it for words, and finds the text that has them. */
class WordIndexFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void anyTextIsFoundByItself(FuzzedDataProvider data) throws SQLException {
        String text = data.consumeRemainingAsString();
        String question = WordIndex.question(
                List.of(1L, 2L), HistorySearch.newest(new RoomName("tea", "tea"), List.of(text), 1, 0));
        if (question == null) {
            assertThat(WordIndex.text(text)).isEmpty();
            return;
        }
        if (Words.of(text).size() > WordIndex.MOST_WORDS) {
            return; // It is not indexed to its end.
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                var statement = connection.createStatement()) {
            WordIndex.offerWords(connection);
            statement.executeUpdate("create virtual table words using fts5(room, author, text, tokenize='ascii')");
            statement.executeUpdate("create table author(id, key)");
            statement.executeUpdate("insert into author values (1, 'ann')");
            statement.executeUpdate("create table event(id, room, author, text)");
            try (var keep = connection.prepareStatement("insert into event values (1, 2, 1, ?)");
                    var ask = connection.prepareStatement("select rowid from words where words match ?")) {
                keep.setString(1, text);
                keep.executeUpdate();
                statement.executeUpdate("insert into words select " + WordIndex.COLUMNS + " from event, author");
                ask.setString(1, question);
                try (ResultSet row = ask.executeQuery()) {
                    assertThat(row.next()).isTrue();
                }
            }
        }
    }
}
