package dev.chatroom.server.archive;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Text;
import dev.chatroom.server.store.ReadBounds;
import dev.chatroom.server.store.events.StoredEvents;
import dev.chatroom.server.store.tables.DataFolder;
import dev.chatroom.server.store.tables.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Folders with history. */
final class SampleHistory {
    static final ReadBounds BOUNDS = new ReadBounds(Duration.ofSeconds(10), 100);
    static final RoomName TEA = new RoomName("Tea", "tea");
    static final RoomName MILK = new RoomName("milk", "milk");
    static final Author ANN = new Author(1, new Nickname("Ann", "ann"), new Profile("a", "Ann A.", "host"));
    static final Author BOB = new Author(2, new Nickname("bob", "bob"), Profile.NONE);

    private SampleHistory() {}

    static EventHeader header(RoomName room, long id, Author author) {
        return new EventHeader(id, room, id, Instant.ofEpochSecond(1_700_000_000L + id, 5), author);
    }

    static RoomEvent said(RoomName room, long id, Author author, String text) {
        return new ChatEvent.Said(header(room, id, author), Text.of(text), MessageTags.NONE, Audience.EVERYBODY);
    }

    static RoomEvent saidAt(RoomName room, long id, Instant at) {
        return new ChatEvent.Said(
                new EventHeader(id, room, id, at, ANN), Text.of("at " + at), MessageTags.NONE, Audience.EVERYBODY);
    }

    static RoomSnapshot plain(RoomName room) {
        return new RoomSnapshot(room, Instant.EPOCH, Topic.NONE, RoomModes.STANDARD, 0);
    }

    /** An event of each type that a room has, with texts of all sorts. */
    static List<RoomEvent> ofAllTypes() {
        List<RoomEvent> events = new ArrayList<>();
        events.add(new ChatEvent.Joined(header(TEA, 1, ANN), false, Optional.empty(), Set.of(Rank.OPERATOR)));
        events.add(said(TEA, 2, ANN, "green, \"black\" \\ or Zoë's 緑茶 🍵"));
        events.add(said(TEA, 3, BOB, "\u001b[2J \u202eevil\u0000 \ud800 end"));
        events.add(new ChatEvent.Emoted(
                header(TEA, 4, BOB), Text.of("pours"), MessageTags.of(Map.of("+cup", "1")), Audience.EVERYBODY));
        events.add(new ChatEvent.Noticed(
                header(TEA, 5, ANN), Text.of("for operators"), MessageTags.NONE,
                new Audience(Optional.of(Rank.OPERATOR), Set.of(1L))));
        events.add(new ChatEvent.Tagged(header(TEA, 6, BOB), MessageTags.of(Map.of("+x", "y")), Audience.EVERYBODY));
        events.add(new ChatEvent.TopicChanged(header(TEA, 7, BOB), "leaves"));
        events.add(new ChatEvent.Renamed(
                header(TEA, 8, BOB), new Nickname("rob", "rob"), Profile.NONE, 8));
        events.add(new ChatEvent.ModesChanged(
                header(TEA, 9, ANN), List.of(new ModeChange.FlagChange(RoomFlag.SECRET, true))));
        events.add(new ChatEvent.Invited(header(TEA, 10, ANN), BOB, Audience.EVERYBODY, true, List.of()));
        events.add(new ChatEvent.Redacted(header(TEA, 11, ANN), 77, BOB, "rude", Audience.EVERYBODY));
        events.add(new ChatEvent.AwayChanged(header(TEA, 12, BOB), Optional.of("out"), 12));
        events.add(new ChatEvent.ProfileChanged(header(TEA, 13, BOB), Profile.NONE, 13));
        events.add(new ChatEvent.CrowdChanged(header(TEA, 14, BOB), 1, 2, 3));
        events.add(new ChatEvent.Kicked(header(TEA, 15, ANN), BOB, "loud"));
        events.add(new ChatEvent.Left(header(TEA, 16, ANN), "tired", 16, false, Leaving.ROOM));
        events.add(said(MILK, 17, ANN, "cold"));
        return events;
    }

    /** Two rooms, one of them arranged, with all types of events. */
    static void writeAll(Path folder) throws SQLException, IOException {
        RoomSnapshot tea = new RoomSnapshot(
                TEA, Instant.ofEpochSecond(7), new Topic("leaves", BOB, header(TEA, 7, BOB).at()),
                new RoomModes(EnumSet.of(RoomFlag.SECRET), "key", 7, Map.of()), 9);
        write(folder, List.of(tea, plain(MILK)), ofAllTypes());
    }

    static void write(Path folder, List<RoomSnapshot> rooms, List<RoomEvent> events) throws SQLException, IOException {
        Files.createDirectories(folder);
        try (Connection connection = open(folder); StoredEvents tables = new StoredEvents(connection)) {
            tables.begin();
            for (RoomSnapshot room : rooms) {
                long row = tables.room(room);
                for (RoomEvent event : events) {
                    if (event.room().equals(room.name())) {
                        tables.add(row, event);
                    }
                }
            }
            tables.indexAll();
            tables.commit();
        }
    }

    static Connection open(Path folder) {
        return new Database(DataFolder.database(folder), false).openForWriting();
    }
}
