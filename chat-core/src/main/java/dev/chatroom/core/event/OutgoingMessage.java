package dev.chatroom.core.event;

import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Text;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody is about to say, to a room or to one user. Words are bounded by {@code Limit.MESSAGE}, tags by {@code
 * Limit.TAGS}; what has neither is refused.
 *
 * @param kind in which manner
 * @param text the words; empty if and only if there are none to be said
 * @param tags what else the author's program tells those of the others; passed on unread
 * @param rank the rank that members of a room need to read it, or a higher one; absent if all may. Its author may read
 *     it in any case. Of no meaning for a message to one user
 */
public record OutgoingMessage(Kind kind, String text, MessageTags tags, Optional<Rank> rank) {

    /** The manners of saying something. */
    public enum Kind {
        /** Said. */
        SAID,
        /** Done, as in "bob waves". */
        EMOTED,
        /** Announced, by a program perhaps; nothing must answer it by itself. */
        NOTICED,
        /** Not said at all: only the tags are meant. */
        TAGGED
    }

    /**
     * Checks what cannot be meant, and refuses null.
     *
     * @throws IllegalArgumentException if there are words where only the tags are meant
     */
    public OutgoingMessage {
        Objects.requireNonNull(kind, "no kind");
        Objects.requireNonNull(text, "words are not null, only empty");
        Objects.requireNonNull(tags, "tags are not null, only none");
        Objects.requireNonNull(rank, "no rank is an empty one");
        if (kind == Kind.TAGGED && !text.isEmpty()) {
            throw new IllegalArgumentException("only tags are meant, but there are words: " + text);
        }
    }

    /** With tags by their keys. */
    public OutgoingMessage(Kind kind, String text, Map<String, String> tags, Optional<Rank> rank) {
        this(kind, text, MessageTags.of(tags), rank);
    }

    /** Something said to all. */
    public static OutgoingMessage said(String text) {
        return new OutgoingMessage(Kind.SAID, text, MessageTags.NONE, Optional.empty());
    }

    /** An action. */
    public static OutgoingMessage emoted(String text) {
        return new OutgoingMessage(Kind.EMOTED, text, MessageTags.NONE, Optional.empty());
    }

    /** The event that it becomes in a room. */
    public ChatEvent.RoomEvent posted(EventHeader stamp, Audience audience) {
        return switch (kind) {
            case SAID -> new ChatEvent.Said(stamp, Text.of(text), tags, audience);
            case EMOTED -> new ChatEvent.Emoted(stamp, Text.of(text), tags, audience);
            case NOTICED -> new ChatEvent.Noticed(stamp, Text.of(text), tags, audience);
            case TAGGED -> new ChatEvent.Tagged(stamp, tags, audience);
        };
    }
}
