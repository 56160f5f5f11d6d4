package dev.chatroom.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.ChatView;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Room;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.RoomNameRules;
import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery.Detail;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Ctcp;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.ShownTime;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.http.Answer;
import dev.chatroom.server.http.Request;
import dev.chatroom.server.http.Response;
import dev.chatroom.server.http.Status;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.plain.text.PlainText;
import dev.chatroom.server.web.json.EventJson;
import dev.chatroom.server.web.json.HistoryPage;
import dev.chatroom.server.web.json.Json;
import dev.chatroom.server.web.json.RoomsJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;

/** What programs and people with {@code curl} read of rooms: as {@code nc} shows it, or as JSON. For any thread. */
final class RoomReader {
    private static final int MOST_MESSAGES = 200;
    private static final int MOST_ROOMS = 250;
    private static final int MESSAGES_PER_UNIT = 20;
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String JSON_TYPE = "application/json";

    /** The last is for a proxy, which would otherwise wait until there is more (nginx). */
    private static final List<String> EVENTS =
            List.of("Content-Type: text/event-stream", "Cache-Control: no-store", "X-Accel-Buffering: no");

    private final ServerContext context;

    /** The turn of one stream that catches up from the disk. */
    private final Semaphore replays = new Semaphore(1, true);

    RoomReader(ServerContext context) {
        this.context = context;
    }

    /** The rooms that everybody may know of. */
    Answer rooms(Request request, Visitor visitor, Workload work) {
        List<RoomSummary> rooms = all(visitor.view(), work);
        work.charge(1 + rooms.size() / MESSAGES_PER_UNIT);
        return new Answer.Whole(wantsJson(request)
                ? json(Json.object(json -> RoomsJson.write(rooms, json)))
                : Response.of(Status.OK, PLAIN, listed(rooms)));
    }

    /** Those with people first, then those that are kept. */
    private static List<RoomSummary> all(ChatView view, Workload work) {
        List<RoomSummary> rooms = new ArrayList<>(view.rooms());
        work.address().beginReading();
        try {
            ChatView.Deserted deserted = view.deserted(name -> true);
            work.charge(deserted.lookedAt() / MESSAGES_PER_UNIT);
            rooms.addAll(deserted.rooms());
        } finally {
            work.address().endReading();
        }
        return rooms.subList(0, Math.min(MOST_ROOMS, rooms.size()));
    }

