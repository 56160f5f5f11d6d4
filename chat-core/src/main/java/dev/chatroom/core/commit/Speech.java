package dev.chatroom.core.commit;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;

/** Somebody says something. */
public abstract class Speech extends Request<RoomEvent> {
    private final Requester author;
    private final Committer committer;
    private final boolean fromOutside;

    /** @param fromOutside whether the author is not in the room */
    protected Speech(Requester author, Committer committer, boolean fromOutside) {
        super(author);
        this.author = author;
        this.committer = committer;
        this.fromOutside = fromOutside;
    }

    /** Makes the event, or refuses it; under the append lock. */
    protected abstract Outcome<RoomEvent> speak();

    @Override
    protected final Outcome<RoomEvent> decide() {
        // Whoever comes too late learns that, and not what the modes of a closed room would say.
        if (fromOutside && committer.isClosed()) {
            return new Refused<>(new Refusal.Gone());
        }
        return committer.isKept() ? speak() : new Refused<>(new Refusal.NotKept());
    }

    @Override
    protected final boolean isSpeech() {
        return true;
    }

    @Override
    public final void before(RoomEvent said) {
        author.spoke(said.at());
    }
}
