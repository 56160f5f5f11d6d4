package dev.chatroom.server.plain.syntax;

import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.dialect.NearestWord;
import dev.chatroom.server.dialect.TerminalText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an operator of a room can set with a word and a value, in the order in which help lists it. */
public enum RoomSetting {
    INVITE_ONLY("on|off", "only people who are invited come in"),
    MODERATED("on|off", "only operators and people with a voice speak"),
    SECRET("on|off", "only those in the room know of it"),
    TOPIC_LOCKED("on|off", "only operators change the topic"),
    MEMBERS_ONLY("on|off", "only those in the room send messages to it"),
    KEY("KEY|off", "who comes in needs this word: /join ROOM KEY"),
    LIMIT("N|off", "nobody comes in once so many people are there");

    private static final String OFF = "off";

    /** What others' commands can write too: no comma and no colon in front, as IRC has lists and last parameters. */
    private static final String KEYS = "(?!:)[^\\s,]+";

    private final String values;
    private final String summary;

    RoomSetting(String values, String summary) {
        this.values = values;
        this.summary = summary;
    }

    /** The setting that is called so, in whatever case. */
    public static Optional<RoomSetting> of(String word) {
        return Arrays.stream(values()).filter(setting -> setting.word().equalsIgnoreCase(word)).findFirst();
    }

    /** The setting whose name is nearest to a word that is none. */
    public static Optional<String> nearest(String word) {
        List<String> words = Arrays.stream(values()).map(RoomSetting::word).toList();
        return NearestWord.of(word, words);
    }

    /** As people write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How to write it with its values. */
    public String usage() {
        return word() + " " + values;
    }

    /** What it means if it is on. */
    public String summary() {
        return summary;
    }

    /** The change that sets it to what somebody wrote; empty if it cannot be set to that. */
    public Optional<ModeChange> change(String value, Limits limits) {
        boolean off = value.equalsIgnoreCase(OFF);
        return switch (this) {
            case INVITE_ONLY -> flag(RoomFlag.INVITE_ONLY, value);
            case MODERATED -> flag(RoomFlag.MODERATED, value);
            case SECRET -> flag(RoomFlag.SECRET, value);
            case TOPIC_LOCKED -> flag(RoomFlag.TOPIC_LOCKED, value);
            case MEMBERS_ONLY -> flag(RoomFlag.MEMBERS_ONLY, value);
            case KEY -> off ? Optional.of(new KeyChange("")) : key(value, limits.of(Limit.KEY));
            case LIMIT -> off || value.equals("0") ? Optional.of(new LimitChange(0)) : limit(value);
        };
    }

    private static Optional<ModeChange> flag(RoomFlag flag, String value) {
        return value.equalsIgnoreCase("on") || value.equalsIgnoreCase(OFF)
                ? Optional.of(new FlagChange(flag, value.equalsIgnoreCase("on")))
                : Optional.empty();
    }

    private static Optional<ModeChange> key(String value, int longest) {
        boolean good = value.length() <= longest && value.matches(KEYS) && TerminalText.clean(value).equals(value);
        return good ? Optional.of(new KeyChange(value)) : Optional.empty();
    }

    private static Optional<ModeChange> limit(String value) {
        return value.matches("[1-9][0-9]{0,6}")
                ? Optional.of(new LimitChange(Integer.parseInt(value)))
                : Optional.empty();
    }
}
