package dev.chatroom.server.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the field {@code Forwarded} (RFC 7239, section 4): elements between commas, each with pairs between semicolons, whose values may be
 * quoted. Values without quotes may have any character that ends none, not only those of tokens.
 *
 * <p>A client may have begun the field, and the proxy has added to it. A quote that the client leaves open makes the whole field malformed: the
 * proxy's own quotes come in pairs, so that one is left open at the end.
 */
final class ForwardedField {
    private final String text;
    private int at;

    private ForwardedField(String text) {
        this.text = text;
    }

    /** The steps, as they are written; empty if it is malformed. */
    static Optional<List<Hop>> parse(String value) {
        return new ForwardedField(value).hops();
    }

    private Optional<List<Hop>> hops() {
        List<Hop> hops = new ArrayList<>();
        Map<String, String> pairs = new HashMap<>();
        boolean more = true;
        while (more) {
            skipBlanks();
            if (!atDelimiter() && !readPair(pairs)) {
                return Optional.empty();
            }
            skipBlanks();
            if (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ';') {
                return Optional.empty();
            }
            if ((at == text.length() || text.charAt(at) == ',') && !pairs.isEmpty()) {
                hops.add(new Hop(
                        pairs.getOrDefault("for", ""), pairs.getOrDefault("proto", ""),
                        pairs.getOrDefault("host", "")));
                pairs.clear();
            }
            more = at < text.length();
            at++;
        }
        return Optional.of(hops);
    }

    private boolean atDelimiter() {
        return at == text.length() || text.charAt(at) == ',' || text.charAt(at) == ';';
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    /** False if there is none, or a second of its name. */
    private boolean readPair(Map<String, String> pairs) {
        int begin = at;
        while (at < text.length() && isOfToken(text.charAt(at)) && text.charAt(at) != '=') {
            at++;
        }
        if (at == begin || at == text.length() || text.charAt(at) != '=') {
            return false;
        }
        String name = text.substring(begin, at).toLowerCase(Locale.ROOT);
        at++;
        Optional<String> value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
        return value.isPresent() && pairs.putIfAbsent(name, value.get()) == null;
    }

    private Optional<String> token() {
        int begin = at;
        while (at < text.length() && isOfToken(text.charAt(at))) {
            at++;
        }
        return at == begin ? Optional.empty() : Optional.of(text.substring(begin, at));
    }

    private static boolean isOfToken(char c) {
        return c > ' ' && c < 0x7F && c != '"' && c != '\\' && c != ',' && c != ';';
    }

    private Optional<String> quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at < text.length()) {
                value.append(text.charAt(at));
            }
            at++;
        }
        if (at >= text.length()) {
            return Optional.empty();
        }
        at++;
        return Optional.of(value.toString());
    }
}
