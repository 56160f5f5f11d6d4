package dev.chatroom.server.store;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.ModesChanged;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.store.ReadMarkers;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.store.events.DamagedIndexException;
import dev.chatroom.server.store.tables.DataFolder;
import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.tables.IndexMark;
import dev.chatroom.server.store.tables.StoreException;
import dev.chatroom.server.store.upkeep.Upkeep;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A history that lasts, in the folder that {@code --data} names. Events are shown when the transaction that holds them has
 * been committed; rooms go on as they were left. For any thread.
 */
public final class SqliteHistory implements HistoryStore {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");

    /** What waits for the disk may take such a part of the heap, and what the disk refuses as much again. */
    private static final int PART_OF_HEAP = 32;

    private static final long LEAST_BYTES = 1024 * 1024;

    private final DataFolder folder;
    private final HistoryWriter writer;
    private final ReaderPool readers;
    private final StoredMarkers markers;
    private final LongSupplier forgotten;
    private final long lastEvent;
    private final long lastUser;
    private final List<String> bans;
    private final byte[] cloakKey;

    /** Whether nothing may be said that might not be kept. */
    private final boolean required;

    private SqliteHistory(
            DataFolder folder, HistoryWriter writer, ReaderPool readers, StoredMarkers markers, byte[] cloakKey,
            boolean required, LongSupplier forgotten) {
        this.forgotten = forgotten;
        this.required = required;
        this.folder = folder;
        this.writer = writer;
        this.readers = readers;
        this.markers = markers;
        this.cloakKey = cloakKey;
        long[] last = readers.ask(HistoryReads::last);
        this.lastEvent = last[0];
        this.lastUser = last[1];
        this.bans = readers.ask(HistoryReads::bans);
    }

    /** As the other one does, to keep everything. */
    public static SqliteHistory open(
            Path path, boolean full, ReadBounds bounds, Clock clock, Consumer<Boolean> keeping) {
        return open(StoreSettings.in(path, full, bounds), clock, keeping);
    }

