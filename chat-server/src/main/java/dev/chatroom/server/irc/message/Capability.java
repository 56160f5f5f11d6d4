package dev.chatroom.server.irc.message;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a client can ask for beyond the oldest protocol, by IRCv3 (https://ircv3.net/irc/#specifications). */
public enum Capability {
    ACCOUNT_NOTIFY("account-notify"),
    ACCOUNT_TAG("account-tag"),
    AWAY_NOTIFY("away-notify"),
    BATCH("batch"),
    CAP_NOTIFY("cap-notify"),
    CHGHOST("chghost"),
    ECHO_MESSAGE("echo-message"),
    EXTENDED_JOIN("extended-join"),
    EXTENDED_MONITOR("extended-monitor"),
    INVITE_NOTIFY("invite-notify"),
    LABELED_RESPONSE("labeled-response"),
    MESSAGE_TAGS("message-tags"),
    MULTI_PREFIX("multi-prefix"),
    NO_IMPLICIT_NAMES("no-implicit-names"),
    SERVER_TIME("server-time"),
    SETNAME("setname"),
    STANDARD_REPLIES("standard-replies"),
    USERHOST_IN_NAMES("userhost-in-names"),
    CHATHISTORY("draft/chathistory"),
    EVENT_PLAYBACK("draft/event-playback"),
    MESSAGE_REDACTION("draft/message-redaction"),
    READ_MARKER("draft/read-marker"),
    SEARCH("soju.im/search");

    private static final Map<String, Capability> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Capability::word, Function.identity()));

    private final String word;

    Capability(String word) {
        this.word = word;
    }

    /** As clients write it. */
    public String word() {
        return word;
    }

    /** The capability of this word, which is written in lower case; null if there is none. */
    public static @Nullable Capability of(String word) {
        return BY_WORD.get(word);
    }
}
