package dev.chatroom.server.store.events;

import dev.chatroom.server.store.tables.EventRows;
import dev.chatroom.server.store.tables.IndexMark;
import dev.chatroom.server.store.tables.StatementList;
import dev.chatroom.server.store.tables.WordIndex;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The index of words, and {@linkplain IndexMark how far it has come}. The mark is changed in the transaction that changes the
 * index, so a process that ends leaves both in step. For one thread; to be made anew after a failure, as {@link StoredEvents}.
 */
public final class IndexedMessages implements AutoCloseable {
    /** What a message costs besides its text, as bytes of text. */
    private static final int BYTES_OF_A_MESSAGE = 32;

    /** The mark passes what is no message too, so that nobody has to look at it again. */
    private static final int BYTES_OF_ANOTHER = 4;

    private static final String MESSAGES =
            " from event cross join author on author.id = event.author where event.kind <= " + EventRows.NOTICED;

    private final StatementList statements;
    private final PreparedStatement next;
    private final PreparedStatement add;
    private final PreparedStatement remove;
    private final PreparedStatement changeMark;
    private long mark;

    private boolean isChanging;

    /**
     * Some messages that were indexed.
     *
     * @param bytes how much their texts and they themselves cost
     * @param isAll whether nothing is left to be indexed
     */
    public record Step(long bytes, boolean isAll) {
        public static final Step NOTHING = new Step(0, true);
    }

    IndexedMessages(Connection connection) throws SQLException {
        statements = new StatementList(connection);
        next = statements.prepare("select id, case when kind <= %d then %d + octet_length(text) else %d end "
                .formatted(EventRows.NOTICED, BYTES_OF_A_MESSAGE, BYTES_OF_ANOTHER)
                + "from event where id > ? order by id");
        // The texts stay within the database: reading and binding each of them costs as much as indexing a few words.
        add = statements.prepare("insert into words(rowid, room, author, text) select event.id, " + WordIndex.COLUMNS
                + MESSAGES + " and event.id > ? and event.id <= ? order by event.id");
        // The index has no text of its own, so it has to be told again what it knows, and nothing else.
        remove = statements.prepare("insert into words(words, rowid, room, author, text) select 'delete', event.id, "
                + WordIndex.COLUMNS + MESSAGES + " and event.id = ?");
        changeMark = statements.prepare("update indexed set event = ?");
        mark = IndexMark.read(connection);
    }

    /** A transaction begins. */
    void begin() {
        isChanging = false;
    }

    /** Whether the transaction under way changes the index. Then a later statement of it may be the one that finds damage. */
    boolean isChanging() {
        return isChanging;
    }

    /** Indexes the next messages, of so many bytes or a few more, in the transaction under way; the mark passes what is between them. */
    Step add(long mostBytes) throws SQLException {
        if (mark == IndexMark.DAMAGED) {
            return Step.NOTHING;
        }
        long bytes = 0;
        long last = mark;
        boolean isAll = true;
        next.setLong(1, mark);
        try (ResultSet rows = next.executeQuery()) {
            while (isAll && rows.next()) {
                last = rows.getLong(1);
                bytes += rows.getLong(2);
                isAll = bytes < mostBytes;
            }
        }
        if (last > mark) {
            add(mark, last);
            changeMark.setLong(1, last);
            changeMark.executeUpdate();
            mark = last;
        }
        return new Step(bytes, isAll);
    }

    /** Whether the mark has passed this id, as ids of several rooms may come out of order. Nothing is to be indexed without a mark. */
    boolean isPast(long event) {
        return event <= mark;
    }

    /** A message was added to the table that the mark {@linkplain #isPast has passed}: it is indexed now. */
    void added(long event) throws SQLException {
        add(event - 1, event);
    }

    private void add(long after, long last) throws SQLException {
        isChanging = true;
        add.setLong(1, after);
        add.setLong(2, last);
        add.executeUpdate();
    }

    /** Takes the words of a message out, which must still be in the table. */
    void remove(long event) throws SQLException {
        if (event <= mark) {
            isChanging = true;
            remove.setLong(1, event);
            remove.executeUpdate();
        }
    }

    /** How much a message costs the index, as {@link Step#bytes} counts, about. */
    public static long bytes(String text) {
        long bytes = BYTES_OF_A_MESSAGE;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            // The bytes that it takes in UTF-8; of a pair, each takes the half.
            bytes += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
        }
        return bytes;
    }

    /** The index is to be changed in the transaction under way, by others too; false if it has been given up. */
    boolean isToChange() {
        isChanging = isInUse();
        return isChanging;
    }

    boolean isInUse() {
        return mark != IndexMark.DAMAGED;
    }

    /** The index is left alone from now on, in the transaction under way. */
    void giveUp() throws SQLException {
        changeMark.setLong(1, IndexMark.DAMAGED);
        changeMark.executeUpdate();
        mark = IndexMark.DAMAGED;
    }

    @Override
    public void close() throws SQLException {
        statements.close();
    }
}
