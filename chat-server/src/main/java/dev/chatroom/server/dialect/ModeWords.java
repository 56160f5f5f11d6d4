package dev.chatroom.server.dialect;

import dev.chatroom.core.MaskKind;
import dev.chatroom.core.ModeChange;
import dev.chatroom.core.ModeChange.FlagChange;
import dev.chatroom.core.ModeChange.KeyChange;
import dev.chatroom.core.ModeChange.LimitChange;
import dev.chatroom.core.ModeChange.MaskChange;
import dev.chatroom.core.ModeChange.RankChange;
import dev.chatroom.core.Rank;
import dev.chatroom.core.RoomFlag;

/** The words of the plain dialect for how a room is run. */
final class ModeWords {
    private ModeWords() {}

    /** What an operator has done, behind the operator's name. */
    static String of(ModeChange change) {
        return switch (change) {
            case FlagChange(RoomFlag flag, boolean on) -> flag(flag, on);
            case KeyChange(String key) -> key.isEmpty() ? "took the key away" : "gave the room a key";
            case LimitChange(int limit) ->
                limit == 0 ? "took the limit away" : "limited the room to %,d people".formatted(limit);
            case MaskChange(MaskKind kind, String mask, boolean on) -> mask(kind, on) + " " + TerminalText.clean(mask);
            case RankChange ranking -> ranking.on()
                    ? "made " + ranking.nickname() + rank(ranking.rank())
                    : "said that " + ranking.nickname() + " is no longer" + rank(ranking.rank());
        };
    }

    private static String flag(RoomFlag flag, boolean on) {
        return switch (flag) {
            case INVITE_ONLY -> on ? "closed the room to the uninvited" : "opened the room to the uninvited";
            case MODERATED -> on ? "lets only some people speak" : "lets everybody speak";
            case MEMBERS_ONLY -> on ? "closed the room to messages from outside" : "allowed messages from outside";
            case SECRET -> on ? "made the room secret" : "made the room known";
            case TOPIC_LOCKED -> on ? "locked the topic" : "unlocked the topic";
        };
    }

    private static String mask(MaskKind kind, boolean on) {
        return switch (kind) {
            case BAN -> on ? "banned" : "no longer bans";
            case BAN_EXCEPTION -> on ? "excepted from bans" : "no longer excepts from bans";
            case INVITE_EXCEPTION -> on ? "always invites" : "no longer always invites";
        };
    }

    private static String rank(Rank rank) {
        return switch (rank) {
            case VOICE -> " a speaker";
            case OPERATOR -> " an operator";
        };
    }
}
