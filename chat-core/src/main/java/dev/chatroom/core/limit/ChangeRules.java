package dev.chatroom.core.limit;

import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.text.Mask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which changes of a room's modes can be asked for at all, whatever the room and whoever asks. For any thread. */
public final class ChangeRules {
    private final Limits limits;

    public ChangeRules(Limits limits) {
        this.limits = limits;
    }

    /** The changes in the form in which rooms keep them. */
    public static List<ModeChange> completed(List<ModeChange> changes) {
        return changes.stream().map(ChangeRules::completed).toList();
    }

    /** Whether one of them outlasts those who are in the room: ranks do not. */
    public static boolean last(List<ModeChange> changes) {
        return changes.stream().anyMatch(change -> !(change instanceof RankChange));
    }

    /** Why not all of them can be asked for, if so. */
    public @Nullable Refusal refuse(List<ModeChange> changes) {
        int most = limits.of(Limit.CHANGES);
        if (changes.size() > most) {
            return new Refusal.TooManyChanges(most);
        }
        for (ModeChange change : changes) {
            Refusal refusal = refuse(change);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static ModeChange completed(ModeChange change) {
        return change instanceof MaskChange(MaskKind kind, String mask, boolean on, List<String> meant)
                ? new MaskChange(kind, Mask.complete(mask), on, meant)
                : change;
    }

    private @Nullable Refusal refuse(ModeChange change) {
        return switch (change) {
            case FlagChange flag -> null;
            case RankChange rank -> null;
            case LimitChange(int limit) -> limit < 0 ? new Refusal.ChangeInvalid(change) : null;
            case KeyChange(String key) -> refuse(change, key, Limit.KEY, key.startsWith(":") || key.contains(","));
            case MaskChange masking -> refuse(change, masking.mask(), Limit.MASK, false);
        };
    }

    private @Nullable Refusal refuse(ModeChange change, String word, Limit limit, boolean malformed) {
        int longest = limits.of(limit);
        if (word.length() > longest) {
            return new Refusal.TooLong(word.length(), longest);
        }
        return malformed || word.codePoints().anyMatch(ChangeRules::separatesWords)
                ? new Refusal.ChangeInvalid(change)
                : null;
    }

    private static boolean separatesWords(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point);
    }
}