    /**
     * Opens the history of a folder, and takes the folder for this process.
     *
     * @param keeping is told false by the writer when nothing is kept any more, and true when it is again; quick
     * @throws StoreException if it cannot be had; the message says why, in a line for the operator
     */
    public static SqliteHistory open(StoreSettings settings, Clock clock, Consumer<Boolean> keeping) {
        return open(settings, clock, keeping, Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
    }

    /** The same, with so much heap for what waits for the disk. */
    static SqliteHistory open(StoreSettings settings, Clock clock, Consumer<Boolean> keeping, long mostBytes) {
        DataFolder folder = DataFolder.take(settings.folder());
        try {
            Database database = new Database(folder.database(), settings.full());
            Connection writing = database.openForWriting();
            renewDamagedIndex(writing);
            byte[] cloakKey = StoredSecrets.cloakKey(writing);
            Upkeep upkeep = new Upkeep(settings.kept(), clock, System::nanoTime, database::logBytes);
            HistoryWriter writer = new HistoryWriter(
                    writing, new Trouble(clock, keeping), mostBytes, System::nanoTime, upkeep);
            ReadTrouble trouble = new ReadTrouble(clock);
            ReaderPool readers = new ReaderPool(database, settings.bounds(), trouble, System::nanoTime);
            long before = settings.kept().isForever() ? 0 : readers.ask(HistoryReads::forgottenUpTo);
            SqliteHistory history = new SqliteHistory(
                    folder, writer, readers,
                    new StoredMarkers(readers, database.openForWriting(), trouble, System::nanoTime),
                    cloakKey, settings.required(),
                    () -> Math.max(before, upkeep.forgottenUpTo()));
            writer.start();
            return history;
        } catch (SQLException e) {
            folder.close();
            throw new StoreException("cannot open %s: %s".formatted(folder.database(), Database.reason(e)), e);
        } catch (UnreadableHistoryException e) {
            folder.close();
            String reason = e.getCause() instanceof SQLException cause ? Database.reason(cause) : e.getMessage();
            throw new StoreException("cannot open %s: %s".formatted(folder.database(), reason), e);
        } catch (StoreException e) {
            folder.close();
            throw e;
        }
    }

    /** If it cannot be made anew, everything goes on as before, except that nobody can search. */
    private static void renewDamagedIndex(Connection writing) throws SQLException {
        if (IndexMark.read(writing) == IndexMark.DAMAGED) {
            try {
                IndexMark.renewIndex(writing);
                LOG.log(Level.WARNING, "the index of words was damaged, and is made anew");
            } catch (SQLException e) {
                LOG.log(Level.ERROR, "the index of words cannot be made anew: {0}", Database.reason(e));
            }
        }
    }

    /** The greatest id of an event that is kept, 0 if none is; new ones must be greater. */
    public long lastEvent() {
        return lastEvent;
    }

    /** The greatest id of a user of whom something is kept, 0 if of none; new ones must be greater. */
    public long lastUser() {
        return lastUser;
    }

    @Override
    public long forgottenUpTo() {
        return forgotten.getAsLong();
    }

    @Override
    public ReadMarkers readMarkers() {
        return markers;
    }

    @Override
    public boolean waitsForDisk() {
        return true;
    }

    @Override
    public boolean keepsRooms() {
        return true;
    }

    @Override
    public Optional<StoredRoom> restore(RoomName room, int mostRecent) {
        RoomSnapshot unwritten = writer.awaitRetired(room);
        if (unwritten == null) {
            writer.rooms().requireKnown(room);
        }
        Optional<StoredRoom> stored = readers.ask(reads -> reads.restore(room, mostRecent));
        return unwritten == null
                ? stored
                // Whether anything was said is not in the tables either, so nobody may take it for a new room.
                : Optional.of(new StoredRoom(unwritten, true, stored.map(StoredRoom::recent).orElse(List.of())));
    }

    /** As it was left, even if that is not written yet. */
    private StoredRoom current(StoredRoom stored) {
        RoomSnapshot unwritten = writer.rooms().left(stored.snapshot().name());
        return unwritten == null ? stored : new StoredRoom(unwritten, true, stored.recent());
    }

    @Override
    public Optional<StoredRoom> kept(RoomName room) {
        RoomSnapshot unwritten = writer.rooms().left(room);
        if (unwritten == null) {
            writer.rooms().requireKnown(room);
        }
        return unwritten == null
                ? readers.ask(reads -> reads.kept(room))
                : Optional.of(new StoredRoom(unwritten, true, List.of()));
    }

    @Override
    public Kept kept(Predicate<RoomName> wanted, boolean secret, int most) {
        writer.rooms().requireSomeKnown();
        Predicate<RoomName> known = room -> !writer.rooms().isGivenUp(room.key());
        Kept stored = readers.search(reads -> reads.kept(known.and(wanted), secret, most));
        return new Kept(stored.rooms().stream().map(this::current).toList(), stored.lookedAt());
    }

    @Override
    public Appender open(RoomName room, Supplier<RoomSnapshot> now, Readers readers) {
        WrittenRoom written = new WrittenRoom(room, readers);
        return new Appender() {
            // Nothing has happened since the room was opened.
            private boolean first = true;

            @Override
            public boolean append(RoomEvent event) {
                boolean changesRoom = first || event instanceof TopicChanged || event instanceof ModesChanged;
                if (first) {
                    first = false;
                    writer.open(written);
                }
                return !writer.append(written, event, changesRoom ? now.get() : null);
            }

            @Override
            public boolean takesSpeech() {
                return !required || writer.isKeeping();
            }

            @Override
            public void retire() {
                if (!first) { // Otherwise it is as it was left before, in the tables or in memory.
                    writer.retire(written, now.get());
                }
            }
        };
    }

    /** The addresses and networks that were banned when it was opened, as {@link #keepBan} was told of them. */
    public List<String> bans() {
        return bans;
    }

    /** The key with which this history hides addresses from people, as long as there is the database. Copies. */
    public byte[] cloakKey() {
        return cloakKey.clone();
    }

    /** Keeps that an address or a network is banned from now on, or is not any more. */
    public void keepBan(String address, boolean banned) {
        writer.change("the ban of " + address, StoredBans.change(address, banned));
    }

    @Override
    public void awaitSpace() throws InterruptedException {
        writer.awaitSpace();
    }

    @Override
    public boolean awaitKept() {
        writer.awaitWritten();
        return isKeeping();
    }

    /** Whether the disk took what was written last. */
    public boolean isKeeping() {
        return writer.isKeeping();
    }

    /** How many bytes of heap are taken by what is not written yet. */
    long unwrittenBytes() {
        return writer.bytes();
    }

    /** Waits until all that has been appended so far is written, or cannot be. */
    void awaitWritten() {
        writer.awaitWritten();
    }

    @Override
    public List<RoomEvent> read(HistoryQuery query) {
        return readers.ask(reads -> reads.read(query));
    }

    @Override
    public List<Message> search(HistorySearch search) {
        try {
            return readers.search(reads -> reads.search(search));
        } catch (UnreadableHistoryException e) {
            if (e.getCause() instanceof DamagedIndexException) {
                writer.giveUpIndex();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        writer.close();
        markers.close();
        readers.close();
        folder.close();
    }
}
