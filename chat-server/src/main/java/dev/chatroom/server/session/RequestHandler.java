package dev.chatroom.server.session;

import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.net.Wire;
import dev.chatroom.server.pace.HeldTurns;
import dev.chatroom.server.pace.Pending;
import dev.chatroom.server.pace.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Has the lines of one client acted on, and makes the client wait as that demands. Confined to the reader's thread, except
 * where {@link PausableInput} says otherwise.
 */
final class RequestHandler {
    private final SessionState state;
    private final UserBinding binding;
    private final PausableInput input;
    private final ReaderPace pace;
    private final Workload work;
    private final HeldTurns turns;

    RequestHandler(SessionState state, UserBinding binding, Wire wire, ServerResources server) {
        this.state = state;
        this.binding = binding;
        this.input = new PausableInput(state, binding, wire, server.timer());
        this.work = binding.client().work();
        this.turns = server.turns();
        this.pace = new ReaderPace(state, input, server, work);
    }

    /** What the client sends, from when something has come. */
    PausableInput input() {
        return input;
    }

    /** After a read: a client that never stops sending would otherwise keep a carrier, since its reads need not wait. */
    void letOthersRun() throws InterruptedException {
        pace.letOthersRun();
    }

    /**
     * Has the client pay for bytes that were no line, or not yet.
     *
     * @return whether the session goes on
     */
    boolean payForRead(Dialect dialect) throws InterruptedException {
        work.settle();
        return pace.awaitWork(dialect);
    }

    /** The same for a client that cannot be told why it waits, since its user is not in. */
    void payForReadUntold() throws InterruptedException {
        work.settle();
        pace.awaitWorkUntold();
        pace.letOthersRun();
    }

    /**
     * Acts on a line until that is done, however often the client has to wait.
     *
     * @param more whether it has sent more already
     * @return whether the session goes on
     */
    boolean act(Dialect dialect, Line line, boolean more) throws IOException, InterruptedException {
        state.heard();
        if (!pace.awaitWork(dialect)) {
            return false;
        }
        Next next = begin(dialect, line);
        boolean throttled = false;
        while (!(next instanceof Next.Continue || next instanceof Next.End) && !state.isEnding()) {
            if (next instanceof Next.Retry && !throttled) {
                throttled = true;
                state.setThrottled(true);
                pace.markThrottled();
            }
            if (!isThereAfterWaiting(next, dialect, more)) {
                return false;
            }
            // It has waited as it was told, which is no silence.
            state.heard();
            next = state.isEnding() ? next : goOn(dialect, next);
        }
        // A line that still waits when the session ends has not been said, and the client is told so.
        state.setThrottled(next instanceof Next.Retry);
        if (next instanceof Next.Await(Pending pending)) {
            // The session has ended meanwhile, and nobody waits for an answer.
            pending.abandon();
        }
        pace.letOthersRun(work.settle());
        binding.awaitOutboxSpace();
        return next instanceof Next.Continue && !state.isEnding();
    }

    /**
     * Has the line acted on in the turn of the client's address. Otherwise one address could open many connections that each
     * ask for a little, and the clients of other addresses would have to wait for a carrier thread behind all of them.
     */
    private Next begin(Dialect dialect, Line line) {
        turns.begin(work.address());
        try {
            return answered(dialect, () -> dialect.take(line));
        } finally {
            turns.end(work.address());
        }
    }

    /** What is kept may be unreadable at the moment; that ends the request, and nothing else. */
    private static Next answered(Dialect dialect, Supplier<Next> step) {
        try {
            return step.get();
        } catch (UnreadableHistoryException e) {
            return dialect.historyUnreadable(e.reason());
        }
    }

    /** Has the line acted on further; each piece of a long answer is made in a long turn of its own. */
    private Next goOn(Dialect dialect, Next before) throws InterruptedException {
        if (!(before instanceof Next.More)) {
            return answered(dialect, dialect::retry);
        }
        boolean reading = work.waitsForDisk();
        if (reading) {
            work.address().beginReading();
        } else {
            work.address().beginLongTurn();
        }
        try {
            return answered(dialect, dialect::retry);
        } finally {
            if (reading) {
                work.address().endReading();
            } else {
                work.address().endLongTurn();
            }
            pace.letOthersRun(ReaderPace.UNITS_PER_TURN);
        }
    }

    /** Waits as the client has to; false if it is served no more. */
    private boolean isThereAfterWaiting(Next next, Dialect dialect, boolean more)
            throws IOException, InterruptedException {
        return switch (next) {
            case Next.Await(Pending pending) -> {
                boolean there = input.await(pending, more);
                if (!there && !state.isEnding()) {
                    dialect.partWith(new Notice.HungUp());
                }
                yield there;
            }
            case Next.Retry(Duration after) -> {
                if (pace.endIfFlooding(dialect)) {
                    yield false;
                }
                pace.remind(dialect);
                input.pause(after);
                yield true;
            }
            case Next.More unfinished -> {
                work.settle();
                binding.awaitOutboxSpace();
                // That the answer is so long is no flood of questions.
                pace.awaitWorkOfAnswer(dialect);
                yield true;
            }
            case Next.Continue go -> true;
            case Next.End end -> true;
        };
    }
}
