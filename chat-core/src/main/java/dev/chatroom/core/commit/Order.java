package dev.chatroom.core.commit;

import dev.chatroom.core.broadcast.FallbackExecutor;
import dev.chatroom.core.commit.Request.Answer;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.order.Placement;
import dev.chatroom.core.order.Rejection;
import dev.chatroom.core.order.Sequencer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The order of all rooms of a chat, and what this chat has underway to it. For any thread. */
public final class Order {
    /** From so many events underway on, each user has one at most, so that all get their turn. */
    private static final int CROWD = 2_048;

    private final Sequencer sequencer;

    /** What is underway, by the ids with which the events were appended. */
    private final ConcurrentHashMap<Long, Request<?>> underway = new ConcurrentHashMap<>();

    private final boolean placesAtOnce;
    private volatile boolean closed;

    public Order(Sequencer sequencer) {
        this.sequencer = sequencer;
        this.placesAtOnce = sequencer.placesAtOnce();
    }

    /** Applies what is handed over. */
    @FunctionalInterface
    public interface Target {

        /**
         * Applies an event that has its place.
         *
         * @param own what asked for the event; null if another chat did
         * @return the room where it happened, whose readers are woken later; null if nowhere
         */
        @Nullable RoomRequests apply(RoomEvent event, long id, Instant at, @Nullable Request<?> own);
    }

    /** What asked for an event that has been handed over, and its id when it was appended. */
    private record Answered(long appended, Request<?> request) {}

    private final class Handover implements Sequencer.Receiver {
        private final Target target;

        /** The last that was handed over: a stream may repeat itself. Written by one thread at a time. */
        private volatile long last;

        /** The rooms whose readers have not been told of all; used by one thread at a time, as the next. */
        private final Set<RoomRequests> due = new LinkedHashSet<>();

        /** Those who are told when the readers have been. */
        private final List<Answered> answered = new ArrayList<>();

        Handover(Target target) {
            this.target = target;
        }

        @Override
        public void apply(RoomEvent event, long id, Instant at) {
            if (id <= last || closed) {
                return;
            }
            last = id;
            // It stays underway until it is answered, since whoever closes the chat answers all that is.
            Request<?> own = underway.get(event.id());
            if (own != null) {
                answered.add(new Answered(event.id(), own));
            }
            RoomRequests room = target.apply(event, id, at, own);
            if (room != null) {
                due.add(room);
            }
        }

        @Override
        public void endBatch() {
            due.forEach(RoomRequests::wake);
            due.clear();
            for (Answered each : answered) {
                underway.remove(each.appended());
                each.request().answer(each.request().hasHappened() ? Answer.HAPPENED : Answer.GONE);
            }
            answered.clear();
        }

        @Override
        public void refuse(long id, Rejection why) {
            Request<?> refused = underway.remove(id);
            if (refused != null) {
                refused.answer(switch (why) {
                    case OVERTAKEN -> Answer.OVERTAKEN;
                    case CUT_OFF -> Answer.CUT_OFF;
                });
            }
        }
    }

    /** Begins to hand over what has a place. */
    public void open(Target target) {
        sequencer.open(new Handover(target));
    }

    public boolean placesAtOnce() {
        return placesAtOnce;
    }

    /** Whether so much is underway that nobody is to have several lines underway. */
    boolean isCrowded() {
        return underway.mappingCount() > CROWD;
    }

    public boolean isCutOff() {
        return sequencer.isCutOff();
    }

    /** Asks for a place; under the append lock. */
    Placement append(RoomEvent event, long after, Request<?> request) {
        if (!placesAtOnce) {
            // First, since it may be handed over before this returns.
            request.expectAnswer();
            underway.put(event.id(), request);
        }
        Placement placement = ask(event, after);
        if (placement != Placement.UNDERWAY) {
            forget(event);
        } else if (closed) {
            // Closing sets the flag and then answers all; here the request is entered first, so none waits for ever.
            answerAll();
        }
        return placement;
    }

    private Placement ask(RoomEvent event, long after) {
        Placement placement;
        try {
            placement = sequencer.append(event, after);
        } catch (Throwable broken) {
            FallbackExecutor.report(broken);
            return Placement.CUT_OFF;
        }
        if (placement == (placesAtOnce ? Placement.UNDERWAY : Placement.PLACED)) {
            forget(event);
            throw new IllegalStateException("a sequencer that says " + placement + " must not say so");
        }
        return placement;
    }

    private void forget(RoomEvent event) {
        if (!placesAtOnce) {
            underway.remove(event.id());
        }
    }

    /** Nothing more is handed over, and nobody waits any more. */
    public void close() {
        closed = true;
        FallbackExecutor.call(sequencer::close);
        answerAll();
    }

    private void answerAll() {
        for (Long id : List.copyOf(underway.keySet())) {
            Request<?> request = underway.remove(id);
            if (request != null) {
                request.answer(Answer.GONE);
            }
        }
    }
}
