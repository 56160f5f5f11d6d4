package dev.chatroom.server.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.Loss;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.TerminalText;
import java.io.IOException;
import java.util.Locale;

/** What happens in the chat as JSON; {@code /api} describes it. What people wrote is one line each. */
public final class EventJson {
    private EventJson() {}

    /** An event as an object, in UTF-8. */
    public static byte[] of(ChatEvent event) {
        return Json.object(json -> writeFields(event, json));
    }

    /** The fields of an event, within an object that has been begun. */
    public static void writeFields(ChatEvent event, JsonGenerator json) throws IOException {
        json.writeStringField("type", type(event));
        json.writeStringField("id", event.idText());
        json.writeStringField("at", event.at().toString());
        if (event instanceof ChatEvent.RoomEvent inRoom) {
            json.writeStringField("room", inRoom.room().text());
        }
        writeAuthor("by", event.author(), json);
        writeRest(event, json);
    }

    /** Events as a field. */
    public static void writeAll(String name, Iterable<? extends ChatEvent> events, JsonGenerator json)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (ChatEvent event : events) {
            json.writeStartObject();
            writeFields(event, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Somebody, as a field. */
    public static void writeAuthor(String name, Author author, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("id", Long.toString(author.userId()));
        json.writeStringField("name", author.nickname().text());
        json.writeEndObject();
    }

    /** The word for a kind of event. */
    public static String type(ChatEvent event) {
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
            case ChatEvent.AwayChanged changed -> changed.away().isPresent() ? "away" : "back";
            case ChatEvent.ProfileChanged changed -> "profile";
            case ChatEvent.TopicChanged changed -> "topic";
            case ChatEvent.CrowdChanged changed -> "crowd";
            case ChatEvent.DirectMessage told -> "told";
            case ChatEvent.Invitation invitation -> "invitation";
            case ChatEvent.ContactChanged changed -> "contact";
            case ChatEvent.Announced announced -> "announced";
            case ChatEvent.AnnouncedHere announced -> "announced";
            case ChatEvent.Expelled expelled -> "expelled";
            case ChatEvent.Displaced displaced -> "displaced";
        };
    }

    private static void writeRest(ChatEvent event, JsonGenerator json) throws IOException {
        switch (event) {
            case ChatEvent.Message message -> {
                Json.writeText("text", message.text(), json);
                if (message.tags().asMap().containsKey(MessageTags.BOT)) {
                    json.writeBooleanField("bot", true);
                }
            }
            case ChatEvent.Tagged tagged -> writeTags(tagged, json);
            case ChatEvent.Joined joined -> writeRanks(joined.ranks(), json);
            case ChatEvent.Left left -> {
                Json.writeText("reason", left.reason(), json);
                json.writeBooleanField("chat", left.forGood());
            }
            case ChatEvent.Kicked kicked -> {
                writeAuthor("member", kicked.member(), json);
                Json.writeText("reason", kicked.reason(), json);
            }
            case ChatEvent.ModesChanged changed -> writeChanges(changed, json);
            case ChatEvent.Redacted redacted -> {
                json.writeStringField("message", Long.toString(redacted.message()));
                Json.writeText("reason", redacted.reason(), json);
            }
            case ChatEvent.Invited invited -> writeAuthor("invited", invited.invited(), json);
            case ChatEvent.Renamed renamed -> json.writeStringField("name", renamed.nickname().text());
            case ChatEvent.AwayChanged changed -> Json.writeText("reason", changed.away().orElse(""), json);
            case ChatEvent.ProfileChanged changed ->
                Json.writeText("realName", changed.profile().realName(), json);
            case ChatEvent.TopicChanged changed -> Json.writeText("text", changed.topic(), json);
            case ChatEvent.CrowdChanged changed -> {
                json.writeNumberField("joined", changed.joined());
                json.writeNumberField("left", changed.left());
                json.writeNumberField("present", changed.present());
            }
            case ChatEvent.DirectMessage told -> {
                writeAuthor("to", told.recipient(), json);
                json.writeStringField("kind", told.kind().name().toLowerCase(Locale.ROOT));
                Json.writeText("text", told.text(), json);
            }
            case ChatEvent.Invitation invitation -> json.writeStringField("room", invitation.room().text());
            case ChatEvent.ContactChanged changed -> Json.writeText("text", changed.detail(), json);
            case ChatEvent.Announced announced -> writeAnnouncement(announced.text(), true, json);
            case ChatEvent.AnnouncedHere announced -> writeAnnouncement(announced.text(), false, json);
            case ChatEvent.Expelled expelled -> Json.writeText("reason", expelled.reason(), json);
            case ChatEvent.Displaced displaced -> writeLoss(displaced.loss(), json);
        }
    }

    private static void writeAnnouncement(String text, boolean everywhere, JsonGenerator json) throws IOException {
        Json.writeText("text", text, json);
        json.writeBooleanField("everywhere", everywhere);
    }

    private static void writeLoss(Loss loss, JsonGenerator json) throws IOException {
        switch (loss) {
            case Loss.Name(Nickname now) -> json.writeStringField("name", now.text());
            case Loss.Place(RoomName room, Loss.Place.Reason reason) -> {
                json.writeStringField("room", room.text());
                json.writeStringField("why", reason.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Two keys that are cleaned could be one: a tag whose key acts on a terminal is left out. */
    private static void writeTags(ChatEvent.Tagged tagged, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("tags");
        for (var tag : tagged.tags().asMap().entrySet()) {
            if (TerminalText.clean(tag.getKey()).equals(tag.getKey())) {
                Json.writeText(tag.getKey(), tag.getValue(), json);
            }
        }
        json.writeEndObject();
    }

    /** What somebody may do beyond others, as a field. */
    public static void writeRanks(Iterable<Rank> ranks, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("ranks");
        for (Rank rank : ranks) {
            json.writeString(rank.name().toLowerCase(Locale.ROOT));
        }
        json.writeEndArray();
    }

    /** Without keys and masks, which are not for everybody. */
    private static void writeChanges(ChatEvent.ModesChanged changed, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("changes");
        for (ModeChange change : changed.changes()) {
            json.writeStartObject();
            switch (change) {
                case ModeChange.FlagChange(var flag, boolean on) -> {
                    json.writeStringField("mode", flag.name().toLowerCase(Locale.ROOT));
                    json.writeBooleanField("on", on);
                }
                case ModeChange.KeyChange(String key) -> {
                    json.writeStringField("mode", "key");
                    json.writeBooleanField("on", !key.isEmpty());
                }
                case ModeChange.LimitChange(int limit) -> {
                    json.writeStringField("mode", "limit");
                    json.writeBooleanField("on", limit > 0);
                    json.writeNumberField("limit", limit);
                }
                case ModeChange.MaskChange masking -> {
                    json.writeStringField("mode", masking.kind().name().toLowerCase(Locale.ROOT));
                    json.writeBooleanField("on", masking.on());
                    Json.writeText("names", String.join(", ", masking.meant()), json);
                }
                case ModeChange.RankChange ranking -> {
                    json.writeStringField("mode", ranking.rank().name().toLowerCase(Locale.ROOT));
                    json.writeBooleanField("on", ranking.on());
                    json.writeStringField("member", Long.toString(ranking.member()));
                    json.writeStringField("name", ranking.nickname().text());
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
