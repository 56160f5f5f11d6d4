package dev.chatroom.server.store.tables;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The versions of the tables. Each is made from the one before by the statements of a step; the first from nothing. A step
 * that has been released is never changed. Immutable.
 *
 * @param steps the statements of each version, the first of them those of version 1
 */
public record Schema(List<List<String>> steps) {
    /** SQLite's {@code application_id} of a database of this program, which tells it from those of others: "chat". */
    static final int APPLICATION = 0x63686174;

    /** The index of words, empty. */
    public static final List<String> WORDS = List.of(
            """
            create virtual table words using fts5(
                text, room, author, content='', columnsize=0, tokenize='ascii')""",
            "insert into words(words, rank) values ('secure-delete', 1)");

    private static final List<String> FIRST = List.of(
            """
            create table room(
                id integer primary key,
                key text not null unique,
                name text not null,
                snapshot blob not null)""",
            // The greatest id of an event of this author tells when nobody needs the row any more.
            """
            create table author(
                id integer primary key,
                user integer not null,
                nickname text not null,
                key text not null,
                username text not null,
                realname text not null,
                host text not null,
                last integer not null)""",
            "create index author_of_user on author(user)",
            """
            create table event(
                id integer primary key,
                room integer not null references room(id),
                sequence integer not null,
                at integer not null,
                kind integer not null,
                author integer not null references author(id),
                text text not null,
                form blob)""",
            "create index event_of_room on event(room, id)",
            WORDS.get(0),
            WORDS.get(1),
            // The greatest ids that were in use and are not kept any more, so that none is given twice.
            "create table forgotten(event integer not null, user integer not null)",
            "insert into forgotten values (0, 0)",
            "create table ban(address text primary key)",
            // For people with the sqlite3 command.
            """
            create view said as
                select event.id, room.name as room, datetime(event.at / 1000000000, 'unixepoch') as utc,
                       author.nickname as author, event.text
                from event join room on room.id = event.room join author on author.id = event.author
                where event.kind <= 3 and event.form is null""");

    private static final List<String> MARKERS_AND_SECRETS = List.of(
            // How far people have read. A row that changes gets a new id, so that the smallest were left alone longest.
            """
            create table marker(
                id integer primary key autoincrement,
                nickname text not null,
                room text not null,
                at integer not null,
                unique(nickname, room))""",
            "create table secret(name text primary key, bytes blob not null)");

    private static final List<String> MARK_OF_THE_INDEX = List.of(
            // The words of messages up to this id are in the index, and no others; below zero if the index is damaged.
            "create table indexed(event integer not null)",
            "insert into indexed select coalesce(max(id), 0) from event");

    /** The version in which a row of a room says whether the room is secret, as its snapshot does. */
    static final int SECRET_ROOMS = 4;

    private static final List<String> SECRET_ROOM =
            List.of("alter table room add column secret integer not null default 0");

    private static final List<String> INDEX_OF_MESSAGES = List.of(
            // Each entry of an index ends with the id, so that it need not be a column too.
            "drop index event_of_room",
            "create index event_of_room on event(room)",
            "create index message_of_room on event(room) where kind <= 3",
            // The second byte of a form is the number of the type: modes, what was taken back, topics.
            "update event set kind = 5 where kind = 4 and substr(form, 2, 1) in (x'08', x'09', x'0e')",
            "create index change_of_room on event(room) where kind = 5");

    /** The versions that this program knows. */
    public static final Schema CURRENT = new Schema(
            List.of(FIRST, MARKERS_AND_SECRETS, MARK_OF_THE_INDEX, SECRET_ROOM, INDEX_OF_MESSAGES));

    /** Copies. */
    public Schema {
        steps = steps.stream().map(List::copyOf).toList();
    }

    /** The number of the last version. */
    public int version() {
        return steps.size();
    }

    /** Makes the last version of another, 0 for an empty database. It is for the caller to begin and end the transaction. */
    void upgrade(Statement statement, int from) throws SQLException {
        for (List<String> step : steps.subList(from, steps.size())) {
            for (String sql : step) {
                statement.execute(sql);
            }
        }
        statement.execute("pragma application_id=" + APPLICATION);
        statement.execute("pragma user_version=" + version());
    }
}
