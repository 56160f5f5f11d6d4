package dev.chatroom.server.irc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line from the server, taken apart as strictly as the documents allow: whoever reads it like this cannot be fooled.
 *
 * @param tags the values, unescaped
 * @param source empty if there is none
 * @param parameters the last may be anything
 */
record ReceivedLine(String raw, Map<String, String> tags, String source, String command, List<String> parameters) {
    private static final int MOST_BODY_BYTES = 512;
    private static final int MOST_TAGS_BYTES = 8_191;
    private static final Pattern LINE = Pattern.compile(
            "(?:@(?<tags>[^ ]+) )?(?::(?<source>[^ ]+) )?(?<command>[A-Z]+|[0-9]{3})"
                    + "(?<middle>(?: [^ :][^ ]*)*)(?: :(?<last>.*))?\r\n",
            Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("(?<key>\\+?[^ ;=+]+)(?:=(?<value>[^ ;]*))?");

    static ReceivedLine parse(String line) {
        Matcher matcher = LINE.matcher(line);
        assertThat(matcher.matches()).as("a line by the grammar: '%s'", line).isTrue();
        assertThat(line.substring(0, line.length() - 2)).as("a line").doesNotContain("\r").doesNotContain("\n")
                .doesNotContain("\0");
        String tags = matcher.group("tags");
        int tagsBytes = tags == null ? 0 : tags.getBytes(UTF_8).length + 2;
        assertThat(tagsBytes).as("bytes of tags of '%s'", line).isLessThanOrEqualTo(MOST_TAGS_BYTES);
        assertThat(line.getBytes(UTF_8).length - tagsBytes).as("bytes of '%s'", line)
                .isLessThanOrEqualTo(MOST_BODY_BYTES);
        List<String> parameters = new ArrayList<>();
        String middle = matcher.group("middle");
        if (!middle.isEmpty()) {
            parameters.addAll(List.of(middle.substring(1).split(" ", -1)));
        }
        if (matcher.group("last") != null) {
            parameters.add(matcher.group("last"));
        }
        String source = matcher.group("source");
        return new ReceivedLine(
                line, tags == null ? Map.of() : tags(tags), source == null ? "" : source, matcher.group("command"),
                List.copyOf(parameters));
    }

    boolean isNumeric() {
        return Character.isDigit(command.charAt(0));
    }

    String nick() {
        return source.replaceFirst("!.*", "");
    }

    String last() {
        return parameters.get(parameters.size() - 1);
    }

    String tag(String key) {
        return tags.getOrDefault(key, "");
    }

    /**
     * What it says, in one form however it is written: a numeric without the server's and the client's names, all else
     * behind who did it, unless that is the server. The last parameter has a colon where it needs one.
     */
    String brief() {
        StringBuilder brief = new StringBuilder(command);
        List<String> shown = isNumeric() ? parameters.subList(1, parameters.size()) : parameters;
        if (source.contains("!")) {
            brief.insert(0, nick() + " ");
        }
        for (int i = 0; i < shown.size(); i++) {
            String parameter = shown.get(i);
            boolean colon = i == shown.size() - 1
                    && (parameter.isEmpty() || parameter.startsWith(":") || parameter.contains(" "));
            brief.append(colon ? " :" : " ").append(parameter);
        }
        return brief.toString();
    }

    @Override
    public String toString() {
        return raw.strip();
    }

    private static Map<String, String> tags(String written) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : written.split(";", -1)) {
            Matcher matcher = TAG.matcher(tag);
            assertThat(matcher.matches()).as("a tag by the grammar: '%s'", tag).isTrue();
            String value = matcher.group("value");
            String before = tags.put(matcher.group("key"), value == null ? "" : unescape(value));
            assertThat(before).as("the tag before '%s' in '%s'", tag, written).isNull();
        }
        return tags;
    }

    private static String unescape(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (++i < value.length()) {
                char escaped = value.charAt(i);
                out.append(switch (escaped) {
                    case ':' -> ';';
                    case 's' -> ' ';
                    case 'r' -> '\r';
                    case 'n' -> '\n';
                    default -> escaped;
                });
            }
        }
        return out.toString();
    }
}
