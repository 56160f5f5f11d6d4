package dev.chatroom.server.irc.client;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.memory.HeapSize;
import dev.chatroom.core.store.HistoryPoint;

/** What an IRC client is answered with. */
public sealed interface IrcReply extends Delivery.Reply<ChatEvent> {

    /**
     * A line.
     *
     * @param tag the tag by which it is known as an answer, or as part of a batch; empty if it has none
     * @param line the line with other tags that it may have, without its end
     */
    record Line(String tag, String line) implements IrcReply {
        private static final int OBJECT = 24;

        /** A line that has no such tag. */
        public Line(String line) {
            this("", line);
        }

        /** A line of a batch; within another batch it names only the inner one. */
        public static Line ofBatch(String reference, String line) {
            return new Line("batch=" + reference, line);
        }

        /** The same with this tag, unless it has one. */
        public Line tagged(String wanted) {
            return tag.isEmpty() && !wanted.isEmpty() ? new Line(wanted, line) : this;
        }

        /** The line as it is sent. */
        public String text() {
            if (tag.isEmpty()) {
                return line;
            }
            return line.startsWith("@") ? "@" + tag + ";" + line.substring(1) : "@" + tag + " " + line;
        }

        @Override
        public int weight() {
            return OBJECT + HeapSize.string(tag) + HeapSize.string(line);
        }
    }

    /** What a report on a channel is to be read for. */
    sealed interface OnChannel extends IrcReply {

        /** Whom it is for. */
        Recipient to();

        /** The tag that its lines have as part of a batch; empty if they are part of none. */
        String tag();
    }

    /**
     * The client has just come into the channel, and is told what it is like.
     *
     * @param names whether it is told who is there, if these are not many
     * @param readUpTo how far it has read there ({@link ReadMarkers#valueOf}); empty if it is not to be told
     * @param since after which point it is told what was said before
     * @param playback the reference of the batch in which it is told what was said before; empty if it knows no batches
     */
    record Welcome(
            Recipient to, String tag, boolean names, String readUpTo, HistoryPoint since, String playback)
            implements OnChannel {
        private static final int OBJECT = 32;

        @Override
        public int weight() {
            return OBJECT + Recipient.WEIGHT + HeapSize.string(readUpTo) + HeapSize.string(playback);
        }
    }

    /** The members on the view, as some of those who are there. */
    record Names(Recipient to, String tag) implements OnChannel {
        private static final int OBJECT = 16;

        @Override
        public int weight() {
            return OBJECT + Recipient.WEIGHT;
        }
    }
}
