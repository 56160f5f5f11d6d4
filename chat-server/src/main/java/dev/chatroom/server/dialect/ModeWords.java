package dev.chatroom.server.dialect;

import dev.chatroom.core.MaskKind;
import dev.chatroom.core.ModeChange;
import dev.chatroom.core.ModeChange.FlagChange;
import dev.chatroom.core.ModeChange.KeyChange;
import dev.chatroom.core.ModeChange.LimitChange;
import dev.chatroom.core.ModeChange.MaskChange;
import dev.chatroom.core.ModeChange.RankChange;
import dev.chatroom.core.RoomFlag;
import java.util.ArrayList;
import java.util.List;

/** The words of the plain dialect for how a room is run. */
final class ModeWords {
    private static final int MOST_NAMED = 3;

    private ModeWords() {}

    /**
     * What an operator has done, behind the operator's name or "you".
     *
     * @param reader the id of the user who reads it
     * @param inFull whether to tell how masks find those for whom they are, which is for those who run the room
     */
    static String of(ModeChange change, long reader, boolean inFull) {
        return switch (change) {
            case FlagChange(RoomFlag flag, boolean on) -> flag(flag, on);
            case KeyChange(String key) -> key.isEmpty() ? "took the key away" : "gave the room a key";
            case LimitChange(int limit) -> limit == 0
                    ? "took the limit away"
                    : "limited the room to " + PlainText.counted(limit, "person", "people");
            case MaskChange(MaskKind kind, String mask, boolean on, List<String> meant) ->
                mask(kind, whom(mask, meant, inFull), on);
            case RankChange ranking -> rank(ranking, ranking.member() == reader);
        };
    }

    /**
     * Whom a mask stands for, without its letters and signs.
     *
     * @param meant the names of those for whom it is, as far as they are known
     * @param inFull whether to tell how it finds them
     */
    static String whom(String mask, List<String> meant, boolean inFull) {
        if (mask.equals("*!*@*")) {
            return "everybody";
        }
        String how = inFull ? parts(mask, meant) : "";
        if (meant.isEmpty()) {
            return how.isEmpty() ? "people who are not here" : how;
        }
        boolean many = meant.size() > MOST_NAMED;
        String names = many
                ? String.join(", ", meant.subList(0, MOST_NAMED)) + " and others"
                : listed(meant);
        return TerminalText.clean(names) + (how.isEmpty() ? "" : " (" + how + ")");
    }

    /** What a mask asks for, of name, user and host, in words. */
    private static String parts(String mask, List<String> meant) {
        String shown = TerminalText.clean(mask);
        int user = shown.indexOf('!');
        int host = shown.lastIndexOf('@');
        if (user < 0 || host < user) {
            return shown;
        }
        List<String> parts = new ArrayList<>();
        if (meant.size() == 1 && shown.substring(0, user).equalsIgnoreCase(meant.getFirst())) {
            parts.add("by name");
        } else {
            part("name", shown.substring(0, user), parts);
        }
        part("user", shown.substring(user + 1, host), parts);
        String address = shown.substring(host + 1);
        // The label before the first dot is the person's, so this is how all are found who come from an address.
        boolean whole = address.startsWith("*.") && address.chars().skip(2).noneMatch(c -> c == '*' || c == '?');
        part("address", whole ? address.substring(2) : address, parts);
        return String.join(", ", parts);
    }

    private static void part(String noun, String pattern, List<String> parts) {
        if (!pattern.equals("*")) {
            boolean exact = pattern.chars().noneMatch(c -> c == '*' || c == '?');
            parts.add((exact ? "the " + noun + " " : "any " + noun + " like ") + pattern);
        }
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
