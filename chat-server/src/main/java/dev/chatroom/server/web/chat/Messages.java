package dev.chatroom.server.web.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatroom.core.ChatView;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.server.dialect.Arrival;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.plain.text.PlainText;
import dev.chatroom.server.plain.text.RefusalText;
import dev.chatroom.server.web.json.EventJson;
import dev.chatroom.server.web.json.HistoryPage;
import dev.chatroom.server.web.json.Json;
import dev.chatroom.server.web.json.RoomsJson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What a client is sent besides events. */
final class Messages {
    private Messages() {}

    /** Something that belongs to a request, if that has a reference. */
    static String answer(MessageType type, String ref, Json.Writing rest) {
        return text(json -> {
            writeType(type, json);
            writeRef(ref, json);
            rest.to(json);
        });
    }

    private static void writeType(MessageType type, JsonGenerator json) throws IOException {
        json.writeStringField("type", type.word());
    }

    static void writeRef(String ref, JsonGenerator json) throws IOException {
        if (!ref.isEmpty()) {
            json.writeStringField("ref", ref);
        }
    }

    /**
     * The first that a client reads who is in.
     *
     * @param resumed whether it has done so
     */
    static String welcome(String ref, ServerContext context, User user, Arrival arrival, boolean resumed) {
        return answer(MessageType.WELCOME, ref, json -> {
            EventJson.writeAuthor("you", user.asAuthor(), json);
            json.writeBooleanField("resumed", resumed);
            json.writeStringField("secret", arrival.secret());
            json.writeBooleanField("operator", user.has(UserMode.SERVER_OPERATOR));
            json.writeStringField("reached", arrival.reached().name().toLowerCase(Locale.ROOT));
            json.writeObjectFieldStart("server");
            json.writeStringField("name", context.name());
            json.writeStringField("description", context.description());
            json.writeStringField("version", context.version());
            json.writeStringField("motd", String.join("\n", context.motd()));
            json.writeStringField("room", context.room());
            json.writeNumberField("messageCharacters", context.chat().limits().of(Limit.MESSAGE));
            json.writeEndObject();
        });
    }

    /** The server has a password, and nobody is in who has not said it. */
    static String password(String ref, boolean wrong, String words, User user) {
        return answer(MessageType.PASSWORD, ref, json -> {
            json.writeBooleanField("wrong", wrong);
            EventJson.writeAuthor("you", user.asAuthor(), json);
            json.writeStringField("text", words);
        });
    }

    static String refused(String ref, String code, String words) {
        return answer(MessageType.REFUSED, ref, json -> {
            json.writeStringField("code", code);
            json.writeStringField("text", unstarred(words));
        });
    }

    static String refused(String ref, Refusal refusal) {
        return refused(ref, RefusalCode.of(refusal), RefusalText.of(refusal));
    }

    /** Nothing has come of a line for which there was no refusal at first. */
    static String notSaid(String ref, String line, Refusal why) {
        return refused(ref, RefusalCode.of(why), RefusalText.ofLine(line, why));
    }

    /**
     * Lines for a person, as the plain door has them.
     *
     * @param operator whether the reader runs the server
     */
    static String lines(String ref, List<String> lines, boolean operator) {
        return answer(MessageType.LINES, ref, json -> {
            json.writeBooleanField("operator", operator);
            json.writeArrayFieldStart("lines");
            for (String line : lines) {
                json.writeString(line);
            }
            json.writeEndArray();
        });
    }

    static String notice(Notice notice) {
        return text(json -> {
            writeType(MessageType.NOTICE, json);
            switch (notice) {
                case Notice.StillWaiting waiting -> json.writeStringField("code", "still-waiting");
                case Notice.AsksTooMuch tooMuch -> json.writeStringField("code", "asks-too-much");
                default -> {
                    // Words are enough.
                }
            }
            json.writeStringField("text", unstarred(PlainText.notice(notice)));
        });
    }

    static byte[] bye(Notice notice) {
        return Json.object(json -> {
            writeType(MessageType.BYE, json);
            json.writeStringField("text", unstarred(PlainText.notice(notice)));
        });
    }

    static String missed(String room, long events) {
        return text(json -> {
            writeType(MessageType.MISSED, json);
            json.writeStringField("room", room);
            json.writeNumberField("events", events);
        });
    }

    /**
     * A room as it is when somebody comes in.
     *
     * @param past how many messages follow that were said before
     * @param reader what the reader may know
     */
    static String room(MessageType type, String ref, RoomView view, int past, ChatView reader) {
        return answer(type, ref, json -> {
            json.writeStringField("room", view.name().text());
            Json.writeText("topic", view.topic().text(), json);
            json.writeNumberField("present", view.present());
            json.writeNumberField("past", past);
            json.writeArrayFieldStart("members");
            for (RoomView.Member member : view.members()) {
                json.writeStartObject();
                json.writeStringField("id", Long.toString(member.userId()));
                json.writeStringField("name", member.nickname().text());
                if (member.away().isPresent()) {
                    Json.writeText("away", member.away().get(), json);
                }
                if (!member.ranks().isEmpty()) {
                    EventJson.writeRanks(member.ranks(), json);
                }
                if (reader.isMuted(view, member)) {
                    json.writeBooleanField("muted", true);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("modes");
            for (var flag : view.modes().flags()) {
                json.writeString(flag.name().toLowerCase(Locale.ROOT));
            }
            json.writeEndArray();
        });
    }

    /** Something that happened before, as part of an answer. */
    static String past(String ref, ChatEvent event) {
        return text(json -> {
            writeRef(ref, json);
            json.writeBooleanField("past", true);
            EventJson.writeFields(event, json);
        });
    }

    /** The end of a page of history; with the ids of its first and last event, even if the client ignores their authors. */
    static String pageEnd(String ref, HistoryPage page) {
        return answer(MessageType.DONE, ref, json -> {
            json.writeBooleanField("more", page.more());
            if (!page.events().isEmpty()) {
                json.writeStringField("first", page.events().getFirst().idText());
                json.writeStringField("last", page.events().getLast().idText());
            }
        });
    }

    /** Something that a search has found. */
    static String found(String ref, ChatEvent event) {
        return text(json -> {
            writeRef(ref, json);
            json.writeBooleanField("found", true);
            EventJson.writeFields(event, json);
        });
    }

    static String rooms(String ref, List<RoomSummary> rooms) {
        return answer(MessageType.ROOMS, ref, json -> RoomsJson.write(rooms, json));
    }

    static String event(String ref, ChatEvent event) {
        return text(json -> {
            writeRef(ref, json);
            EventJson.writeFields(event, json);
        });
    }

    /** The plain door marks with a star what the server says. */
    static String unstarred(String line) {
        return line.startsWith("* ") ? line.substring(2) : line;
    }

    private static String text(Json.Writing fields) {
        return new String(Json.object(fields), UTF_8);
    }
}
