package dev.chatroom.server.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A JSON object (RFC 8259) in the making, its members in the order in which they are added. For one thread. */
final class Json {
    private final List<String> members = new ArrayList<>();

    Json add(String name, String value) {
        return member(name, quoted(value));
    }

    Json add(String name, long value) {
        return member(name, Long.toString(value));
    }

    Json add(String name, boolean value) {
        return member(name, Boolean.toString(value));
    }

    /** With three decimal places; not a number and infinity are null. */
    Json add(String name, double value) {
        return member(name, Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "null");
    }

    Json add(String name, OptionalLong value) {
        return value.isPresent() ? add(name, value.getAsLong()) : member(name, "null");
    }

    Json add(String name, OptionalDouble value) {
        return value.isPresent() ? add(name, value.getAsDouble()) : member(name, "null");
    }

    Json add(String name, Json value) {
        return member(name, value.toString());
    }

    /** The object, on one line. */
    @Override
    public String toString() {
        return "{" + String.join(",", members) + "}";
    }

    private Json member(String name, String value) {
        members.add(quoted(name) + ":" + value);
        return this;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
