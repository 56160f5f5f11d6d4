package dev.chatroom.server.archive;

import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.archive.JsonLine.NotALineException;
import dev.chatroom.server.store.events.StoredEvents;
import dev.chatroom.server.store.tables.EventRows;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Takes the lines of an export, in their order, and makes rows of them. For one thread. */
final class ImportedRows {
    private static final int EVENTS_PER_COMMIT = 2_000;

    /** Ids and sequences go on from the greatest there is, which must leave room for all that will ever happen. */
    static final long GREATEST = 1L << 62;

    private final StoredEvents tables;
    private final Map<String, Row> rooms = new HashMap<>();
    private long last;
    private long events;
    private boolean begun;
    private boolean ended;

    private record Row(long id, RoomName name) {}

    ImportedRows(StoredEvents tables) {
        this.tables = tables;
    }

    /** How many events there were. */
    long events() {
        return events;
    }

    /** @throws NotALineException if an export would not have it at this place */
    void take(String line) throws SQLException, NotALineException {
        if (!begun) {
            begin(line);
        } else if (ended) {
            throw new NotALineException("something follows the end");
        } else if (line.equals(JsonLine.end(events))) {
            ended = true;
            tables.indexAll();
            tables.commit();
        } else {
            try {
                if (JsonLine.isRoom(line)) {
                    add(JsonLine.room(line));
                } else {
                    add(JsonLine.event(line));
                }
            } catch (MalformedEventException e) {
                throw new NotALineException("its form is none: " + e.getMessage());
            }
        }
    }

    private void begin(String line) throws SQLException, NotALineException {
        if (!line.equals(JsonLine.HEAD)) {
            throw new NotALineException("this is no export of a history that this version knows");
        }
        begun = true;
        tables.begin();
    }

    private void add(RoomSnapshot room) throws SQLException, NotALineException {
        String key = room.name().key();
        if (events > 0) {
            throw new NotALineException("a room comes after events");
        } else if (!isStoredWhole(key, room.name().text())) {
            throw new NotALineException("the name of the room cannot be kept");
        } else if (rooms.containsKey(key)) {
            throw new NotALineException("the room has been there before");
        } else if (room.position() > GREATEST) {
            throw tooGreat("the position of the room");
        }
        long id = tables.room(room);
        rooms.put(key, new Row(id, room.name()));
    }

    private void add(RoomEvent event) throws SQLException, NotALineException {
        Row room = rooms.get(event.room().key());
        Author author = event.author();
        boolean inColumns = EventRows.form(event) == null;
        if (room == null) {
            throw new NotALineException("it is of a room that has not been there");
        } else if (event.id() <= last) {
            throw new NotALineException("its id does not follow the one before");
        } else if (!isStoredWhole(
                author.nickname().text(), author.nickname().key(), author.profile().username(),
                author.profile().realName(), author.profile().host())) {
            throw new NotALineException("the name of its author cannot be kept");
        } else if (inColumns && !room.name().equals(event.room())) {
            throw new NotALineException("its room is called otherwise in its own line");
        } else if (inColumns && !EventRows.instant(EventRows.nanos(event.at())).equals(event.at())) {
            throw new NotALineException("its time cannot be kept");
        }
        refuseTooGreat(event);
        last = event.id();
        events++;
        tables.add(room.id(), event);
        if (events % EVENTS_PER_COMMIT == 0) {
            tables.indexAll();
            tables.commit();
            tables.begin();
        }
    }

    private static void refuseTooGreat(RoomEvent event) throws NotALineException {
        if (event.id() > GREATEST) {
            throw tooGreat("its id");
        } else if (event.sequence() > GREATEST) {
            throw tooGreat("its sequence");
        } else if (event.author().userId() > GREATEST) {
            throw tooGreat("the id of its author");
        }
    }

    private static NotALineException tooGreat(String number) {
        return new NotALineException(number + " is greater than " + GREATEST);
    }

    private static boolean isStoredWhole(String... texts) {
        return Stream.of(texts).allMatch(EventRows::isStoredWhole);
    }

    /** There are no more lines. */
    void end() throws NotALineException {
        if (!ended) {
            throw new NotALineException("the end is missing");
        }
    }
}
