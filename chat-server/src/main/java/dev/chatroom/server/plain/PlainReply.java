package dev.chatroom.server.plain;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.memory.HeapSize;
import dev.chatroom.core.store.HistoryPoint;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a plain user is answered with. */
sealed interface PlainReply extends Delivery.Reply<ChatEvent> {
    /** As each of the following is, besides what it refers to. */
    int OBJECT = 16;

    /**
     * A line.
     *
     * @param text without its end
     */
    record Line(String text) implements PlainReply {
        /** Refuses null. */
        public Line {
            Objects.requireNonNull(text, "a line is not null");
        }

        @Override
        public int weight() {
            return OBJECT + HeapSize.string(text);
        }
    }

    /** A question whose answer the client is not to show on its screen. */
    record SecretQuestion(String question) implements PlainReply {
        @Override
        public int weight() {
            return OBJECT + HeapSize.string(question);
        }
    }

    /** The client may show again what its user types. */
    record SecretTaken() implements PlainReply {
        @Override
        public int weight() {
            return OBJECT;
        }
    }

    /** What a report on a room is to be read for. */
    sealed interface OnRoom extends PlainReply {}

    /**
     * The user has just come in, and is shown around; further lines follow, and then what was said before.
     *
     * @param missed since when the user has missed what was said, if the user is back
     */
    record Entered(List<String> afterwards, Optional<HistoryPoint> missed) implements OnRoom {
        @Override
        public int weight() {
            return OBJECT + weightOf(afterwards);
        }
    }

    /** What the room is about. */
    record TopicAsked() implements OnRoom {
        @Override
        public int weight() {
            return OBJECT;
        }
    }

    /** Who is there. */
    record MembersAsked() implements OnRoom {
        @Override
        public int weight() {
            return OBJECT;
        }
    }

    /**
     * How the room is run.
     *
     * @param inFull whether it is for somebody who runs it
     */
    record ModesAsked(boolean inFull) implements OnRoom {
        @Override
        public int weight() {
            return OBJECT;
        }
    }

    /** Nothing of the room, but these lines, behind what has just happened there. */
    record Lines(List<String> lines) implements OnRoom {
        @Override
        public int weight() {
            return OBJECT + weightOf(lines);
        }
    }

    private static int weightOf(List<String> lines) {
        return OBJECT + HeapSize.array(HeapSize.REFERENCE * lines.size())
                + lines.stream().mapToInt(HeapSize::string).sum();
    }
}
