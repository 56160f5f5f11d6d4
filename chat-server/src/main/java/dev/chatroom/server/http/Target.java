package dev.chatroom.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request is for.
 *
 * @param path the segments of the path, decoded: {@code /rooms/a%2Fb} has the two {@code rooms} and {@code a/b}
 * @param query the parameters, decoded; of several with one name the first counts
 */
public record Target(List<String> path, Map<String, String> query) {

    /** Copies. */
    public Target {
        path = List.copyOf(path);
        query = Map.copyOf(query);
    }

    /** The parameter of this name. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** The target in origin form (RFC 9112, section 3.2.1); empty if it is malformed. */
    static Optional<Target> parse(String written) {
        int question = written.indexOf('?');
        String path = question < 0 ? written : written.substring(0, question);
        String query = question < 0 ? "" : written.substring(question + 1);
        if (!path.startsWith("/") || written.indexOf('#') >= 0) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String each : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = each.indexOf('=');
            Optional<String> name = decoded(equals < 0 ? each : each.substring(0, equals), true);
            Optional<String> value = decoded(equals < 0 ? "" : each.substring(equals + 1), true);
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            String unused = parameters.putIfAbsent(name.get(), value.get());
        }
        List<Optional<String>> segments = List.of(path.substring(1).split("/", -1)).stream()
                .map(segment -> decoded(segment, false))
                .toList();
        return segments.stream().allMatch(Optional::isPresent)
                ? Optional.of(new Target(segments.stream().map(Optional::get).toList(), parameters))
                : Optional.empty();
    }

    /** Without percent encoding (RFC 3986, section 2.1); empty if that is malformed, or the result no UTF-8. */
    private static Optional<String> decoded(String text, boolean plusIsBlank) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return Optional.of(text);
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.put((byte) (c == '+' && plusIsBlank ? ' ' : c));
                continue;
            }
            int high = i + 2 <= text.length() - 1 ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 <= text.length() - 1 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return Optional.of(UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
