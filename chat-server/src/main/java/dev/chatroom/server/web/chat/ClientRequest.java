package dev.chatroom.server.web.chat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatroom.server.web.json.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client asks for: an object of texts, numbers and truth values.
 *
 * @param verb what is to be done, the field {@code do}; empty if the client does not say
 * @param ref how the client calls the request, so that it knows the answer; empty if it does not say
 * @param fields all fields, as texts
 */
record ClientRequest(String verb, String ref, Map<String, String> fields) {
    private static final int MOST_REF = 64;

    /** What somebody sends to be acted on; empty if it is no request. */
    static Optional<ClientRequest> parse(String message) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = Json.FACTORY.createParser(message)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == null || !value.isScalarValue()) {
                    return Optional.empty();
                }
                if (value != JsonToken.VALUE_NULL) {
                    fields.put(name, json.getText());
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                return Optional.empty();
            }
        } catch (IOException malformed) {
            return Optional.empty();
        }
        String ref = fields.getOrDefault("ref", "");
        String verb = fields.getOrDefault("do", "");
        return ref.length() > MOST_REF
                ? Optional.empty()
                : Optional.of(new ClientRequest(verb, ref, Map.copyOf(fields)));
    }

    /** A field that is a whole number from 0; empty if it is not there, or is none. */
    OptionalLong number(String name) {
        try {
            long number = Long.parseLong(of(name));
            return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    /** Whether the field is there and is no such number. */
    boolean isNoNumber(String name) {
        return !of(name).isEmpty() && number(name).isEmpty();
    }

    /** A field; empty if it is not there. */
    String of(String name) {
        return fields.getOrDefault(name, "");
    }
}
