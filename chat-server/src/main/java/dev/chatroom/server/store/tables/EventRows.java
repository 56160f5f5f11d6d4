package dev.chatroom.server.store.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.codec.EventCodec;
import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.Emoted;
import dev.chatroom.core.event.ChatEvent.Kicked;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.ModesChanged;
import dev.chatroom.core.event.ChatEvent.Noticed;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an event is a row. Nearly all events are messages to everybody without tags: their columns say all, and take half of
 * the space. Others have their {@linkplain EventCodec form} besides.
 */
public final class EventRows {
    static final int SAID = 1;
    static final int EMOTED = 2;
    public static final int NOTICED = 3;
    static final int OTHER = 4;

    /** What those may read who are not in the room, besides messages. */
    public static final int OUTSIDE = 5;

    /** The columns that {@link #event} reads, in this order. */
    public static final String COLUMNS = """
            event.id, event.sequence, event.at, event.kind, event.text, event.form, room.name, room.key,
            author.user, author.nickname, author.key, author.username, author.realname, author.host""";

    private static final String ROOM_AND_AUTHOR =
            " join room on room.id = event.room join author on author.id = event.author";

    /** The tables that have these columns. */
    public static final String TABLES = "event" + ROOM_AND_AUTHOR;

    /** The events of one room (?1) between two ids (?2, ?3). */
    public static final String ALL = select("event_of_room", "");

    /** The messages among them, however much else there is. */
    public static final String MESSAGES = select("message_of_room", " and event.kind <= " + NOTICED);

    /** Those among them that people may read who are not in the room. */
    public static final String FOR_OUTSIDERS =
            MESSAGES + " union all " + select("change_of_room", " and event.kind = " + OUTSIDE);

    private static final long NANOS = 1_000_000_000;

    private EventRows() {}

    private static String select(String index, String kinds) {
        return "select " + COLUMNS + " from event indexed by " + index + ROOM_AND_AUTHOR
                + " where event.room = ?1 and event.id > ?2 and event.id < ?3" + kinds;
    }

    public static int kind(RoomEvent event) {
        return switch (event) {
            case Said said -> SAID;
            case Emoted emoted -> EMOTED;
            case Noticed noticed -> NOTICED;
            case Redacted redacted -> OUTSIDE;
            case TopicChanged changed -> OUTSIDE;
            case ModesChanged changed -> OUTSIDE;
            default -> OTHER;
        };
    }

    /** The words that people would look for in the table; empty if there are none. */
    public static String text(RoomEvent event) {
        return switch (event) {
            case Message message -> message.text();
            case TopicChanged changed -> changed.topic();
            case Left left -> left.reason();
            case Kicked kicked -> kicked.reason();
            default -> "";
        };
    }

    /** Null if the columns say all. */
    public static byte @Nullable [] form(RoomEvent event) {
        boolean plain = event instanceof Message message
                && message.audience().isEverybody()
                && message.tags().asMap().isEmpty()
                && isStoredWhole(message.text());
        return plain ? null : EventCodec.encode(event);
    }

    /** Whether a column of text gives the same back: there is no form for half a surrogate pair, and NUL ends a text. */
    public static boolean isStoredWhole(String text) {
        boolean pairs = false;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0) {
                return false;
            }
            pairs |= Character.isSurrogate(unit);
        }
        return !pairs || UTF_8.newEncoder().canEncode(text);
    }

    /** Nanoseconds since 1970, which fit until the year 2262. */
    public static long nanos(Instant at) {
        long seconds = at.getEpochSecond();
        if (Math.abs(seconds) >= Long.MAX_VALUE / NANOS) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE - 1; // A point that nothing comes near.
        }
        return seconds * NANOS + at.getNano();
    }

    /** The other way round. */
    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    /**
     * The event of a row with {@link #COLUMNS}.
     *
     * @throws SQLException if the row cannot be read, or is none that this program wrote
     */
    public static RoomEvent event(ResultSet row) throws SQLException {
        byte[] form = row.getBytes(6);
        if (form != null) {
            try {
                return (RoomEvent) EventCodec.decode(form);
            } catch (MalformedEventException | ClassCastException e) {
                throw new SQLException("event " + row.getLong(1) + " is damaged: " + e.getMessage(), e);
            }
        }
        long at = row.getLong(3);
        EventHeader header = new EventHeader(
                row.getLong(1),
                new RoomName(row.getString(7), row.getString(8)),
                row.getLong(2),
                instant(at),
                author(row));
        Text text = Text.of(row.getString(5));
        return switch (row.getInt(4)) {
            case SAID -> new Said(header, text, MessageTags.NONE, Audience.EVERYBODY);
            case EMOTED -> new Emoted(header, text, MessageTags.NONE, Audience.EVERYBODY);
            case NOTICED -> new Noticed(header, text, MessageTags.NONE, Audience.EVERYBODY);
            default -> throw new SQLException("event " + row.getLong(1) + " is damaged: it has no form");
        };
    }

    private static Author author(ResultSet row) throws SQLException {
        return new Author(
                row.getLong(9),
                new Nickname(row.getString(10), row.getString(11)),
                new Profile(row.getString(12), row.getString(13), row.getString(14)));
    }
}
