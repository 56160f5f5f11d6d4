package dev.chatroom.server.faults;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients ask for again and again, as fast as they may. The rooms and people are those of a {@link FullServer}. */
enum Question {
    LIST_OF_64_MASKS("LIST " + stars(64)),
    LIST_OF_16_MASKS("LIST " + stars(16)),
    LIST("LIST"),
    WHO_EVERYBODY("WHO *"),
    WHO_ROOM("WHO #big"),
    NAMES("NAMES #big"),
    WHOIS("WHOIS person0"),
    WHOWAS("WHOWAS former"),
    CHATHISTORY("CHATHISTORY LATEST #talk * 200"),
    MODE_B("MODE #bans b"),
    JOIN_AND_PART("PART #big\r\nJOIN #big"),
    CAP_LS("CAP LS 302"),
    PING_OF_400_LETTERS("PING " + "p".repeat(400)),
    SLASH_WHO("/who big"),
    SLASH_ROOMS("/rooms"),
    SLASH_HISTORY("/history 200"),
    SLASH_HELP("/help"),
    CONNECT(null),
    TLS_HANDSHAKE(null),
    ALL_OF_THEM(null);

    /** What is asked with lines, one client this and the next that. */
    static final List<Question> WITH_LINES =
            List.of(values()).stream().filter(question -> question.line != null).toList();

    private final @Nullable String line;

    Question(@Nullable String line) {
        this.line = line;
    }

    /** Masks that fit nothing and everything almost. */
    private static String stars(int number) {
        return String.join(",", Collections.nCopies(number, "*o*o*x"));
    }

    boolean isAskedInLines() {
        return line != null;
    }

    private boolean isIrc() {
        return line != null && !line.startsWith("/");
    }

    /** What a client says to come in, and what it reads then. */
    Map.Entry<String, String> introduction(String name) {
        return isIrc()
                ? Map.entry("NICK %s\r\nUSER u 0 * :u\r\nJOIN #big,#talk,#bans\r\nPING :ready\r\n".formatted(name),
                        ":ready\r\n")
                : Map.entry("/nick %s\n/join talk\n/join big\n/topic\n".formatted(name), "* no topic is set\n");
    }

    /** The question so often that it fills some kilobytes. */
    String repeated() {
        String once = line + "\r\n";
        return once.repeat(Math.max(1, 4_096 / once.length()));
    }

    /** As it stands in a table. */
    String title() {
        return switch (this) {
            case LIST_OF_64_MASKS -> "LIST, 64 masks of stars";
            case LIST_OF_16_MASKS -> "LIST, 16 masks of stars";
            case NAMES -> "NAMES of 600";
            case WHO_ROOM -> "WHO of 600";
            case CHATHISTORY -> "CHATHISTORY 200";
            case MODE_B -> "MODE b of 100 masks";
            case JOIN_AND_PART -> "JOIN and PART";
            case PING_OF_400_LETTERS -> "PING of 400 letters";
            case CONNECT -> "connect and vanish";
            case TLS_HANDSHAKE -> "TLS handshakes";
            case ALL_OF_THEM -> "all of them";
            case LIST, WHO_EVERYBODY, WHOIS, WHOWAS, CAP_LS, SLASH_WHO, SLASH_ROOMS, SLASH_HISTORY, SLASH_HELP -> line;
        };
    }
}
