package dev.chatroom.core;

import java.util.Map;
import java.util.Optional;

/**
 * What somebody is about to say, to a room or to one user.
 *
 * @param kind in which manner
 * @param text the words; empty if and only if there are none to be said
 * @param tags what else the author's program tells those of the others; passed on unread
 * @param rank the rank that members of a room need to read it; absent if all may
 */
public record Draft(Kind kind, String text, Map<String, String> tags, Optional<Rank> rank) {

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

    /** Copies the tags. */
    public Draft {
        tags = Map.copyOf(tags);
    }

    /** Something said to all. */
    public static Draft said(String text) {
        return new Draft(Kind.SAID, text, Map.of(), Optional.empty());
    }

    /** An action. */
    public static Draft emoted(String text) {
        return new Draft(Kind.EMOTED, text, Map.of(), Optional.empty());
    }

    /** The event that it becomes in a room. */
    ChatEvent.RoomEvent posted(Stamp stamp, Audience audience) {
        return switch (kind) {
            case SAID -> new ChatEvent.Said(stamp, text, tags, audience);
            case EMOTED -> new ChatEvent.Emoted(stamp, text, tags, audience);
            case NOTICED -> new ChatEvent.Noticed(stamp, text, tags, audience);
            case TAGGED -> new ChatEvent.Tagged(stamp, tags, audience);
        };
    }
}
