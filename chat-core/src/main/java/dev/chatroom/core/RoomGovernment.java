package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.Invited;
import dev.chatroom.core.ChatEvent.Message;
import dev.chatroom.core.ChatEvent.ModesChanged;
import dev.chatroom.core.ChatEvent.Redacted;
import dev.chatroom.core.ChatEvent.RoomEvent;
import dev.chatroom.core.ChatEvent.Tagged;
import dev.chatroom.core.Outcome.Done;
import dev.chatroom.core.Outcome.Refused;
import java.util.List;
import java.util.Optional;

/** How a room is run: what operators change about it, whom they invite, and what is taken back. For any thread. */
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
                log.append(new ModesChanged(stamp, applied));
            }
        } finally {
            log.unlock();
        }
        log.wake();
        return new Done<>(applied);
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
        Optional<RoomEvent> said = find(message);
        return history.enact(() -> state.refuseRedaction(by, said), () -> {
            state.forget(message);
            return new Redacted(
                    history.stamp(by), message, said.orElseThrow().author(), settings.cutReason(reason));
        });
    }

    /** What was said under this id, if it is kept and has not been taken back. */
    private Optional<RoomEvent> find(long message) {
        Optional<RoomEvent> found = Optional.empty();
        long newest = log.newest();
        for (long sequence = log.oldest(); sequence <= newest; sequence++) {
            ChatEvent event = log.kept(sequence);
            if (event instanceof Redacted redacted && redacted.message() == message) {
                return Optional.empty();
            }
            boolean said = event instanceof Message || event instanceof Tagged;
            if (said && event instanceof RoomEvent inRoom && inRoom.id() == message) {
                found = Optional.of(inRoom);
            }
        }
        return found;
    }
}
