package dev.chatroom.core.room;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.text.Mask;
import dev.chatroom.core.text.Subsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a room is run. Immutable. The key and the masks are for the eyes of those inside; {@code ChatView.of} shows others
 * a star for the key, and no masks.
 *
 * @param flags what is switched on
 * @param key the word that lets people in; empty if none is needed
 * @param limit how many members there may be; 0 if the room has no limit of its own
 * @param masks the lists that are not empty, in the order in which masks were put on them
 */
public record RoomModes(Set<RoomFlag> flags, String key, int limit, Map<MaskKind, List<MaskEntry>> masks) {
    /** Of a new room. */
    public static final RoomModes STANDARD = new RoomModes(Set.of(RoomFlag.MEMBERS_ONLY), "", 0, Map.of());

    /** Stands for a key in the view of those who are not to know it. */
    private static final String HIDDEN_KEY = "*";

    private static final Subsets<RoomFlag> FLAGS = new Subsets<>(RoomFlag.class);

    /** Copies. */
    public RoomModes {
        flags = Set.copyOf(flags);
        masks = Map.copyOf(masks);
    }

    /** Whether a flag is set. */
    public boolean has(RoomFlag flag) {
        return flags.contains(flag);
    }

    /** The masks on a list. */
    public List<MaskEntry> masks(MaskKind kind) {
        return masks.getOrDefault(kind, List.of());
    }

    /** What those may know who are not in the room: that there is a key, and nothing of the lists. */
    public RoomModes forOutsiders() {
        return new RoomModes(flags, key.isEmpty() ? "" : HIDDEN_KEY, limit, Map.of());
    }

    /** How many bytes of heap all masks take. */
    public long heapSize() {
        long size = 0;
        for (List<MaskEntry> entries : masks.values()) {
            for (MaskEntry entry : entries) {
                size += entry.heapSize();
            }
        }
        return size;
    }

    /** Whether a mask on this list finds a user. */
    boolean matches(MaskKind kind, Participant user) {
        List<MaskEntry> entries = masks(kind);
        return !entries.isEmpty() && user.hostmasks().stream().anyMatch(hostmask -> matches(entries, hostmask));
    }

    private static boolean matches(List<MaskEntry> entries, String hostmask) {
        int[] letters = Mask.letters(hostmask);
        return entries.stream().anyMatch(entry -> entry.compiled().matches(letters));
    }

    /** Whether somebody may neither come in nor speak. */
    boolean bans(Participant user) {
        return matches(MaskKind.BAN, user) && !matches(MaskKind.BAN_EXCEPTION, user);
    }

    /** Whether somebody without a rank may not speak, even if not banned. */
    public boolean mutes(Participant user) {
        return matches(MaskKind.MUTE, user)
                && !matches(MaskKind.MUTE_EXCEPTION, user)
                && !matches(MaskKind.BAN_EXCEPTION, user);
    }

    /** Whether somebody without a rank may not speak, and has to keep a name for it. */
    boolean silences(Participant user) {
        return bans(user) || mutes(user);
    }

    /** Whether somebody may come in who is not invited and has no key, as far as there is a place. */
    public boolean admits(Participant user) {
        return user.has(UserMode.SERVER_OPERATOR)
                || (!isShut() && !bans(user)
                        && (!has(RoomFlag.INVITE_ONLY) || matches(MaskKind.INVITE_EXCEPTION, user)));
    }

    /** Whether nobody comes in who is not invited and has no key, whoever it is. */
    public boolean isShut() {
        return !key.isEmpty() || (has(RoomFlag.INVITE_ONLY) && masks(MaskKind.INVITE_EXCEPTION).isEmpty());
    }

    /** How many masks {@link #admits} looks at, at most. */
    public int masksToAdmit() {
        int bans = masks(MaskKind.BAN).size();
        int exceptions = bans == 0 ? 0 : masks(MaskKind.BAN_EXCEPTION).size();
        return isShut()
                ? 0
                : bans + exceptions
                        + (has(RoomFlag.INVITE_ONLY) ? masks(MaskKind.INVITE_EXCEPTION).size() : 0);
    }

    /** The modes after a change; the same object if it changes nothing. Ranks are none of its business. */
    RoomModes with(ModeChange change, Author author, Instant at) {
        return switch (change) {
            case FlagChange(RoomFlag flag, boolean on) -> with(flag, on);
            case KeyChange(String changed) ->
                changed.equals(key) ? this : new RoomModes(flags, changed, limit, masks);
            case LimitChange(int changed) -> changed == limit ? this : new RoomModes(flags, key, changed, masks);
            case MaskChange masking -> with(masking, author, at);
            case RankChange rank -> this;
        };
    }

    private RoomModes with(RoomFlag flag, boolean on) {
        if (has(flag) == on) {
            return this;
        }
        return new RoomModes(FLAGS.with(flags, flag, on), key, limit, masks);
    }

    private RoomModes with(MaskChange change, Author author, Instant at) {
        MaskKind kind = change.kind();
        String mask = change.mask();
        boolean on = change.on();
        List<MaskEntry> entries = new ArrayList<>(masks(kind));
        boolean there = entries.stream().anyMatch(entry -> entry.mask().equalsIgnoreCase(mask));
        if (there == on) {
            return this;
        }
        if (on) {
            entries.add(new MaskEntry(mask, change.meant(), author, at));
        } else {
            entries.removeIf(entry -> entry.mask().equalsIgnoreCase(mask));
        }
        Map<MaskKind, List<MaskEntry>> changed = new EnumMap<>(MaskKind.class);
        changed.putAll(masks);
        if (entries.isEmpty()) {
            changed.remove(kind);
        } else {
            changed.put(kind, List.copyOf(entries));
        }
        return new RoomModes(flags, key, limit, changed);
    }
}
