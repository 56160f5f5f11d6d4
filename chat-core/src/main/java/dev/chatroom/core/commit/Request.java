package dev.chatroom.core.commit;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.order.Sequencer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something asked of a room, until it is refused or has happened. With the append lock it is over when it has begun; else
 * its event may be underway, and the room decides anew each time that others were faster.
 */
public abstract class Request<E extends RoomEvent> implements Effects<E> {
    /** What became of an event that was underway. */
    public enum Answer {
        HAPPENED, OVERTAKEN, CUT_OFF, GONE
    }

    /** Who asked for it; null for the room itself. */
    private final @Nullable Requester by;

    /** Null if nothing is to happen. Written under the append lock. */
    private @Nullable Outcome<E> outcome;

    /** Written under the append lock. */
    private boolean happened;

    /** Null as long as nothing is underway. Written under the append lock. */
    private @Nullable CompletableFuture<Answer> answer;

    protected Request(@Nullable Requester by) {
        this.by = by;
    }

    /** A change that is nothing but an event, asked for by this one; or by the room itself if null. */
    public static <E extends RoomEvent> Request<E> of(@Nullable Requester by, Supplier<@Nullable Outcome<E>> decide) {
        return new Request<>(by) {
            @Override
            protected @Nullable Outcome<E> decide() {
                return decide.get();
            }
        };
    }

    /**
     * Makes the event, or refuses it; null if there is nothing to do. Changes nothing: it is asked anew when somebody was
     * faster. Called under the append lock.
     */
    protected abstract @Nullable Outcome<E> decide();

    /** Whether it may come after anything, as what people say. */
    protected boolean isSpeech() {
        return false;
    }

    /** Runs each step: deciding, and then applying, which may be one step. The append lock is taken inside the step. */
    public void around(Runnable step) {
        step.run();
    }

    /** Sees to what must be so whatever became of it; null if nothing was to happen. Under no lock. */
    protected void conclude(@Nullable Outcome<E> ended) {
        // What is refused has changed nothing.
    }

    final @Nullable Requester by() {
        return by;
    }

    /** After what it may come, if the last change was this one. */
    final long after(long lastChange) {
        return isSpeech() ? Sequencer.ANYWHERE : lastChange;
    }

    /** What was decided; null if nothing is to happen. */
    final @Nullable Outcome<E> outcome() {
        return outcome;
    }

    /** Under the append lock. */
    final void decided(@Nullable Outcome<E> decision) {
        outcome = decision;
        happened = false;
        answer = null;
    }

    /** The event has been appended and has no place yet; under the append lock. */
    final void expectAnswer() {
        answer = new CompletableFuture<>();
    }

    /** The event that was underway has its place; under the append lock. */
    final void happened(E event) {
        outcome = new Outcome.Done<>(event);
        happened = true;
    }

    /** Whether the event that was underway has been applied, for the thread that does that. */
    public final boolean hasHappened() {
        return happened;
    }

    public final void answer(Answer given) {
        if (answer != null) {
            answer.complete(given);
        }
    }

    /** What goes with the event has thrown this, for whoever asked for it; the event has happened. */
    public final void fail(Throwable fault) {
        if (answer != null) {
            answer.completeExceptionally(fault);
        }
    }

    final boolean isUnderway() {
        return answer != null;
    }

    /** Waits, even if interrupted, until it is known what became of the event. Not under a lock. */
    final Answer await() {
        try {
            return answer == null ? Answer.HAPPENED : answer.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Error fault) {
                throw fault;
            }
            throw failed.getCause() instanceof RuntimeException fault ? fault : failed;
        }
    }

    /** As {@link #await}, without waiting: tells once it is known. A fault of what goes with the event is told nobody. */
    final void whenAnswered(Consumer<Answer> told) {
        if (answer != null) {
            var unused = answer.whenComplete((given, fault) -> told.accept(given == null ? Answer.HAPPENED : given));
        }
    }
}
