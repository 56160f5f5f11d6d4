package dev.chatroom.server.cluster.order;

import dev.chatroom.core.codec.EventCodec;
import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.order.Rejection;
import dev.chatroom.core.order.Sequencer.Receiver;
import dev.chatroom.server.cluster.broker.ClusterLog;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.support.NatsJetStreamConstants;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hands the messages of the stream over to the chat, each once, as events. Owned by the reader's thread. */
final class Handover {
    private final Underway underway;
    private final ClusterLog log;
    private final Receiver receiver;

    private final BatchPace batches = new BatchPace();

    /** Up to where messages were handed over or left out; read by any thread. */
    private volatile StreamPlace place;

    /** Set by any thread: nothing more is handed over. */
    private volatile boolean closed;

    /** @param place up to which the chat needs nothing more */
    Handover(Underway underway, ClusterLog log, Receiver receiver, StreamPlace place) {
        this.underway = underway;
        this.log = log;
        this.receiver = receiver;
        this.place = place;
    }

    StreamPlace place() {
        return place;
    }

    long last() {
        return place.sequence();
    }

    /** @param now by the nanosecond clock */
    void take(Message message, long sequence, Instant at, long now) {
        StreamPlace before = place;
        if (sequence <= before.sequence() || closed) {
            return; // The stream repeats itself.
        }
        RoomEvent event = event(message, sequence);
        if (event == null) {
            place = new StreamPlace(sequence, before.id(), before.at());
            return;
        }
        // The broker's clock may be set back, and another broker may have another.
        Instant placedAt = at.isAfter(before.at()) ? at : before.at();
        long id = EventPlace.id(sequence, placedAt, before.id());
        batches.add(now);
        try {
            receiver.apply(event, id, placedAt);
        } catch (Throwable fault) {
            log.fault(fault);
        }
        place = new StreamPlace(sequence, id, placedAt);
    }

    /** Leaves out a message that cannot be taken; of which nothing is known. */
    void leaveOut(long sequence, String reason) {
        StreamPlace before = place;
        if (sequence > before.sequence() && !closed) {
            log.skipped(sequence, reason);
            place = new StreamPlace(sequence, before.id(), before.at());
        }
    }

    /** An event of this node is the one that it appended; null for what cannot be read. */
    private @Nullable RoomEvent event(Message message, long sequence) {
        try {
            Headers headers = message.getHeaders();
            RoomEvent own = underway.take(headers == null ? null : headers.getFirst(NatsJetStreamConstants.MSG_ID_HDR));
            return own == null ? read(message.getData(), sequence) : own;
        } catch (RuntimeException unforeseen) {
            log.skipped(sequence, unforeseen.toString());
            return null;
        }
    }

    private @Nullable RoomEvent read(byte @Nullable [] form, long sequence) {
        try {
            if (form != null && EventCodec.decode(form) instanceof RoomEvent event) {
                return event;
            }
            log.skipped(sequence, "nothing that happens in a room");
        } catch (MalformedEventException unreadable) {
            log.skipped(sequence, String.valueOf(unreadable.getMessage()));
        }
        return null;
    }

    /**
     * Lets the chat's readers read what has been handed over, if it is time for that.
     *
     * @param more whether the next message is there already
     * @return for how long to wait for the next message at most before this is called again, in nanoseconds; 0 if it makes no difference
     */
    long endBatchIfDue(boolean more, long now) {
        long wait = batches.untilEnd(more, now);
        if (wait <= 0 && batches.end(now)) {
            endBatch();
        }
        return Math.max(0, wait);
    }

    /** The same, in any case. */
    void endBatch() {
        if (!closed) {
            try {
                receiver.endBatch();
            } catch (Throwable fault) {
                log.fault(fault);
            }
        }
    }

    void refuse(long id, Rejection why) {
        if (!closed) {
            try {
                receiver.refuse(id, why);
            } catch (Throwable fault) {
                log.fault(fault);
            }
        }
    }

    void close() {
        closed = true;
    }
}
