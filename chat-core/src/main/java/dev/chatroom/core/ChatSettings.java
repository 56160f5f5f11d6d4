package dev.chatroom.core;

import dev.chatroom.core.commit.RoomSettings;
import dev.chatroom.core.directory.Directory;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.ChangeRules;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.NicknameRules;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.RateLimit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.memory.MemoryBudget;
import dev.chatroom.core.order.Sequencer;
import dev.chatroom.core.people.RejoinPace;
import dev.chatroom.core.room.DecisionContext;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.text.RoomName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a chat and its rooms are given from outside, and the checks that follow from it.
 *
 * @param later runs something about a second later, never at once, and does not throw
 * @param beforeWaiting what {@link ChatBuilder#beforeWaiting} says
 * @param secretRooms how many rooms are secret now; kept, since every newcomer at some doors is told how many are not
 * @param keptRooms the rooms that stay when they empty, by their keys, and whose they are
 */
record ChatSettings(
        Limits limits,
        Map<String, RoomOwner> keptRooms,
        NicknameRules nicknameRules,
        Clock clock,
        IdGenerator userIds,
        IdGenerator eventIds,
        Executor executor,
        MemoryBudget memory,
        Executor later,
        Sequencer sequencer,
        Directory directory,
        Runnable beforeWaiting,
        AtomicInteger secretRooms) {

    /** Why this text cannot be sent, if it cannot. */
    @Nullable Refusal refuseText(String text, Limit limit) {
        if (text.isBlank()) {
            return new Refusal.NothingToSay();
        }
        return text.length() > limits.of(limit) ? new Refusal.TooLong(text.length(), limits.of(limit)) : null;
    }

    /** Why this cannot be said, if it cannot. */
    @Nullable Refusal refuseDraft(OutgoingMessage draft) {
        boolean isTagged = !draft.tags().isEmpty();
        boolean tagsSuffice = isTagged && draft.kind() == OutgoingMessage.Kind.TAGGED;
        Refusal refusal = tagsSuffice ? null : refuseText(draft.text(), Limit.MESSAGE);
        return refusal == null && isTagged ? refuseTags(draft) : refusal;
    }

    /** Why these changes cannot be asked for, if so, whatever the room. */
    @Nullable Refusal refuseChanges(List<ModeChange> changes) {
        return new ChangeRules(limits).refuse(changes);
    }

    private @Nullable Refusal refuseTags(OutgoingMessage draft) {
        int most = limits.of(Limit.TAGS_PER_MESSAGE);
        if (draft.tags().own() > most) {
            return new Refusal.TooManyTags(most);
        }
        int length = draft.tags().characters();
        int longest = limits.of(Limit.TAGS);
        return length > longest ? new Refusal.TooLong(length, longest) : null;
    }

    /** A reason for leaving and the like, as much of it as is kept. */
    String cutReason(String reason) {
        return Limits.cut(reason, limits.of(Limit.REASON));
    }

    /** Why this user cannot do yet another thing that others see, if so; else it is counted. */
    @Nullable Refusal refusePace(User user) {
        Duration wait = user.rateLimit.take();
        return wait.isZero() ? null : tooFast(wait);
    }

    /** Counts something against a user's rate. */
    Outcome<User> count(User user) {
        Refusal refusal = refusePace(user);
        return refusal == null ? new Outcome.Done<>(user) : new Outcome.Refused<>(refusal);
    }

    /** Counts on the user leaving a room, for {@link #refuseReturn}. */
    void noteLeaving(User user, RoomName room) {
        RejoinPace returns = user.returns == null ? new RejoinPace() : user.returns;
        returns.remember(room, limits);
        user.returns = returns;
    }

    /** Why this user cannot come back to a room yet, if so; else it is counted. */
    @Nullable Refusal refuseReturn(User user, RoomName room) {
        RejoinPace returns = user.returns;
        if (returns == null || limits.of(Limit.RATE) == 0) {
            return null;
        }
        Duration wait = returns.take(room, limits, clock.millis());
        return wait.isZero() ? null : tooFast(wait);
    }

    private Refusal tooFast(Duration wait) {
        return new Refusal.TooFast(limits.of(Limit.RATE), limits.of(Limit.BURST), wait);
    }

    /** Why this user cannot come into yet another room now, if so; else it is counted. */
    @Nullable Refusal refuseJoinPace(User user) {
        Duration wait = user.rateLimit.takeJoin();
        return wait.isZero() ? null : new Refusal.TooFast(limits.of(Limit.RATE), joinBurst(), wait);
    }

    /** For the room of this name. */
    RoomSettings of(RoomName room) {
        return new RoomSettings(
                limits, keptRooms.containsKey(room.key()), executor, memory, later, beforeWaiting, secretRooms);
    }

    /** Whose a room is: what is kept of one goes on without those who ran it. */
    RoomOwner ownerOf(RoomName room, boolean goesOn) {
        return keptRooms.getOrDefault(room.key(), goesOn ? RoomOwner.SERVER_OPERATORS : RoomOwner.FIRST_MEMBER);
    }

    /** For the decisions of rooms. */
    DecisionContext decisionContext() {
        return new DecisionContext(limits, eventIds::next, clock, memory.lists());
    }

    /** How fast each user may be. */
    RateLimit.Rates rates() {
        return new RateLimit.Rates(limits.of(Limit.RATE), limits.of(Limit.BURST), joinBurst(), clock);
    }

    /** A program comes into all its rooms at once. */
    private int joinBurst() {
        return Math.max(limits.of(Limit.BURST), limits.of(Limit.ROOMS_PER_USER));
    }
}
