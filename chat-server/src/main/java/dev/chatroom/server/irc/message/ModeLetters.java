package dev.chatroom.server.irc.message;

import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.UserMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The letters by which IRC knows what may be switched on and off (modern.ircdocs.horse, Modes). */
public final class ModeLetters {
    /** By the types A, B, C and D of the ISUPPORT token CHANMODES. */
    public static final String CHANMODES = "Ieb,k,l,imnst";

    /** All that channels have, in order. */
    public static final String ALL_OF_CHANNELS = "Ibeiklmnostv";

    /** The ISUPPORT token EXTBAN: masks behind {@link #MUTING} mute. */
    public static final String EXTBAN = ",m";

    public static final String MUTING = "m:";
    public static final char KEY = 'k';
    public static final char LIMIT = 'l';

    private ModeLetters() {}

    public static char letter(RoomFlag flag) {
        return switch (flag) {
            case INVITE_ONLY -> 'i';
            case MODERATED -> 'm';
            case MEMBERS_ONLY -> 'n';
            case SECRET -> 's';
            case TOPIC_LOCKED -> 't';
        };
    }

    public static char letter(MaskKind kind) {
        return switch (kind) {
            case BAN, MUTE -> 'b';
            case BAN_EXCEPTION, MUTE_EXCEPTION -> 'e';
            case INVITE_EXCEPTION -> 'I';
        };
    }

    /** A mask as it is on the list of its letter: mutes are bans of a kind (ISUPPORT token EXTBAN). */
    public static String parameter(MaskKind kind, String mask) {
        return switch (kind) {
            case BAN, BAN_EXCEPTION, INVITE_EXCEPTION -> mask.startsWith(":") ? "*" + mask : mask;
            case MUTE, MUTE_EXCEPTION -> MUTING + mask;
        };
    }

    public static char letter(Rank rank) {
        return switch (rank) {
            case VOICE -> 'v';
            case OPERATOR -> 'o';
        };
    }

    public static char letter(UserMode mode) {
        return switch (mode) {
            case INVISIBLE -> 'i';
            case BOT -> 'B';
            case WALLOPS -> 'w';
            case SERVER_OPERATOR -> 'o';
            case ENCRYPTED -> 'Z';
            case AT_TERMINAL -> 't';
        };
    }

    /** What stands before a name in lists and targets. */
    static char sign(Rank rank) {
        return switch (rank) {
            case VOICE -> '+';
            case OPERATOR -> '@';
        };
    }

    /** The signs before a name: all of them, the highest first, or only the highest (IRCv3 multi-prefix). */
    public static String signs(Set<Rank> ranks, boolean all) {
        String signs = (ranks.contains(Rank.OPERATOR) ? "@" : "") + (ranks.contains(Rank.VOICE) ? "+" : "");
        return all || signs.isEmpty() ? signs : signs.substring(0, 1);
    }

    public static Optional<RoomFlag> flag(char letter) {
        return Arrays.stream(RoomFlag.values()).filter(flag -> letter(flag) == letter).findFirst();
    }

    /** What is on the list of a letter, the plain one first. */
    public static List<MaskKind> maskKinds(char letter) {
        return Arrays.stream(MaskKind.values()).filter(kind -> letter(kind) == letter).toList();
    }

    public static Optional<Rank> rank(char letter) {
        return Arrays.stream(Rank.values()).filter(rank -> letter(rank) == letter).findFirst();
    }

    public static Optional<UserMode> userMode(char letter) {
        return Arrays.stream(UserMode.values()).filter(mode -> letter(mode) == letter).findFirst();
    }

    /** What is switched on for a user, with a plus before it. */
    public static String of(Set<UserMode> modes) {
        return modes.stream().map(ModeLetters::letter).sorted()
                .collect(() -> new StringBuilder("+"), StringBuilder::append, StringBuilder::append).toString();
    }

    /** How a room is run, without its lists: letters and parameters. */
    public static String of(RoomModes modes) {
        StringBuilder letters = new StringBuilder("+");
        StringBuilder parameters = new StringBuilder();
        modes.flags().stream().map(ModeLetters::letter).sorted().forEach(letters::append);
        if (!modes.key().isEmpty()) {
            letters.append(KEY);
            parameters.append(' ').append(modes.key());
        }
        if (modes.limit() > 0) {
            letters.append(LIMIT);
            parameters.append(' ').append(modes.limit());
        }
        return letters.append(parameters).toString();
    }

    /** Changes as a MODE line has them. */
    public static String of(List<ModeChange> changes) {
        StringBuilder letters = new StringBuilder();
        StringBuilder parameters = new StringBuilder();
        char sign = 0;
        for (ModeChange change : changes) {
            char wanted = isOn(change) ? '+' : '-';
            if (wanted != sign) {
                letters.append(wanted);
                sign = wanted;
            }
            letters.append(letter(change));
            String parameter = parameter(change);
            if (!parameter.isEmpty()) {
                parameters.append(' ').append(parameter);
            }
        }
        return letters.append(parameters).toString();
    }

    private static boolean isOn(ModeChange change) {
        return switch (change) {
            case FlagChange flag -> flag.on();
            case KeyChange key -> !key.key().isEmpty();
            case LimitChange limit -> limit.limit() > 0;
            case MaskChange mask -> mask.on();
            case RankChange rank -> rank.on();
        };
    }

    private static char letter(ModeChange change) {
        return switch (change) {
            case FlagChange flag -> letter(flag.flag());
            case KeyChange key -> KEY;
            case LimitChange limit -> LIMIT;
            case MaskChange mask -> letter(mask.kind());
            case RankChange rank -> letter(rank.rank());
        };
    }

    private static String parameter(ModeChange change) {
        return switch (change) {
            case FlagChange flag -> "";
            case KeyChange key -> key.key().isEmpty() ? "*" : key.key();
            case LimitChange limit -> limit.limit() > 0 ? Integer.toString(limit.limit()) : "";
            case MaskChange mask -> parameter(mask.kind(), mask.mask());
            case RankChange rank -> rank.nickname().text();
        };
    }
}
