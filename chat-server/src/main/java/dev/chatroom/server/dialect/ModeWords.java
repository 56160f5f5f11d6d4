package dev.chatroom.server.dialect;

import dev.chatroom.core.MaskKind;
import dev.chatroom.core.ModeChange;
import dev.chatroom.core.ModeChange.FlagChange;
import dev.chatroom.core.ModeChange.KeyChange;
import dev.chatroom.core.ModeChange.LimitChange;
import dev.chatroom.core.ModeChange.MaskChange;
import dev.chatroom.core.ModeChange.RankChange;
import dev.chatroom.core.RoomFlag;
import java.util.List;

/** The words of the plain dialect for how a room is run. */
final class ModeWords {
    private ModeWords() {}

    /**
     * What an operator has done, behind the operator's name or "you".
     *
     * @param reader the id of the user who reads it
     */
    static String of(ModeChange change, long reader) {
        return switch (change) {
            case FlagChange(RoomFlag flag, boolean on) -> flag(flag, on);
            case KeyChange(String key) -> key.isEmpty() ? "took the key away" : "gave the room a key";
            case LimitChange(int limit) -> limit == 0
                    ? "took the limit away"
                    : "limited the room to " + PlainText.counted(limit, "person", "people");
            case MaskChange(MaskKind kind, String mask, boolean on) -> mask(kind, whom(mask), on);
            case RankChange ranking -> rank(ranking, ranking.member() == reader);
        };
    }

    /** Whom a mask stands for. */
    static String whom(String mask) {
        String shown = TerminalText.clean(mask);
        if (mask.equals("*!*@*")) {
            return "everybody";
        } else if (mask.startsWith("*!*@")) {
            return "all from " + shown.substring("*!*@".length());
        }
        return mask.endsWith("!*@*") ? "whoever is called " + shown.substring(0, shown.length() - 4) : shown;
    }

    /** Words as one says them one after the other. */
    static String listed(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    private static String flag(RoomFlag flag, boolean on) {
        return switch (flag) {
            case INVITE_ONLY -> on ? "closed the room to the uninvited" : "opened the room to the uninvited";
            case MODERATED -> on ? "let only operators and people with a voice speak" : "let everybody speak";
            case MEMBERS_ONLY ->
                on ? "closed the room to messages from outside" : "opened the room to messages from outside";
            case SECRET -> on ? "made the room secret" : "put the room back on the list of rooms";
            case TOPIC_LOCKED -> on ? "locked the topic" : "unlocked the topic";
        };
    }

    private static String mask(MaskKind kind, String whom, boolean on) {
        return switch (kind) {
            case BAN -> (on ? "banned " : "lifted the ban on ") + whom;
            case BAN_EXCEPTION -> (on ? "excepted from bans: " : "no longer excepted from bans: ") + whom;
            case MUTE -> (on ? "muted " : "unmuted ") + whom;
            case MUTE_EXCEPTION -> (on ? "excepted from mutes: " : "no longer excepted from mutes: ") + whom;
            case INVITE_EXCEPTION -> (on ? "invited for good: " : "no longer invited for good: ") + whom;
        };
    }

    private static String rank(RankChange change, boolean own) {
        String name = change.nickname().text();
        String whose = own ? "your" : name + "'s";
        return switch (change.rank()) {
            case OPERATOR -> change.on()
                    ? "made " + (own ? "you" : name) + " an operator"
                    : "took " + whose + " operator rights away";
            case VOICE -> change.on() ? "gave " + (own ? "you" : name) + " a voice" : "took " + whose + " voice away";
        };
    }
}
