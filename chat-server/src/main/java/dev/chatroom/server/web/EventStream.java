package dev.chatroom.server.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chatroom.core.Room;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Ctcp;
import dev.chatroom.server.http.BodyWriter;
import dev.chatroom.server.web.json.EventJson;
import dev.chatroom.server.web.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** The events of one room for one reader, until the room, the reader or the right to read ends. Confined to its thread. */
final class EventStream implements AutoCloseable {
    /** A line that means nothing, often enough that no proxy takes the stream for dead. */
    static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    /** So often it is looked whether the reader has gone, so that its place is free again. */
    static final Duration LOOK = Duration.ofSeconds(2);

    static final byte[] NOTHING_NEW = ":\n\n".getBytes(US_ASCII);

    /** So many bytes are written at once, if so much has happened. */
    private static final int WRITTEN_AT_ONCE = 32 * 1024;

    private final RoomName room;
    private final long seen;
    private final Predicate<RoomName> mayRead;
    private final BodyWriter body;
    private final Subscription<ChatEvent> events;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private boolean over;
    private boolean shut;
    private long last;

    /** Of what is read again, these messages are not. */
    private final Set<Long> takenBack;

    /**
     * Begins to follow.
     *
     * @param seen the id of the event that the reader has seen last
     * @param complete whether it has been sent what was said since then and is not in memory
     * @param mayRead asked again whenever the room is run otherwise
     */
    EventStream(
            Room room, long seen, boolean complete, Predicate<RoomName> mayRead, BodyWriter body) {
        this.room = room.name();
        this.seen = seen;
        this.mayRead = mayRead;
        this.body = body;
        this.events = room.observe(Integer.MAX_VALUE, body::signal);
        this.takenBack = takenBack(room);
        if (!complete && !hasKept(room, seen)) {
            bytes.writeBytes(missed());
        }
    }

    /** Whether nothing that happened after this event has been forgotten. */
    private static boolean hasKept(Room room, long event) {
        long oldest = room.oldest();
        return oldest <= 1 || room.event(oldest).filter(first -> first.id() <= event).isPresent();
    }

    /** Whether it is over since the reader may not read the room any more. */
    boolean isShut() {
        return shut;
    }

    /** The id of the last event that has come, shown or not; 0 if none has. */
    long last() {
        return last;
    }

    void run() throws IOException, InterruptedException {
        body.write(NOTHING_NEW);
        // The room may have been closed to the reader before it was followed.
        shut = !mayRead.test(room);
        over = shut;
        Duration silent = Duration.ZERO;
        boolean goesOn = true;
        while (goesOn && !over) {
            silent = writeWhatIsThere() > 0 ? Duration.ZERO : silent.plus(LOOK);
            if (silent.compareTo(KEEP_ALIVE) >= 0) {
                silent = Duration.ZERO;
                body.write(NOTHING_NEW);
            }
            goesOn = !over && body.await(LOOK);
        }
    }

    /** The messages of the log that have been taken back until now. */
    private static Set<Long> takenBack(Room room) {
        Set<Long> messages = new HashSet<>();
        for (long sequence = room.oldest(); sequence <= room.newest(); sequence++) {
            room.event(sequence).ifPresent(event -> {
                if (event instanceof ChatEvent.Redacted redacted) {
                    messages.add(redacted.message());
                }
            });
        }
        return messages;
    }

    private int writeWhatIsThere() throws IOException {
        int all = 0;
        Delivery.FromLog<ChatEvent> next = events.poll();
        while (next != null && !over) {
            take(next);
            if (bytes.size() >= WRITTEN_AT_ONCE) {
                all += flush();
            }
            next = events.poll();
        }
        return all + flush();
    }

    private int flush() throws IOException {
        int size = bytes.size();
        if (size > 0) {
            body.write(bytes.toByteArray());
            bytes.reset();
        }
        return size;
    }

    private void take(Delivery.FromLog<ChatEvent> delivery) {
        switch (delivery) {
            case Delivery.Event<ChatEvent>(long sequence, ChatEvent event) -> {
                last = event.id();
                show(event);
            }
            case Delivery.Lagged<ChatEvent>(String name, long missed) ->
                bytes.writeBytes(encoded("missed", "", Json.object(json -> {
                    json.writeStringField("type", "missed");
                    json.writeNumberField("events", missed);
                })));
            case Delivery.Closed<ChatEvent> closed -> over = true;
        }
    }

    private void show(ChatEvent event) {
        if (event instanceof ChatEvent.ModesChanged && !mayRead.test(room)) {
            shut = true;
            over = true;
            return;
        }
        if (event.id() > seen && !takenBack.contains(event.id()) && event instanceof RoomEvent inRoom
                && inRoom.audience().isEverybody() && isForOutsiders(inRoom)) {
            bytes.writeBytes(encoded(event));
        }
    }

    /** Whether somebody who is not in the room may read it: not who is there, and not who is kept out. */
    static boolean isForOutsiders(RoomEvent event) {
        return switch (event) {
            case ChatEvent.Message message -> !Ctcp.is(message);
            case ChatEvent.Tagged tagged -> false;
            case ChatEvent.Redacted redacted -> true;
            case ChatEvent.TopicChanged changed -> true;
            case ChatEvent.CrowdChanged changed -> true;
            case ChatEvent.ModesChanged changed -> changed.changes().stream().allMatch(change -> switch (change) {
                case ModeChange.FlagChange flag -> true;
                case ModeChange.KeyChange key -> true;
                case ModeChange.LimitChange limit -> true;
                case ModeChange.MaskChange mask -> false;
                case ModeChange.RankChange rank -> false;
            });
            case ChatEvent.Joined joined -> false;
            case ChatEvent.Left left -> false;
            case ChatEvent.Kicked kicked -> false;
            case ChatEvent.Invited invited -> false;
            case ChatEvent.Renamed renamed -> false;
            case ChatEvent.AwayChanged changed -> false;
            case ChatEvent.ProfileChanged changed -> false;
        };
    }

    /** An event as it is sent. */
    static byte[] encoded(ChatEvent event) {
        return encoded(EventJson.type(event), event.idText(), EventJson.of(event));
    }

    /** That something is missing, nobody knows how much. */
    static byte[] missed() {
        return encoded("missed", "", Json.object(json -> json.writeStringField("type", "missed")));
    }

    private static byte[] encoded(String type, String id, byte[] json) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(json.length + 64);
        encoded.writeBytes(("event: " + type + "\n").getBytes(US_ASCII));
        if (!id.isEmpty()) {
            encoded.writeBytes(("id: " + id + "\n").getBytes(US_ASCII));
        }
        encoded.writeBytes("data: ".getBytes(US_ASCII));
        encoded.writeBytes(json);
        encoded.writeBytes("\n\n".getBytes(US_ASCII));
        return encoded.toByteArray();
    }

    @Override
    public void close() {
        events.close();
    }
}
