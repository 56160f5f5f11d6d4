package dev.chatroom.server.cluster.order;

import dev.chatroom.core.codec.EventCodec;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.order.Rejection;
import dev.chatroom.core.order.Sequencer;
import io.nats.client.impl.Headers;
import io.nats.client.support.NatsJetStreamConstants;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this node has appended and what has not been answered. An event is answered when it is handed over, or when the broker
 * has refused it for good. As long as it may be in the stream, it is sent again, with the same id of the message, by which the
 * broker recognises a copy. {@link #append} is for any thread, all else for the reader's.
 */
final class Underway {
    /** So many events are underway at most. */
    static final int MOST = 4096;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(250);

    /** No message has this id. */
    private static final String NO_MESSAGE = "-";

    /** Sends a message without waiting; throws if it is certainly not sent. */
    @FunctionalInterface
    interface Publisher {
        void publish(String subject, String replyTo, Headers headers, byte[] form);
    }

    private final RoomSubjects subjects;

    /** With what the ids of this node's messages begin; unlike that of any other process. */
    private final String messageIds;

    private final String answers;
    private final Publisher publisher;
    private final LongSupplier nanoTime;

    private final ConcurrentHashMap<Long, Appended> events = new ConcurrentHashMap<>();

    /** The last that each author has underway, by the author's id. */
    private final ConcurrentHashMap<Long, Appended> lastOf = new ConcurrentHashMap<>();

    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong numbers = new AtomicLong();

    /** The ids of those that were overtaken by what has not been handed over yet; owned by the reader's thread. */
    private final Set<Long> overtaken = new HashSet<>();

    /** @param answers the subject under which the broker answers, followed by the event's id */
    Underway(RoomSubjects subjects, String messageIds, String answers, Publisher publisher, LongSupplier nanoTime) {
        this.subjects = subjects;
        this.messageIds = messageIds;
        this.answers = answers;
        this.publisher = publisher;
        this.nanoTime = nanoTime;
    }

    int size() {
        return size.get();
    }

    /**
     * Sends an event to the stream.
     *
     * @param known all up to this place has been handed over
     * @return whether it is underway; if not, it will not come
     */
    boolean append(RoomEvent event, long after, long known) {
        if (size.incrementAndGet() > MOST) {
            size.decrementAndGet();
            return false;
        }
        boolean isSpeech = after == Sequencer.ANYWHERE;
        Appended appended = new Appended(
                event, isSpeech ? subjects.speech(event.room()) : subjects.changes(event.room()),
                EventCodec.encode(event),
                messageIds + event.id(), after, known, numbers.incrementAndGet());
        appended.againAt(nanoTime.getAsLong() + PATIENCE);
        appended.follows(lastOf.put(event.author().userId(), appended));
        events.put(event.id(), appended);
        try {
            publish(appended);
        } catch (RuntimeException notSent) {
            remove(event.id());
            return false;
        }
        appended.sent();
        return true;
    }

    private void publish(Appended appended) {
        Headers headers = new Headers().put(NatsJetStreamConstants.MSG_ID_HDR, appended.messageId());
        if (appended.expected() >= 0) {
            headers.put(NatsJetStreamConstants.EXPECTED_LAST_SUB_SEQ_HDR, Long.toString(appended.expected()));
        }
        if (appended.comesTooLate()) {
            // The broker looks whether it has the message, and if not, does not take it.
            headers.put(NatsJetStreamConstants.EXPECTED_LAST_MSG_ID_HDR, NO_MESSAGE);
        }
        publisher.publish(appended.subject(), answers + appended.id(), headers, appended.form());
    }

    private @Nullable Appended remove(long id) {
        Appended removed = events.remove(id);
        if (removed != null) {
            size.decrementAndGet();
            lastOf.remove(removed.event().author().userId(), removed);
            removed.done();
        }
        return removed;
    }

    /** The event of a message that is being handed over, if it is this node's and nobody has been told of it; it is answered by that. */
    @Nullable RoomEvent take(@Nullable String messageId) {
        if (messageId == null || !messageId.startsWith(messageIds)) {
            return null;
        }
        long id = number(messageId);
        Appended own = events.get(id);
        if (own == null) {
            return null;
        }
        own.passEarlier();
        var unused = remove(id);
        return own.event();
    }

    /** The id of the event in that of its message; 0, which no event has, if somebody else has written something there. */
    private long number(String messageId) {
        try {
            return Long.parseLong(messageId, messageIds.length(), messageId.length(), 10);
        } catch (NumberFormatException foreign) {
            return 0;
        }
    }

    /** The broker has answered a copy. */
    void answered(long id, BrokerAnswer answer, Handover handover) {
        Appended appended = events.get(id);
        if (appended == null) {
            return;
        }
        switch (answer) {
            case BrokerAnswer.Stored() -> appended.stored();
            case BrokerAnswer.WrongPlace(long last) -> {
                if (last <= appended.known()) {
                    // The room has begun anew since, or the stream has forgotten that change, or nobody can read it.
                    appended.expect(last);
                    repeat(appended);
                } else {
                    appended.overtaken(last);
                    overtaken.add(id);
                    settle(handover);
                }
            }
            case BrokerAnswer.Missing() -> refuse(id, Rejection.CUT_OFF, handover);
            case BrokerAnswer.Refused() -> {
                if (appended.copies() == 1) {
                    refuse(id, Rejection.CUT_OFF, handover);
                } else {
                    appended.againAt(nanoTime.getAsLong() + PATIENCE);
                }
            }
            case BrokerAnswer.Undecided() -> appended.againAt(nanoTime.getAsLong() + SOON);
        }
    }

    /** Answers those that were overtaken by what has been handed over. */
    void settle(Handover handover) {
        if (overtaken.isEmpty()) {
            return;
        }
        overtaken.removeIf(id -> {
            Appended appended = events.get(id);
            if (appended == null || appended.stage() != Appended.Stage.OVERTAKEN) {
                return true;
            } else if (appended.overtakenBy() > handover.last()) {
                return false;
            }
            refuse(id, Rejection.OVERTAKEN, handover);
            return true;
        });
    }

    private void refuse(long id, Rejection why, Handover handover) {
        if (remove(id) != null) {
            handover.refuse(id, why);
        }
    }

    /** Sends again what has not been answered for long; only while all that the stream had has been handed over. */
    void repeatDue() {
        if (size.get() > 0) {
            long now = nanoTime.getAsLong();
            events.values().stream().filter(appended -> appended.isDue(now)).sorted(IN_ORDER).forEach(this::repeat);
        }
    }

    /** Sends all again, after the connection was lost: what the stream had until then has been handed over. */
    void repeatAll() {
        overtaken.clear();
        events.values().stream().filter(Appended::isSent).sorted(IN_ORDER).forEach(this::repeat);
    }

    private static final Comparator<Appended> IN_ORDER = Comparator.comparingLong(Appended::number);

    private void repeat(Appended appended) {
        appended.repeated();
        appended.againAt(nanoTime.getAsLong() + PATIENCE);
        try {
            publish(appended);
        } catch (RuntimeException notSent) {
            // It comes again.
        }
    }
}
