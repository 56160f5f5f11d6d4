package dev.chatroom.server.irc.client;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.memory.HeapSize;

/** What an IRC client is answered with, besides lines. */
public sealed interface IrcReply extends Delivery.Reply<ChatEvent> {

    /** What a report on a channel is to be read for. */
    sealed interface OnChannel extends IrcReply {

        /** Whom it is for. */
        Recipient to();

        /** The reference of the batch that its lines are part of; empty if of none. */
        String batch();
    }

    /**
     * The client has just come into the channel, and is told what it is like.
     *
     * @param names whether it is told who is there, if these are not many
     * @param readUpTo how far it has read there ({@link ReadMarkers#valueOf}); empty if it is not to be told
     * @param playback the reference of the batch in which it is told what was said before; empty if it knows no batches
     */
    record Welcome(Recipient to, String batch, boolean names, String readUpTo, String playback) implements OnChannel {
        private static final int OBJECT = 32;

        @Override
        public int weight() {
            return OBJECT + Recipient.WEIGHT + HeapSize.string(readUpTo) + HeapSize.string(playback);
        }
    }

    /** The members on the view, as some of those who are there. */
    record Names(Recipient to, String batch) implements OnChannel {
        private static final int OBJECT = 16;

        @Override
        public int weight() {
            return OBJECT + Recipient.WEIGHT;
        }
    }
}
