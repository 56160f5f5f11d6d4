package dev.chatroom.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The JSON Schema of chat.v1.json, and what it finds fault with. */
public final class ProtocolSchema {
    /** As the server gives it away. */
    public static final String TEXT = read();

    private static final String AT = "https://example.org/api/schema.json";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(AT, TEXT)));
    private static final Schema REQUEST = part("/$defs/request");
    private static final Schema MESSAGE = part("/$defs/message");

    private ProtocolSchema() {}

    /** What is wrong with something that a client sends; empty if nothing is. */
    public static List<String> faultsOfRequest(String request) {
        return faults(REQUEST, request, "do", "Request");
    }

    /** What is wrong with something that the server sends; empty if nothing is. */
    public static List<String> faultsOfMessage(String message) {
        return faults(MESSAGE, message, "type", "Message");
    }

    /** What is wrong with the schema itself. */
    public static List<String> faultsOfItself() {
        return words(SCHEMAS.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(TEXT, InputFormat.JSON));
    }

    /** The words that the field {@code do} of requests can be, each with a schema of its own. */
    public static Set<String> requests() {
        return alternatives("request", "do", "Request");
    }

    /** The words that the field {@code type} of messages can be, each with a schema of its own. */
    public static Set<String> messages() {
        return alternatives("message", "type", "Message");
    }

    /** The words that the field {@code code} of a refusal can be. */
    public static Set<String> codes() {
        return StreamSupport.stream(at("/$defs/refusedMessage/properties/code/enum").spliterator(), false)
                .map(JsonNode::asString).collect(Collectors.toSet());
    }

    private static Set<String> alternatives(String union, String field, String suffix) {
        return StreamSupport.stream(at("/$defs/" + union + "/oneOf").spliterator(), false)
                .map(each -> each.get("$ref").asString().substring(1))
                .map(path -> {
                    String word = at(path + "/properties/" + field + "/const").asString();
                    if (!path.equals("/$defs/" + word + suffix)) {
                        throw new AssertionError(path + " is the schema of " + word);
                    }
                    return word;
                })
                .collect(Collectors.toSet());
    }

    private static List<String> faults(Schema union, String json, String field, String suffix) {
        List<String> all;
        try {
            all = words(union.validate(
                    json, InputFormat.JSON,
                    context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))));
        } catch (RuntimeException malformed) {
            return List.of(malformed + ": " + json);
        }
        // All alternatives complain; those that this is one of say what matters.
        String own = Pattern.compile("\"" + field + "\":\"(\\w+)\"").matcher(json).results().findFirst()
                .map((MatchResult match) -> "/$defs/" + match.group(1) + suffix).orElse("/");
        List<String> ofItself = all.stream().filter(fault -> fault.contains(own)).toList();
        return ofItself.isEmpty() ? all : ofItself;
    }

    private static List<String> words(List<Error> errors) {
        return errors.stream().map(error -> error.getSchemaLocation() + ": " + error).toList();
    }

    private static JsonNode at(String path) {
        return SCHEMAS.getSchema(SchemaLocation.of(AT)).getSchemaNode().at(path);
    }

    private static Schema part(String path) {
        return SCHEMAS.getSchema(SchemaLocation.of(AT + "#" + path));
    }

    private static String read() {
        try (InputStream in = ProtocolSchema.class.getResourceAsStream("page/schema.json")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
