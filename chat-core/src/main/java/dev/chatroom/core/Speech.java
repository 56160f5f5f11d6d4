package dev.chatroom.core;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;

/** Somebody says something. */
abstract class Speech extends Request<RoomEvent> {
    private final User author;
    private final Committer committer;
    private final boolean fromOutside;

    Speech(User author, Committer committer, boolean fromOutside) {
        super(author);
        this.author = author;
        this.committer = committer;
        this.fromOutside = fromOutside;
    }

    /** Makes the event, or refuses it; under the append lock. */
    abstract Outcome<RoomEvent> speak();

    @Override
    final Outcome<RoomEvent> decide() {
        // Whoever comes too late learns that, and not what the modes of a closed room would say.
        if (fromOutside && committer.isClosed()) {
            return new Refused<>(new Refusal.Gone());
        }
        return committer.isKept() ? speak() : new Refused<>(new Refusal.NotKept());
    }

    @Override
    final boolean isSpeech() {
        return true;
    }

    @Override
    public final void before(RoomEvent said) {
        author.spoke(said.at());
    }
}
