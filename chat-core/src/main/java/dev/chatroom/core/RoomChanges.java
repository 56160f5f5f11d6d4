package dev.chatroom.core;

import dev.chatroom.core.commit.Committer;
import dev.chatroom.core.commit.News;
import dev.chatroom.core.commit.Request;
import dev.chatroom.core.commit.RoomRequests;
import dev.chatroom.core.commit.Speech;
import dev.chatroom.core.event.ChatEvent.Invited;
import dev.chatroom.core.event.ChatEvent.ModesChanged;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.ChangeRules;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.MessageLookup;
import dev.chatroom.core.room.RoomDecisions;
import dev.chatroom.core.room.RoomState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is said in a room and changed in it: each is looked at on its own first, and then asked of the room. For any thread
 * that holds no lock.
 */
final class RoomChanges {
    private final ChatSettings settings;

    /** Guarded by the append lock. */
    private final RoomState state;

    private final RoomDecisions decisions;
    private final Committer committer;
    private final RoomRequests requests;

    RoomChanges(
            ChatSettings settings, RoomState state, RoomDecisions decisions, Committer committer,
            RoomRequests requests) {
        this.settings = settings;
        this.state = state;
        this.decisions = decisions;
        this.committer = committer;
        this.requests = requests;
    }

    /** Says something; the membership is null for somebody who is not in the room. */
    Outcome<RoomEvent> say(User author, @Nullable Membership membership, OutgoingMessage draft) {
        return say(author, draft, speech(author, membership, draft));
    }

    private Speech speech(User author, @Nullable Membership membership, OutgoingMessage draft) {
        return new Speech(Membership.requester(author), committer, membership == null) {
            @Override
            protected Outcome<RoomEvent> speak() {
                return decisions.say(author, membership, draft);
            }
        };
    }

    /** What {@link Membership#postAhead} says. */
    Optional<Refusal> sayAhead(Membership membership, OutgoingMessage draft, Consumer<Refusal> later) {
        User author = membership.user();
        Refusal refusal = refuse(author, draft);
        return refusal == null
                ? requests.sayAhead(speech(author, membership, draft), author.asked::lines, later)
                : Optional.of(refusal);
    }

    /** Says something for somebody who might come in with this key, but does not. */
    Outcome<RoomEvent> sayInPassing(User author, String key, OutgoingMessage draft) {
        return say(author, draft, new Speech(Membership.requester(author), committer, true) {
            @Override
            protected Outcome<RoomEvent> speak() {
                return decisions.sayInPassing(author, key, draft);
            }
        });
    }

    private Outcome<RoomEvent> say(User author, OutgoingMessage draft, Speech speech) {
        Refusal refusal = refuse(author, draft);
        return refusal == null ? requests.say(speech) : new Refused<>(refusal);
    }

    private @Nullable Refusal refuse(User author, OutgoingMessage draft) {
        Refusal refusal = settings.refuseDraft(draft);
        return refusal == null ? settings.refusePace(author) : refusal;
    }

    /** Takes back what was said, which then is not shown to newcomers any more. */
    Outcome<Redacted> redact(Membership by, long message, String reason) {
        Objects.requireNonNull(reason, "a reason is not null, only empty");
        Refusal pace = settings.refusePace(by.user());
        if (pace != null) {
            return new Refused<>(pace);
        }
        MessageLookup said = new MessageLookup(committer.log(), message);
        String cut = settings.cutReason(reason);
        return requests.perform(Request.of(by.requester(),
                () -> decisions.redact(by, message, said.now(state.recent(), committer.history().unshown()), cut)));
    }

    Outcome<TopicChanged> changeTopic(Membership by, String text) {
        Refusal refusal = text.isEmpty() ? null : settings.refuseText(text, Limit.TOPIC);
        refusal = refusal == null ? settings.refusePace(by.user()) : refusal;
        return refusal == null
                ? requests.perform(Request.of(by.requester(), () -> ifKept(() -> decisions.changeTopic(by, text))))
                : new Refused<>(refusal);
    }

    /** Notes that somebody has been invited, and tells the operators and the one who did it. */
    Outcome<Invited> invite(Membership by, User user) {
        return requests.perform(Request.of(by.requester(), () -> decisions.invite(by, user)));
    }

    Outcome<List<ModeChange>> changeModes(Membership by, List<ModeChange> written) {
        List<ModeChange> changes = ChangeRules.completed(written);
        Refusal refusal = settings.refuseChanges(changes);
        refusal = refusal == null ? settings.refusePace(by.user()) : refusal;
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        boolean lasting = ChangeRules.last(changes);
        Outcome<ModesChanged> outcome = requests.performIfAny(Request.of(by.requester(), () -> lasting
                ? ifKept(() -> decisions.changeModes(by, changes))
                : decisions.changeModes(by, changes)));
        return outcome == null ? new Done<>(List.of()) : outcome.map(ModesChanged::changes);
    }

    /** What a member has changed of the own person. */
    <E extends RoomEvent> Request<E> news(
            Membership of, BiFunction<RoomDecisions, Membership, @Nullable Outcome<E>> decide) {
        return new News<>(of.requester(), requests, () -> decide.apply(decisions, of));
    }

    /** What is refused while the store needs to keep it and cannot; under the append lock. */
    private <E> @Nullable Outcome<E> ifKept(Supplier<@Nullable Outcome<E>> decide) {
        return committer.isKept() ? decide.get() : new Refused<>(new Refusal.NotKept());
    }
}
