package dev.chatroom.server.archive;

import dev.chatroom.core.codec.EventCodec;
import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.codec.SnapshotCodec;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.server.store.tables.EventRows;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rooms and events as lines of JSON. The last value of a line is the canonical form, in base64; those before it say the same to
 * people and programs, as far as most need it. So there is one line for each event, and one event for each line.
 */
final class JsonLine {
    /** The first line. */
    static final String HEAD = "{\"type\":\"history\",\"version\":1}";

    private static final String ROOM = "{\"type\":\"room\",";
    private static final Pattern FORM = Pattern.compile(",\"form\":\"([A-Za-z0-9+/]*={0,2})\"\\}$");

    private JsonLine() {}

    /** The last line, so that an export of which a part is missing is known. */
    static String end(long events) {
        return "{\"type\":\"end\",\"events\":" + events + "}";
    }

    static String of(RoomSnapshot room) {
        StringBuilder line = new StringBuilder(ROOM);
        add(line, "room", room.name().text());
        add(line.append(','), "topic", room.topic().text());
        return end(line, SnapshotCodec.encode(room));
    }

    static String of(RoomEvent event) {
        StringBuilder line = new StringBuilder("{");
        add(line, "type", type(event));
        line.append(",\"id\":\"").append(event.id()).append('"');
        line.append(",\"at\":\"").append(event.at()).append('"');
        add(line.append(','), "room", event.room().text());
        add(line.append(','), "author", event.author().nickname().text());
        String text = EventRows.text(event);
        if (!text.isEmpty()) {
            add(line.append(','), "text", text);
        }
        return end(line, EventCodec.encode(event));
    }

    private static String type(RoomEvent event) {
        return switch (event) {
            case ChatEvent.Said said -> "said";
            case ChatEvent.Emoted emoted -> "emoted";
            case ChatEvent.Noticed noticed -> "noticed";
            case ChatEvent.Tagged tagged -> "tagged";
            case ChatEvent.Joined joined -> "joined";
            case ChatEvent.Left left -> "left";
            case ChatEvent.Kicked kicked -> "kicked";
            case ChatEvent.ModesChanged changed -> "modes";
            case ChatEvent.Redacted redacted -> "redacted";
            case ChatEvent.Invited invited -> "invited";
            case ChatEvent.Renamed renamed -> "renamed";
            case ChatEvent.AwayChanged changed -> "away";
            case ChatEvent.ProfileChanged changed -> "profile";
            case ChatEvent.TopicChanged changed -> "topic";
            case ChatEvent.CrowdChanged changed -> "crowd";
        };
    }

    private static String end(StringBuilder line, byte[] form) {
        return line.append(",\"form\":\"").append(Base64.getEncoder().encodeToString(form)).append("\"}").toString();
    }

    private static void add(StringBuilder line, String name, String value) {
        line.append('"').append(name).append("\":\"");
        value.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                line.append('\\').append((char) point);
            } else if (Unseen.is(point)) {
                for (char unit : Character.toChars(point)) {
                    line.append("\\u%04x".formatted((int) unit));
                }
            } else {
                line.appendCodePoint(point);
            }
        });
        line.append('"');
    }

    static boolean isRoom(String line) {
        return line.startsWith(ROOM);
    }

    /** @throws MalformedEventException if it is not the line of a room */
    static RoomSnapshot room(String line) throws MalformedEventException, NotALineException {
        RoomSnapshot room = SnapshotCodec.decode(form(line));
        expectSame(line, of(room));
        return room;
    }

    /** @throws MalformedEventException if it is not the line of an event */
    static RoomEvent event(String line) throws MalformedEventException, NotALineException {
        if (EventCodec.decode(form(line)) instanceof RoomEvent event) {
            expectSame(line, of(event));
            return event;
        }
        throw new NotALineException("it is of no room");
    }

    private static byte[] form(String line) throws NotALineException {
        Matcher matcher = FORM.matcher(line);
        if (!line.startsWith("{") || !matcher.find()) {
            throw new NotALineException("it is no line of an export");
        }
        try {
            return Base64.getDecoder().decode(matcher.group(1));
        } catch (IllegalArgumentException e) {
            throw new NotALineException("its form is not in base64");
        }
    }

    private static void expectSame(String line, String written) throws NotALineException {
        if (!line.equals(written)) {
            throw new NotALineException(
                    "what it says is not what its form says; import takes only lines as export wrote them");
        }
    }

    /** A line that no export writes; the message says why, in a clause. */
    static final class NotALineException extends Exception {
        private static final long serialVersionUID = 1;

        NotALineException(String message) {
            super(message);
        }
    }
}
