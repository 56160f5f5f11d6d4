package dev.chatroom.core.commit;

import dev.chatroom.core.commit.Request.Answer;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.people.LinesUnderway;
import dev.chatroom.core.text.RoomName;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what is asked of a room: waits for the place of each event where that comes later, and has it decided anew if
 * others were faster. With the append lock there is nothing to wait for. For any thread that holds no lock.
 */
public final class RoomRequests {
    /**
     * So often a change is decided, if others are faster each time. Where several nodes change one room at once, each of them is the
     * fastest about as often as another; so with four nodes hardly any change is refused.
     */
    private static final int MOST_TRIES = 64;

    private final RoomName room;
    private final RoomSettings settings;
    private final Committer committer;
    private final Order order;

    /** Held by who has a change underway; null if none ever is. Fair, so that everybody has a turn. */
    private final @Nullable ReentrantLock turn;

    /** How many are asked now, if that may take some time. */
    private final AtomicInteger asked = new AtomicInteger();

    public RoomRequests(RoomName room, RoomSettings settings, Order order, Committer committer) {
        this.room = room;
        this.settings = settings;
        this.committer = committer;
        this.order = order;
        this.turn = order.placesAtOnce() ? null : new ReentrantLock(true);
    }

    /** As {@link #performIfAny}, for what is never idle. */
    public <E extends RoomEvent> Outcome<E> perform(Request<E> request) {
        return Objects.requireNonNull(performIfAny(request), "a decision is not null");
    }

    /**
     * Has a change happen if it is decided so and the room is not closed, and wakes the readers. Returns when it is in the
     * state; not under a lock.
     *
     * @return what was decided, with the event as it has its place, or why that came to nothing: {@link Refusal.Gone},
     *         {@link Refusal.Overtaken} or {@link Refusal.CutOff}; null if nothing is to be changed
     */
    public <E extends RoomEvent> @Nullable Outcome<E> performIfAny(Request<E> request) {
        asked(1);
        takeTurn();
        try {
            request.around(() -> committer.begin(request));
            Outcome<E> outcome = settle(request);
            request.conclude(outcome);
            return outcome;
        } finally {
            passTurn();
            asked(-1);
            committer.wake();
        }
    }

    /** As {@link #perform}, for speech, which waits for no turn. */
    public <E extends RoomEvent> Outcome<E> say(Request<E> request) {
        asked(1);
        try {
            beginSpeech(request);
            return Objects.requireNonNull(settle(request), "a decision is not null");
        } finally {
            asked(-1);
        }
    }

    /** With the append lock nothing waits, and there is nothing to count. */
    private void asked(int more) {
        if (turn != null) {
            asked.addAndGet(more);
        }
    }

    /** Ends the room if nobody is in it, unless it is to stay then, or somebody may be underway to it. */
    public void closeIfEmpty() {
        committer.closeIfEmpty(() -> asked.get() == 0);
    }

    /**
     * As {@link #say}, without waiting for the place where that comes later.
     *
     * @param lines counts what is underway for the author, where anything is
     * @param later is told why nothing came of what was underway, by the thread that hands it over
     * @return why it is refused; empty if it has happened or is underway
     */
    public Optional<Refusal> sayAhead(Request<?> request, Supplier<LinesUnderway> lines, Consumer<Refusal> later) {
        if (order.placesAtOnce()) {
            committer.beginAndWake(request);
            return refusalOf(request);
        }
        LinesUnderway own = lines.get();
        own.begin(order.isCrowded() ? 1 : settings.limits().of(Limit.LINES_UNDERWAY), settings.beforeWaiting());
        asked(1);
        try {
            committer.begin(request);
        } catch (Throwable fault) {
            ended(own);
            throw fault;
        }
        if (!request.isUnderway()) {
            ended(own);
            return refusalOf(request);
        }
        request.whenAnswered(answer -> {
            ended(own);
            Refusal refusal = refusal(answer);
            if (refusal != null) {
                later.accept(refusal);
            }
        });
        return Optional.empty();
    }

    private void ended(LinesUnderway own) {
        asked(-1);
        own.end();
    }

    private static Optional<Refusal> refusalOf(Request<?> request) {
        return request.outcome() instanceof Refused<?>(Refusal refusal) ? Optional.of(refusal) : Optional.empty();
    }

    private @Nullable Refusal refusal(Answer answer) {
        return switch (answer) {
            case HAPPENED -> null;
            case GONE -> new Refusal.Gone();
            case CUT_OFF -> new Refusal.CutOff();
            case OVERTAKEN -> new Refusal.Overtaken(room);
        };
    }

    private void beginSpeech(Request<?> request) {
        if (order.placesAtOnce()) {
            committer.beginAndWake(request);
        } else {
            // Readers are woken when it is handed over, for all that is handed over with it.
            committer.begin(request);
        }
    }

    /** Waits for what is underway, and has it decided anew as often as others were faster, up to a bound. */
    <E extends RoomEvent> @Nullable Outcome<E> settle(Request<E> request) {
        if (request.isUnderway()) {
            settings.beforeWaiting().run();
        }
        for (int tries = 1; request.isUnderway(); tries++) {
            Refusal refusal = refusal(request.await());
            if (refusal == null) {
                return request.outcome();
            } else if (!(refusal instanceof Refusal.Overtaken) || tries == MOST_TRIES) {
                return new Refused<>(refusal);
            }
            request.around(() -> committer.begin(request));
        }
        return request.outcome();
    }

    /** The key of the room's name. */
    String key() {
        return room.key();
    }

    /** Wakes the readers for what has happened, unless that is so quiet that it can wait: it is then summed up later. Not under a lock. */
    void wake() {
        committer.wake();
    }

    /** Lets nothing happen in the room except by this thread, until it lets the room go. */
    public void hold() {
        committer.lock();
    }

    public void letGo() {
        committer.unlock();
    }

    /** Decides and appends, without waiting or waking anybody, even while the room is held; {@link #settle} has to follow. */
    void begin(Request<?> request) {
        committer.begin(request);
    }

    /** Whether what was refused so may be granted the next time, since the room itself has nothing against it. */
    public static boolean mayHappenLater(Refusal refusal) {
        return refusal instanceof Refusal.Overtaken || refusal instanceof Refusal.CutOff;
    }

    /** Tries a request again a second later, and again, until the room takes it or refuses it. Does not wait. */
    public void owe(Request<?> request) {
        settings.later().execute(() -> {
            committer.begin(request);
            committer.wake();
            if (request.isUnderway()) {
                request.whenAnswered(answer -> {
                    if (answer == Answer.OVERTAKEN || answer == Answer.CUT_OFF) {
                        owe(request);
                    }
                });
            } else if (request.outcome() instanceof Refused<?>(Refusal.CutOff cutOff)) {
                owe(request);
            }
        });
    }

    /**
     * Lets no other change of this chat be underway to the room meanwhile: those who wait for each other here need not be
     * told by the order that somebody was faster. With the append lock there is nothing to wait for. Turns of several rooms
     * are taken in the order of their keys, and before any lock.
     */
    void takeTurn() {
        if (turn != null) {
            settings.beforeWaiting().run();
            turn.lock();
        }
    }

    void passTurn() {
        if (turn != null) {
            turn.unlock();
        }
    }
}
