package dev.chatroom.server.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the lines of a head must be to be acted on. */
final class HeadRules {
    /** The longest body that is taken. */
    static final int MOST_BODY_BYTES = 64 * 1024;

    /** RFC 9112, section 3: one blank each. */
    private static final Pattern REQUEST_LINE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([!-~]+) HTTP/(\\d)\\.(\\d)");

    /** RFC 9112, section 5: no blank before the colon. Blanks around the value are taken off apart from it: to look for them here takes the square of their number. */
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)");

    /** RFC 3986, section 3.2, without what names a user. */
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[0-9A-Za-z._~%!$&'()*+,;=-]*)(:\\d{0,5})?");

    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    /** Of these one is enough, and a second would contradict it. */
    private static final Set<String> SINGLE =
            Set.of("host", "content-length", "content-type", "authorization", "origin");

    private HeadRules() {}

    static Parsed head(String requestLine, List<String> lines) {
        Matcher request = REQUEST_LINE.matcher(requestLine);
        if (!request.matches()) {
            return bad("A request line is METHOD TARGET HTTP/1.1, with one blank between them.");
        }
        if (!request.group(3).equals("1")) {
            return new Parsed.Malformed(Status.VERSION_NOT_SUPPORTED, "This server speaks HTTP/1.1.");
        }
        Map<String, String> fields = new HashMap<>();
        for (String line : lines) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                return bad("A header field is NAME: VALUE, on one line.");
            }
            String name = field.group(1).toLowerCase(Locale.ROOT);
            String value = withoutBlanksAround(field.group(2));
            String before = fields.putIfAbsent(name, value);
            if (before != null && SINGLE.contains(name)) {
                return bad("There can be only one %s.".formatted(name));
            } else if (before != null) {
                fields.put(name, before + ", " + value);
            }
        }
        return request(request, fields);
    }

    private static String withoutBlanksAround(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char sign) {
        return sign == ' ' || sign == '\t';
    }

    private static Parsed request(Matcher line, Map<String, String> fields) {
        boolean current = !line.group(4).equals("0");
        if (current && !fields.containsKey("host")) {
            return bad("A request of HTTP/1.1 names its host.");
        }
        if (fields.containsKey("transfer-encoding")) {
            return bad("A body needs its length in Content-Length; chunks are not taken.");
        }
        String length = fields.getOrDefault("content-length", "0");
        if (!LENGTH.matcher(length).matches()) {
            return bad("A length is a number.");
        }
        if (Long.parseLong(length) > MOST_BODY_BYTES) {
            return new Parsed.Malformed(
                    Status.CONTENT_TOO_LARGE, "A body may have %,d bytes.".formatted(MOST_BODY_BYTES));
        }
        String written = line.group(2);
        Optional<URI> absolute = absolute(written);
        String host = absolute.map(URI::getRawAuthority).orElseGet(() -> fields.getOrDefault("host", ""));
        Optional<Target> target = line.group(1).equals("OPTIONS") && written.equals("*")
                ? Optional.of(new Target(List.of(""), Map.of()))
                : Target.parse(absolute.map(HeadRules::inOriginForm).orElse(written));
        if (target.isEmpty()) {
            return bad("A target is a path, such as /rooms, with %XX for what is no ASCII.");
        }
        return isHost(host)
                ? new Parsed.Whole(new RequestHead(
                        line.group(1), target.get(), current, host.toLowerCase(Locale.ROOT), fields,
                        Integer.parseInt(length)))
                : bad("A host is a name or an address, with a port perhaps.");
    }

    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /** RFC 9112, section 3.2.2: it counts more than the field. */
    private static Optional<URI> absolute(String target) {
        if (!target.startsWith("http://") && !target.startsWith("https://")) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(target);
            return Optional.of(uri).filter(known -> known.getRawAuthority() != null);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static String inOriginForm(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static Parsed bad(String why) {
        return new Parsed.Malformed(Status.BAD_REQUEST, why);
    }
}
