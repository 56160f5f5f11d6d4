package dev.chatroom.server.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client says before the body of its request.
 *
 * @param method as it was sent
 * @param target what the request is for
 * @param current whether it is of HTTP/1.1, not of 1.0
 * @param host the host, with its port if it names one; empty if a client of HTTP/1.0 has not said
 * @param fields the header fields by their names in small letters; several of one name are joined with a comma
 * @param length how many bytes the body has
 */
public record RequestHead(
        String method, Target target, boolean current, String host, Map<String, String> fields, int length) {

    /** Copies. */
    public RequestHead {
        fields = Map.copyOf(fields);
    }

    /** Whether this is a host, with a port perhaps; nothing at all is one too. */
    public static boolean isHost(String text) {
        return HeadRules.isHost(text);
    }

    /** The field of this name, which is given in small letters. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** Whether a field that is a list names this token, which is given in small letters (RFC 9110, section 5.6.1). */
    public boolean lists(String name, String token) {
        return elements(name).map(element -> element.toLowerCase(Locale.ROOT)).anyMatch(token::equals);
    }

    /** The elements of a field that is a list. */
    public Stream<String> elements(String name) {
        return field(name).stream().flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .filter(element -> !element.isEmpty());
    }

    /** Whether the client expects to send more requests on this connection (RFC 9112, section 9.3). */
    boolean persists() {
        return !lists("connection", "close") && (current || lists("connection", "keep-alive"));
    }
}
