package dev.chatroom.server.plain;

import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.room.ViewScope;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.plain.text.PlainAnswers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The room in which a plain user talks, for what the user does there. For the reader alone. */
final class CurrentRoom {
    private final User user;
    private final Conversation conversation;
    private final Answers answers;

    CurrentRoom(User user, Conversation conversation, Answers answers) {
        this.user = user;
        this.conversation = conversation;
        this.answers = answers;
    }

    /**
     * Does something there. For a user who has been put out, nothing is done: what was meant for one room is not said
     * in another, and the user learns where the next line goes.
     */
    Next act(Function<Membership, Next> action) {
        Membership membership = find();
        if (membership != null) {
            return action.apply(membership);
        }
        Optional<RoomName> lost = name();
        Optional<RoomName> next = moveOn();
        return answers.reply(next.isPresent() && lost.isPresent()
                ? PlainAnswers.movedOn(lost.get(), next.get())
                : PlainAnswers.inNoRoom());
    }

    /** Answers with what the room is like, at its place among what happens there. */
    Next report(ViewScope scope, PlainReply.OnRoom about) {
        return act(membership -> {
            user.outbox().report(membership, scope, about);
            return Next.CONTINUE;
        });
    }

    /** Whether the user is not, or no longer, in a room to talk in. */
    boolean isGone() {
        return find() == null;
    }

    /** The place in the room; another one if the user has come back, as when other servers took the user for gone. Null if there is none. */
    private @Nullable Membership find() {
        Membership membership = conversation.room();
        if (membership == null || !isLost(membership)) {
            return membership;
        }
        Membership again = user.membership(membership.room().name()).orElse(null);
        if (again != null) {
            conversation.talkIn(again);
        }
        return again;
    }

    /** The name of the room, if there is one. */
    Optional<RoomName> name() {
        return Optional.ofNullable(conversation.room()).map(membership -> membership.room().name());
    }

    /** From now on the user talks where the user talked before that; empty if the user is in no room. */
    Optional<RoomName> moveOn() {
        List<Membership> others = user.memberships();
        Membership before = conversation.lastTalkedIn(others);
        conversation.talkIn(before != null || others.isEmpty() ? before : others.getLast());
        return name();
    }

    /** Whether the user has left it or been put out of it. */
    private boolean isLost(Membership membership) {
        return !user.memberships().contains(membership);
    }
}
