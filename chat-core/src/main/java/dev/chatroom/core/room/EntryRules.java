package dev.chatroom.core.room;

import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.text.RoomName;
import org.jspecify.annotations.Nullable;

/** Who may come into a room. Guarded by the room's append lock. */
final class EntryRules {
    private final RoomName name;
    private final RoomState state;
    private final DecisionContext context;

    EntryRules(RoomName name, RoomState state, DecisionContext context) {
        this.name = name;
        this.state = state;
        this.context = context;
    }

    /** Why this user may not come in with this key, if so. */
    @Nullable Refusal refuse(Participant user, String key) {
        Refusal refusal = refuseByNumber(user);
        return refusal == null ? refuseByModes(user, key, state.roster().size()) : refusal;
    }

    /**
     * Why somebody may not come back whom other nodes took for gone, if so. What newcomers need was not asked of them; but who has been
     * banned since stays out.
     */
    @Nullable Refusal refuseReturn(Participant user) {
        return !isAdmitted(user) && state.modes().bans(user) ? new Refusal.Banned(name) : refuseByNumber(user);
    }

    private @Nullable Refusal refuseByNumber(Participant user) {
        int limit = context.limit(Limit.MEMBERS);
        if (state.roster().of(user.id()) != null) {
            return new Refusal.AlreadyThere(name);
        }
        return state.roster().size() >= limit ? new Refusal.RoomFull(name, limit) : null;
    }

    /** The same as {@link #refuse} if so many were in the room, which has no limit of the chat's. */
    @Nullable Refusal refuseByModes(Participant user, String key, int present) {
        RoomModes now = state.modes();
        if (isAdmitted(user)) {
            return null;
        } else if (now.bans(user)) {
            return new Refusal.Banned(name);
        } else if (now.has(RoomFlag.INVITE_ONLY) && !now.matches(MaskKind.INVITE_EXCEPTION, user)) {
            return new Refusal.InviteOnly(name);
        } else if (!now.key().isEmpty() && !now.key().equals(key)) {
            return new Refusal.WrongKey(name, !key.isEmpty());
        }
        return now.limit() > 0 && present >= now.limit() ? new Refusal.RoomFull(name, now.limit()) : null;
    }

    /** Whether the modes say nothing about this user. */
    private boolean isAdmitted(Participant user) {
        return state.hasInvited(user.id()) || user.has(UserMode.SERVER_OPERATOR);
    }
}
