package dev.chatroom.server.plain;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.memory.HeapSize;
import java.util.List;

/** What a plain user is answered with, besides lines of text. */
sealed interface PlainReply extends Delivery.Reply<ChatEvent> {
    /** As each of the following is, besides what it refers to. */
    int OBJECT = 16;

    /** What a report on a room is to be read for. */
    sealed interface OnRoom extends PlainReply {}

    /** The user has just come in, and is shown around; further lines follow, and then what was said before. */
    record Entered(List<String> afterwards) implements OnRoom {
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

    /** So much of what was said before. */
    record HistoryAsked(int messages) implements OnRoom {
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
