package dev.chatroom.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.http.Request;
import dev.chatroom.server.http.Response;
import dev.chatroom.server.http.Status;
import dev.chatroom.server.plain.text.RefusalText;
import dev.chatroom.server.web.json.EventJson;
import dev.chatroom.server.web.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** What scripts say to rooms by HTTP: they come in, say it and go, and the room reads only what they say. For any thread. */
final class Posting {
    private static final int TURNS = 64;

    /** So many lines are said at once where there is no limit of rate. */
    private static final int MOST_LINES = 100;

    private final ServerContext context;

    /** Scripts that speak by one name at the same time take turns: each has the name while it speaks. */
    private final List<ReentrantLock> turns = Stream.generate(ReentrantLock::new).limit(TURNS).toList();

    Posting(ServerContext context) {
        this.context = context;
    }

    /** Says the body of a request to a room, under the name that {@code as} gives. */
    Response post(Request request, String room, Visitor visitor) {
        Optional<List<String>> text = request.text().map(Posting::lines);
        Optional<String> name = request.head().target().parameter("as");
        if (text.isEmpty()) {
            return Response.text(Status.BAD_REQUEST, "The body is the message, as text in UTF-8.\n");
        } else if (name.isEmpty()) {
            return Response.text(Status.BAD_REQUEST, "Say who speaks: ?as=NAME behind the room.\n");
        }
        Optional<Response> tooMuch = tooMuch(text.get());
        if (tooMuch.isPresent()) {
            return tooMuch.get();
        }
        Duration wait = context.senderRates().take(visitor.household(), text.get().size());
        if (!wait.isZero()) {
            return tooFast(wait);
        }
        String key = request.head().target().parameter("key").orElse("");
        ReentrantLock turn = turns.get(Math.floorMod(CaseFold.key(name.get()).hashCode(), turns.size()));
        turn.lock();
        try {
            Optional<Refusal> unfit = context.chat().newcomers().refusal(name.get());
            if (unfit.isPresent()) {
                // Nobody arrives, so that no number of a guest is used up.
                return refused(unfit.get(), name.get());
            }
            User speaker = visitor.arrive();
            try {
                return say(speaker, name.get(), room, key, text.get());
            } finally {
                visitor.leave(speaker);
            }
        } finally {
            turn.unlock();
        }
    }

    /** As others read them: each is a message. */
    private static List<String> lines(String body) {
        List<String> lines = body.lines().map(TerminalText::clean).filter(line -> !line.isEmpty()).toList();
        return lines.isEmpty() ? List.of("") : lines;
    }

    /** Nothing of it is said then. */
    private Optional<Response> tooMuch(List<String> lines) {
        Limits limits = context.chat().limits();
        // To take the name counts as one.
        int most = limits.of(Limit.RATE) == 0 ? MOST_LINES : Math.max(1, limits.of(Limit.BURST) - 1);
        int longest = limits.of(Limit.MESSAGE);
        Optional<String> tooLong = lines.stream().filter(line -> line.length() > longest).findFirst();
        return lines.size() > most
                ? Optional.of(Response.text(
                        Status.CONTENT_TOO_LARGE, "At most %d lines are said at once.\n".formatted(most)))
                : tooLong.map(line -> refused(new Refusal.TooLong(line.length(), longest), ""));
    }

    private Response say(User speaker, String name, String room, String key, List<String> lines) {
        // As a person by that name, so that whoever is muted or banned by it is so here too.
        Outcome<Nickname> renamed = context.chat()
                .rename(speaker, name, nickname -> context.cloaks().of(speaker, nickname));
        if (renamed instanceof Refused<Nickname>(Refusal why)) {
            return refused(why, name);
        }
        speaker.set(UserMode.BOT, true);
        List<RoomEvent> said = new ArrayList<>();
        for (String line : lines) {
            OutgoingMessage message = new OutgoingMessage(
                    OutgoingMessage.Kind.SAID, line, Map.of(MessageTags.BOT, ""), Optional.empty());
            switch (context.chat().postInPassing(speaker, room, key, message)) {
                case Done<RoomEvent>(RoomEvent event) -> said.add(event);
                case Refused<RoomEvent>(Refusal.TooFast fast) -> {
                    return tooFast(fast.retryAfter());
                }
                case Refused<RoomEvent>(Refusal why) -> {
                    return refused(why, room);
                }
            }
        }
        // A script that reads that it was said need not fear for it.
        boolean kept = context.chat().history().awaitKept();
        return said(kept ? Status.CREATED : Status.ACCEPTED, said);
    }

    /** What was said: the event, or all of them if there are several. */
    private static Response said(Status status, List<RoomEvent> said) {
        byte[] json = said.size() == 1
                ? EventJson.of(said.getFirst())
                : Json.object(all -> EventJson.writeAll("messages", said, all));
        return Response.of(status, "application/json", new String(json, UTF_8) + "\n")
                .with("Cache-Control: no-store");
    }

    private static Response tooFast(Duration wait) {
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1_000);
        return Response
                .text(Status.TOO_MANY_REQUESTS, "Slow down: the next message is taken in %d s.\n".formatted(seconds))
                .with("Retry-After: " + seconds);
    }

    private static Response refused(Refusal why, String named) {
        Status status = switch (why) {
            case Refusal.NameTaken taken -> Status.CONFLICT;
            case Refusal.NameAlike alike -> Status.CONFLICT;
            case Refusal.NameInvalid invalid -> Status.BAD_REQUEST;
            case Refusal.NothingToSay nothing -> Status.BAD_REQUEST;
            case Refusal.TooLong tooLong -> Status.CONTENT_TOO_LARGE;
            case Refusal.NoSuchRoom none -> Status.NOT_FOUND;
            case Refusal.NotNow now -> Status.UNAVAILABLE;
            default -> Status.FORBIDDEN;
        };
        String words = RefusalText.of(why);
        return Response.text(status, sentence(words.startsWith("* ") ? words.substring(2) : words, named) + "\n");
    }

    /** As the other answers are, unless it begins with a name, which is written as it is. */
    private static String sentence(String words, String name) {
        String first = words.startsWith(name + " ") ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT);
        return first + words.substring(first.length()) + ".";
    }
}
