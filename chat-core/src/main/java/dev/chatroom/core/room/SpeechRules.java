package dev.chatroom.core.room;

import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.Refusal.MayNotSpeak;
import dev.chatroom.core.limit.Refusal.MayNotSpeak.Because;
import dev.chatroom.core.text.RoomName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is heard in a room, by its modes and by ranks, and so who may change the name under which that is. Guarded by the room's append lock, except
 * the rules about names, which are for any thread.
 */
public final class SpeechRules {
    private final RoomName room;
    private final RoomState state;
    private final SilenceCache silenced = new SilenceCache();

    SpeechRules(RoomName room, RoomState state) {
        this.room = room;
        this.state = state;
    }

    /** Why a member with these ranks cannot speak, if so. */
    @Nullable Refusal refuse(Participant user, Set<Rank> ranks) {
        return hasVoice(user, ranks) ? null : refuseWithoutRank(user);
    }

    /** Why somebody cannot speak who is not in the room, if so. */
    @Nullable Refusal refuseFromOutside(Participant user) {
        RoomModes modes = state.modes();
        if (modes.has(RoomFlag.SECRET) && !user.has(UserMode.SERVER_OPERATOR)) {
            return new Refusal.NoSuchRoom(room.text()); // As ChatView has it; a message would find the room out.
        } else if (user.isGone()) {
            return new Refusal.Gone();
        }
        return modes.has(RoomFlag.MEMBERS_ONLY)
                ? new MayNotSpeak(room, Because.NO_MEMBER)
                : refuseWithoutRank(user);
    }

    /** Why somebody without a rank cannot speak, if so, whether in the room or not. */
    @Nullable Refusal refuseWithoutRank(Participant user) {
        RoomModes modes = state.modes();
        if (modes.has(RoomFlag.MODERATED)) {
            return new MayNotSpeak(room, Because.MODERATED);
        }
        if (!silenced.silences(modes, user, state.roster().size())) {
            return null;
        }
        return new MayNotSpeak(room, modes.bans(user) ? Because.BANNED : Because.MUTED);
    }

    /** What a member says beside messages, such as why they leave: nothing if they may not speak. */
    String heard(Participant user, Set<Rank> ranks, String words) {
        return words.isEmpty() || refuse(user, ranks) == null ? words : "";
    }

    /** Why a member cannot take another name, if so: bans and mutes would not know the member by it. */
    public @Nullable Refusal refuseRenaming(Participant user, Set<Rank> ranks) {
        return !hasVoice(user, ranks) && state.modes().silences(user) ? new Refusal.MayNotRename(room) : null;
    }

    /** Why a member cannot take another name in full, if so: it is a text that the room is shown. */
    public @Nullable Refusal refuseRealName(Participant user, Set<Rank> ranks) {
        return !hasVoice(user, ranks) && state.modes().has(RoomFlag.MODERATED)
                ? new Refusal.MayNotRename(room)
                : refuseRenaming(user, ranks);
    }

    private static boolean hasVoice(Participant user, Set<Rank> ranks) {
        return !ranks.isEmpty() || user.has(UserMode.SERVER_OPERATOR);
    }
}
