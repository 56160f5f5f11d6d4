package dev.chatroom.core;

import dev.chatroom.core.Refusal.MayNotSpeak;
import dev.chatroom.core.Refusal.MayNotSpeak.Because;
import org.jspecify.annotations.Nullable;

/** Who may come into a room and speak there, by its modes. */
final class RoomRules {
    private RoomRules() {}

    /** Why a user cannot come in, if so; {@code invited} tells whether an operator has invited the user. */
    static @Nullable Refusal refuseEntry(
            RoomName room, RoomModes modes, User user, boolean invited, String key, int present) {
        if (invited || user.has(UserMode.SERVER_OPERATOR)) {
            return null;
        }
        if (modes.bans(user)) {
            return new Refusal.Banned(room);
        } else if (modes.has(RoomFlag.INVITE_ONLY) && !modes.matches(MaskKind.INVITE_EXCEPTION, user)) {
            return new Refusal.InviteOnly(room);
        } else if (!modes.key().isEmpty() && !modes.key().equals(key)) {
            return new Refusal.WrongKey(room, !key.isEmpty());
        } else if (modes.limit() > 0 && present >= modes.limit()) {
            return new Refusal.RoomFull(room, modes.limit());
        }
        return null;
    }

    /** Why a member cannot take another name, if so: bans and mutes would not know the member by it. */
    static @Nullable Refusal refuseRenaming(Membership membership) {
        if (!membership.ranks().isEmpty() || membership.isOperator()) {
            return null;
        }
        Room room = membership.room();
        return room.modes().silences(membership.user()) ? new Refusal.MayNotRename(room.name()) : null;
    }

    /** Why a member cannot take another name in full, if so: it is a text that the room is shown. */
    static @Nullable Refusal refuseRealName(Membership membership) {
        boolean heard = !membership.ranks().isEmpty() || membership.isOperator();
        Room room = membership.room();
        return !heard && room.modes().has(RoomFlag.MODERATED)
                ? new Refusal.MayNotRename(room.name())
                : refuseRenaming(membership);
    }

    /** Why a user cannot speak, if so; the membership is null if the user is not in the room. */
    static @Nullable Refusal refuseSpeech(
            RoomName room, RoomModes modes, Bans bans, User user, @Nullable Membership membership) {
        if (membership == null && modes.has(RoomFlag.MEMBERS_ONLY)) {
            return new MayNotSpeak(room, Because.NO_MEMBER);
        } else if (membership != null && (!membership.ranks().isEmpty() || membership.isOperator())) {
            return null;
        }
        return refuseSpeechWithoutRank(room, modes, bans, user);
    }

    /** Why somebody without a rank cannot speak, if so, whether in the room or not. */
    static @Nullable Refusal refuseSpeechWithoutRank(RoomName room, RoomModes modes, Bans bans, User user) {
        if (modes.has(RoomFlag.MODERATED)) {
            return new MayNotSpeak(room, Because.MODERATED);
        }
        if (!bans.include(modes, user)) {
            return null;
        }
        return new MayNotSpeak(room, modes.bans(user) ? Because.BANNED : Because.MUTED);
    }
}
