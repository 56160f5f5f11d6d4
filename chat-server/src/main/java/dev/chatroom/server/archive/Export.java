package dev.chatroom.server.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.server.archive.EventPages.Page;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Writes what is kept, in the order of its happening, with memory for a page at a time. */
public final class Export {
    private static final int BUFFER = 64 * 1024;

    /** How lines are written. */
    public enum Format {
        /** For people. */
        TEXT,
        /** For programs, and for {@link Import}. */
        JSON
    }

    private Export() {}

    /**
     * Writes rooms and events, a line each, in UTF-8. What happens after the beginning is left out.
     *
     * @param percent is told how far it is, by the ids of events
     * @throws ArchiveException if the history cannot be read, has no such room, or the output cannot be written
     */
    public static void write(
            Path folder, ExportFilter filter, Format format, OutputStream out, LongConsumer percent)
            throws ArchiveException {
        try (Connection connection = HistoryFolder.openForReading(folder)) {
            EventPages pages = new EventPages(connection, filter);
            long after = pages.beforeFirst();
            if (filter.room().isPresent() && pages.rooms("").isEmpty()) {
                throw new ArchiveException("there is no room of that name in " + folder);
            }
            // Before the rooms, so that each event has a room that has been written.
            long before = pages.afterLast();
            Writer lines = new BufferedWriter(new OutputStreamWriter(out, UTF_8), BUFFER);
            if (format == Format.JSON) {
                line(lines, JsonLine.HEAD);
                writeRooms(pages, lines);
            }
            long events = writeEvents(pages, after, before, format, lines, percent);
            if (format == Format.JSON) {
                line(lines, JsonLine.end(events));
            }
            lines.flush();
        } catch (SQLException e) {
            throw ArchiveException.because("the history in " + folder + " cannot be read", e);
        } catch (IOException e) {
            throw ArchiveException.because("the output cannot be written", e);
        }
    }

    private static void writeRooms(EventPages pages, Writer lines) throws SQLException, IOException {
        String key = "";
        List<RoomSnapshot> page = pages.rooms(key);
        while (!page.isEmpty()) {
            for (RoomSnapshot room : page) {
                line(lines, JsonLine.of(room));
                key = room.name().key();
            }
            page = pages.rooms(key);
        }
    }

    private static long writeEvents(
            EventPages pages, long first, long before, Format format, Writer lines, LongConsumer percent)
            throws SQLException, IOException {
        long events = 0;
        long after = first;
        Page page = pages.events(after, before);
        long begin = page == null || page.events().isEmpty() ? after : page.events().getFirst().id();
        while (page != null) {
            for (RoomEvent event : page.events()) {
                Optional<String> line =
                        format == Format.JSON ? Optional.of(JsonLine.of(event)) : TextLine.of(event);
                if (line.isPresent()) {
                    line(lines, line.get());
                }
            }
            events += page.events().size();
            after = page.last();
            percent.accept(percent(after - begin, before - begin));
            page = pages.events(after, before);
        }
        return events;
    }

    /** Ids are large, so they are not multiplied. */
    private static long percent(long done, long of) {
        return of <= 0 ? 0 : (long) (100.0 * done / of);
    }

    private static void line(Writer lines, String line) throws IOException {
        lines.write(line);
        lines.write('\n');
    }
}
