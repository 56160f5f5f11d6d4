package dev.chatroom.server.store.events;

import dev.chatroom.core.codec.SnapshotCodec;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.server.store.tables.StatementList;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The statements that change the tables. For one thread. After a failure it is to be closed, and made anew: then the driver
 * has closed statements, the transaction may be over without having been ended, and rows that are known may be gone.
 */
public final class StoredEvents implements AutoCloseable {
    private static final int MOST_AUTHORS = 10_000;

    /** A room in which more has happened stays, since everybody would wait for it to be forgotten. */
    public static final int MOST_FORGOTTEN_AT_ONCE = 1_000;

    private final StatementList statements;
    private final IndexedMessages indexed;
    private final NewEvents added;
    private final EventRemoval removal;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private final PreparedStatement addRoom;
    private final PreparedStatement changeRoom;
    private final PreparedStatement findRoom;
    private final PreparedStatement findAuthor;
    private final PreparedStatement addAuthor;
    private final PreparedStatement changeAuthor;
    private final PreparedStatement hasSpeech;
    private final PreparedStatement countEvents;
    private final PreparedStatement noteEvents;
    private final PreparedStatement dropEvents;
    private final PreparedStatement dropRoom;

    /** The rows of those who did something lately, the longest silent first. */
    private final Map<Author, Long> authors = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Author, Long> eldest) {
            return size() > MOST_AUTHORS;
        }
    };

    /** The authors of the transaction under way, with the last of what they did. */
    private final Map<Long, Long> active = new HashMap<>();

    private final PreparedStatement lastRow;

    /** The statements of a connection that writes. */
    public StoredEvents(Connection connection) throws SQLException {
        statements = new StatementList(connection);
        indexed = new IndexedMessages(connection);
        added = new NewEvents(connection);
        removal = new EventRemoval(connection, indexed);
        begin = statements.prepare("begin immediate");
        commit = statements.prepare("commit");
        rollback = statements.prepare("rollback");
        addRoom = statements.prepare("insert into room(key, name, snapshot, secret) values (?, ?, ?, ?)");
        changeRoom = statements.prepare("update room set snapshot = ?, secret = ? where id = ?");
        findRoom = statements.prepare("select id from room where key = ?");
        findAuthor = statements.prepare("""
                select id from author where user = ? and nickname = ? and key = ? and username = ? and realname = ?
                and host = ?""");
        addAuthor = statements.prepare(
                "insert into author(user, nickname, key, username, realname, host, last) values (?, ?, ?, ?, ?, ?, 0)");
        changeAuthor = statements.prepare("update author set last = ? where id = ? and last < ?");
        lastRow = statements.prepare("select last_insert_rowid()");
        hasSpeech = statements.prepare(
                "select 1 from event where room = ? and kind <= 3 limit 1");
        countEvents = statements.prepare("select count(*) from (select 1 from event where room = ? limit %d)"
                .formatted(MOST_FORGOTTEN_AT_ONCE + 1));
        noteEvents = statements.prepare("""
                update forgotten set event = max(event, coalesce((select max(id) from event where room = ?), 0))""");
        dropEvents = statements.prepare("delete from event where room = ?");
        dropRoom = statements.prepare("delete from room where id = ?");
    }

    /** Begins a transaction; only one may be under way. */
    public void begin() throws SQLException {
        active.clear();
        added.begin();
        indexed.begin();
        begin.executeUpdate();
    }

    /** Ends the transaction. */
    public void commit() throws SQLException {
        added.write();
        for (Map.Entry<Long, Long> one : active.entrySet()) {
            changeAuthor.setLong(1, one.getValue());
            changeAuthor.setLong(2, one.getKey());
            changeAuthor.setLong(3, one.getValue());
            changeAuthor.executeUpdate();
        }
        commit.executeUpdate();
    }

    /** Takes back what has been changed since {@link #begin}, if the database has not done so by itself. */
    public void rollBack() throws SQLException {
        rollback.executeUpdate();
    }

    /** The row of a room, which is made if there is none. */
    public long room(RoomSnapshot now) throws SQLException {
        findRoom.setString(1, now.name().key());
        long there = StatementList.number(findRoom);
        if (there != 0) {
            return there;
        }
        addRoom.setString(1, now.name().key());
        addRoom.setString(2, now.name().text());
        addRoom.setBytes(3, SnapshotCodec.encode(now));
        addRoom.setBoolean(4, isSecret(now));
        return insert(addRoom);
    }

    /** A room is so now. */
    public void change(long room, RoomSnapshot now) throws SQLException {
        changeRoom.setBytes(1, SnapshotCodec.encode(now));
        changeRoom.setBoolean(2, isSecret(now));
        changeRoom.setLong(3, room);
        changeRoom.executeUpdate();
    }

    private static boolean isSecret(RoomSnapshot now) {
        return now.modes().has(RoomFlag.SECRET);
    }

    /** An event, whose words are {@linkplain #index indexed} later; what it takes back goes. */
    public void add(long room, RoomEvent event) throws SQLException {
        long author = author(event.author());
        active.merge(author, event.id(), Math::max);
        added.add(room, author, event);
        if (event instanceof Message && indexed.isPast(event.id())) {
            added.write();
            indexed.added(event.id());
        } else if (event instanceof Redacted redacted) {
            remove(redacted.message());
        }
    }

    /** Indexes the next messages, of so many bytes or a few more, in the transaction under way. */
    public IndexedMessages.Step index(long mostBytes) throws SQLException {
        added.write();
        return indexed.add(mostBytes);
    }

    /** Indexes all messages that are not, in the transaction under way. */
    public void indexAll() throws SQLException {
        index(Long.MAX_VALUE);
    }

    /** Whether the transaction under way changes the index. */
    public boolean isChangingIndex() {
        return indexed.isChanging();
    }

    /** The index is to be changed in the transaction under way, by others too; false if it has been given up. */
    public boolean isIndexToChange() {
        return indexed.isToChange();
    }

    /** Whether the index is in use, and not given up. */
    public boolean hasIndex() {
        return indexed.isInUse();
    }

    /** Leaves the index alone from now on, in the transaction under way. */
    public void giveUpIndex() throws SQLException {
        indexed.giveUp();
    }

    /**
     * Takes an event out of the tables, and of the file.
     *
     * @return how many bytes it has taken, about; 0 if it was not there
     */
    public long remove(long event) throws SQLException {
        added.write();
        return removal.remove(event);
    }

    /** These rows of authors are there no more. */
    public void forgetAuthors(Set<Long> rows) {
        authors.values().removeAll(rows);
    }

    /** Whether anybody has said something in a room that is kept. */
    public boolean hasSpeech(long room) throws SQLException {
        added.write();
        hasSpeech.setLong(1, room);
        return StatementList.number(hasSpeech) != 0;
    }

    /** Whether so little has happened in a room that it can be forgotten in one transaction. */
    public boolean isShort(long room) throws SQLException {
        added.write();
        countEvents.setLong(1, room);
        return StatementList.number(countEvents) <= MOST_FORGOTTEN_AT_ONCE;
    }

    /** Forgets a room in which nothing was said. */
    public void forget(long room) throws SQLException {
        added.write();
        noteEvents.setLong(1, room);
        noteEvents.executeUpdate();
        dropEvents.setLong(1, room);
        dropEvents.executeUpdate();
        dropRoom.setLong(1, room);
        dropRoom.executeUpdate();
    }

    private long author(Author author) throws SQLException {
        Long known = authors.get(author);
        if (known != null) {
            return known;
        }
        fill(findAuthor, author);
        long row = StatementList.number(findAuthor);
        if (row == 0) {
            fill(addAuthor, author);
            row = insert(addAuthor);
        }
        authors.put(author, row);
        return row;
    }

    private static void fill(PreparedStatement statement, Author author) throws SQLException {
        statement.setLong(1, author.userId());
        statement.setString(2, author.nickname().text());
        statement.setString(3, author.nickname().key());
        statement.setString(4, author.profile().username());
        statement.setString(5, author.profile().realName());
        statement.setString(6, author.profile().host());
    }

    private long insert(PreparedStatement statement) throws SQLException {
        statement.executeUpdate();
        return StatementList.number(lastRow);
    }

    @Override
    public void close() throws SQLException {
        removal.close();
        added.close();
        indexed.close();
        statements.close();
    }
}
