package dev.chatroom.core.commit;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A room is told what a user has changed of the own person already: later, if that cannot be now. */
public final class News<E extends RoomEvent> extends Request<E> {
    private final RoomRequests requests;
    private final Supplier<@Nullable Outcome<E>> decide;

    /** @param decide makes the event; null if the user has changed the same again by then */
    public News(Requester by, RoomRequests requests, Supplier<@Nullable Outcome<E>> decide) {
        super(by);
        this.requests = requests;
        this.decide = decide;
    }

    @Override
    protected @Nullable Outcome<E> decide() {
        return decide.get();
    }

    @Override
    protected void conclude(@Nullable Outcome<E> ended) {
        if (ended instanceof Refused<E>(Refusal refusal) && RoomRequests.mayHappenLater(refusal)) {
            requests.owe(this);
        }
    }
}
