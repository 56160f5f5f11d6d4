package dev.chatroom.server.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatroom.core.room.RoomSummary;
import java.io.IOException;
import java.util.List;

/** A list of rooms as JSON. */
public final class RoomsJson {
    private RoomsJson() {}

    /** The list as a field. */
    public static void write(List<RoomSummary> rooms, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("rooms");
        for (RoomSummary room : rooms) {
            json.writeStartObject();
            json.writeStringField("name", room.name().text());
            json.writeNumberField("people", room.present());
            Json.writeText("topic", room.topic().text(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
