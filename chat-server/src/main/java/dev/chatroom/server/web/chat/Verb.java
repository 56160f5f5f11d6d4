package dev.chatroom.server.web.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a client can ask for: the field {@code do} of a request. */
enum Verb {
    LOGIN,
    NICK,
    JOIN,
    LEAVE,
    SAY,
    EMOTE,
    TELL,
    TYPING,
    TOPIC,
    REDACT,
    AWAY,
    BACK,
    WHO,
    ROOMS,
    HISTORY,
    SEARCH,
    COMMAND,
    PING;

    private static final Map<String, Verb> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Verb::word, Function.identity()));

    /** What this word asks for; empty if it is no such word. */
    static Optional<Verb> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** Whether the events that it makes are its answer; all others have an answer besides, which alone has the reference. */
    boolean isAnsweredByEvents() {
        return switch (this) {
            case SAY, EMOTE, TYPING, TOPIC, REDACT, COMMAND -> true;
            case LOGIN, NICK, JOIN, LEAVE, TELL, AWAY, BACK, WHO, ROOMS, HISTORY, SEARCH, PING -> false;
        };
    }

    /** As requests have it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