    private static String listed(List<RoomSummary> rooms) {
        StringBuilder lines = new StringBuilder();
        for (RoomSummary room : rooms) {
            lines.append("%5d  %s".formatted(room.present(), room.name()));
            if (room.topic().isSet()) {
                lines.append("  ").append(TerminalText.clean(room.topic().text()));
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    /** What was said in a room last, or before a message. */
    Answer messages(Request request, RoomName name, Visitor visitor, Workload work) {
        OptionalLong before = number(request, "before");
        OptionalLong last = number(request, "last");
        boolean malformed = (request.head().target().parameter("before").isPresent() && before.isEmpty())
                || (request.head().target().parameter("last").isPresent() && last.isEmpty());
        if (malformed) {
            return new Answer.Whole(Response.text(
                    Status.BAD_REQUEST, "last=N is how many messages, before=ID the message before which they are.\n"));
        }
        int most = (int) Math.min(MOST_MESSAGES, last.orElse(context.shownWhenAsked()));
        HistoryPoint end = before.isPresent() ? new HistoryPoint.OfId(before.getAsLong()) : HistoryPoint.END;
        work.charge(1 + most / MESSAGES_PER_UNIT);
        ChatView view = visitor.view();
        work.address().beginReading();
        Optional<List<RoomEvent>> said;
        try {
            said = view.read(name, HistoryPoint.BEGINNING, end, End.NEWEST, most, Detail.MESSAGES);
        } finally {
            work.address().endReading();
        }
        return new Answer.Whole(said
                .or(() -> isFirst(name) && view.room(name).isEmpty() ? Optional.of(List.of()) : Optional.empty())
                .map(events -> HistoryPage.of(events, End.NEWEST, most).events())
                .map(events -> events.stream().map(Message.class::cast).filter(message -> !Ctcp.is(message)).toList())
                .map(messages -> wantsJson(request) ? asJson(messages) : asText(messages))
                .orElseGet(() -> noSuchRoom(name)));
    }

    private Response asText(List<Message> messages) {
        StringBuilder lines = new StringBuilder();
        messages.forEach(message -> lines.append(ShownTime.of(context, message.at()))
                .append(' ').append(PlainText.message(message)).append('\n'));
        return Response.of(Status.OK, PLAIN, lines.toString());
    }

    private static Response asJson(List<Message> messages) {
        return json(Json.object(json -> EventJson.writeAll("messages", messages, json)));
    }

    /**
     * What happens in a room from now on, or since an event that the client has seen (server-sent events, HTML 9.2). A room that
     * is kept can be followed while nobody is in it; of any other name a client learns at once that it has mistyped it.
     */
    Answer follow(Request request, RoomName name, Visitor visitor, Workload work) {
        ChatView view = visitor.view();
        if (!isThere(view, name, work)) {
            return new Answer.Whole(noSuchRoom(name));
        }
        OptionalLong seen = request.head().field("last-event-id").map(RoomReader::number).orElse(OptionalLong.empty());
        boolean takesUp = seen.isPresent() && context.chat().history().keepsMessages();
        Optional<Room> room = view.room(name);
        room.ifPresent(open -> work.charge((int) ((open.newest() - open.oldest() + 1) / MESSAGES_PER_UNIT)));
        // Before the head is written: nothing is left out that happens once the reader knows that it follows.
        long after = takesUp ? seen.getAsLong() : now(room);
        boolean misses =
                !takesUp && seen.isPresent() && room.filter(open -> newest(open) > seen.getAsLong()).isPresent();
        Response head = new Response(Status.OK, EVENTS, new byte[0]);
        boolean kept = context.chat().history().waitsForDisk();
        return new Answer.Endless(head, body -> {
            if (misses) {
                body.write(EventStream.missed());
            }
            new FollowedRoom(
                    name, view, () -> isThere(view, name, work),
                    kept ? new EventReplay(view, name, body, work, replays) : null,
                    context.chat().history()::forgottenUpTo, body)
                    .run(after, takesUp);
        });
    }

    /** An id that all later events exceed, and none that have happened. */
    private long now(Optional<Room> room) {
        // The first event of this millisecond, which may be still to come, has the id without the one that is taken off.
        long byClock = (context.clock().millis() << IdGenerator.COUNTER_BITS) - 1;
        return room.map(open -> Math.max(newest(open), byClock)).orElse(byClock);
    }

    private static long newest(Room room) {
        return room.event(room.newest()).map(RoomEvent::id).orElse(0L);
    }

    /** Whether there is a room to follow; it may be kept, with nobody in it. */
    private boolean isThere(ChatView view, RoomName name, Workload work) {
        work.address().beginReading();
        try {
            return view.mayRead(name) || (isFirst(name) && view.room(name).isEmpty());
        } finally {
            work.address().endReading();
        }
    }

    /** Whether it is the room into which newcomers come: it is there even if nobody has come yet. */
    private boolean isFirst(RoomName name) {
        return RoomNameRules.parse(context.room(), context.chat().limits()) instanceof Done<RoomName>(RoomName first)
                && first.key().equals(name.key());
    }

    static Response noSuchRoom(RoomName name) {
        return Response.text(
                Status.NOT_FOUND,
                "There is no room %s that anybody may read. /rooms lists those that there are.\n".formatted(name));
    }

    private static boolean wantsJson(Request request) {
        return request.head().elements("accept").anyMatch(type -> type.startsWith(JSON_TYPE));
    }

    private static Response json(byte[] object) {
        return Response.of(Status.OK, JSON_TYPE, new String(object, UTF_8) + "\n").with("Cache-Control: no-store");
    }

    private static OptionalLong number(Request request, String parameter) {
        return request.head().target().parameter(parameter).map(RoomReader::number).orElse(OptionalLong.empty());
    }

    private static OptionalLong number(String text) {
        try {
            long number = Long.parseLong(text);
            return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }
}
