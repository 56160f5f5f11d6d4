package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.Invited;
import dev.chatroom.core.ChatEvent.Message;
import dev.chatroom.core.ChatEvent.ModesChanged;
import dev.chatroom.core.ChatEvent.Redacted;
import dev.chatroom.core.ChatEvent.RoomEvent;
import dev.chatroom.core.ChatEvent.Tagged;
import dev.chatroom.core.ChatEvent.TopicChanged;
import dev.chatroom.core.Outcome.Done;
import dev.chatroom.core.Outcome.Refused;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a room is run: what is changed about it, who is invited, and what is taken back. For any thread. */
final class RoomGovernment {
    private final ChatSettings settings;
    private final RoomHistory history;
    private final Broadcaster<ChatEvent> log;

    /** Guarded by the append lock. */
    private final RoomState state;

    RoomGovernment(ChatSettings settings, RoomHistory history, RoomState state) {
        this.settings = settings;
        this.history = history;
        this.log = history.log();
        this.state = state;
    }

    Outcome<List<ModeChange>> change(Membership by, List<ModeChange> written) {
        List<ModeChange> changes = ChangeRules.completed(written);
        Refusal refusal = settings.refuseChanges(changes);
        if (refusal == null) {
            refusal = settings.refusePace(by.user());
        }
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        List<ModeChange> applied;
        log.lock();
        try {
            refusal = state.refuseChanges(by, changes);
            if (refusal != null) {
                return new Refused<>(refusal);
            }
            Stamp stamp = history.stamp(by);
            applied = state.apply(changes, stamp);
            if (!applied.isEmpty()) {
                long unused = history.append(new ModesChanged(stamp, applied));
            }
        } finally {
            log.unlock();
        }
        history.wake();
        return new Done<>(applied);
    }

    Outcome<TopicChanged> changeTopic(Membership membership, String text) {
        Refusal refusal = text.isEmpty() ? null : settings.refuseText(text, Limit.TOPIC);
        if (refusal == null) {
            refusal = settings.refusePace(membership.user());
        }
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        return history.enact(() -> state.refuseTopic(membership), () -> {
            TopicChanged changed = new TopicChanged(history.stamp(membership), text);
            state.setTopic(text.isEmpty() ? Topic.NONE : new Topic(text, changed.author(), changed.at()));
            return changed;
        });
    }

    /** Notes that somebody has been invited, and tells the operators and the one who did it. */
    Outcome<Invited> invite(Membership by, User user) {
        return history.enact(() -> state.refuseInvitation(by, user), () -> {
            // What others say does not open a door that an operator has closed.
            if (by.isOperator()) {
                state.invite(user);
            }
            Audience audience = state.audience(Optional.of(Rank.OPERATOR), by.user());
            return new Invited(history.stamp(by), user.asAuthor(), audience);
        });
    }

    boolean hasInvited(User user) {
        return history.locked(() -> state.hasInvited(user));
    }

    /** Takes back what was said, which then is not shown to newcomers any more. */
    Outcome<Redacted> redact(Membership by, long message, String reason) {
        Refusal pace = settings.refusePace(by.user());
        if (pace != null) {
            return new Refused<>(pace);
        }
        // Not under the lock, since the log may be long.
        long looked = log.newest();
        Optional<RoomEvent> kept = find(message, looked);
        return history.enact(() -> state.refuseRedaction(by, said(message, kept, looked)), () -> {
            RoomEvent said = said(message, kept, looked).orElseThrow();
            state.forget(message);
            return new Redacted(
                    history.stamp(by), message, said.author(), state.heard(by, settings.cutReason(reason)),
                    said.audience());
        });
    }

    /** What was said under this id, unless it has been taken back after the event up to which was looked; under the lock. */
    private Optional<RoomEvent> said(long message, Optional<RoomEvent> kept, long looked) {
        for (long sequence = Math.max(looked + 1, log.oldest()); sequence <= log.newest(); sequence++) {
            if (takesBack(log.kept(sequence), message)) {
                return Optional.empty();
            }
        }
        // Newcomers may be shown what the log, full of comings and goings, has forgotten.
        return kept.or(() -> state.remembered(message));
    }

    /** What was said under this id, if it is in the log and has not been taken back up to this sequence. */
    private Optional<RoomEvent> find(long message, long newest) {
        Optional<RoomEvent> found = Optional.empty();
        for (long sequence = log.oldest(); sequence <= newest; sequence++) {
            ChatEvent event = log.kept(sequence);
            if (takesBack(event, message)) {
                return Optional.empty();
            }
            boolean said = event instanceof Message || event instanceof Tagged;
            if (said && event instanceof RoomEvent inRoom && inRoom.id() == message) {
                found = Optional.of(inRoom);
            }
        }
        return found;
    }

    private static boolean takesBack(@Nullable ChatEvent event, long message) {
        return event instanceof Redacted redacted && redacted.message() == message;
    }
}
