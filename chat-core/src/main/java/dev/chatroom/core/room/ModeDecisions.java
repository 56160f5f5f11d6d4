package dev.chatroom.core.room;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.RoomView.Member;
import dev.chatroom.core.text.Mask;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether changes of a room's modes and ranks may be made, and which of them change anything. It reads {@link RoomState} and
 * changes nothing: what several changes lead to is tried on copies. Guarded by the room's append lock.
 */
final class ModeDecisions {
    /** A mask is compared with so many for who is meant by it: nobody waits for long, and a crowd is not named. */
    private static final int MEMBERS_LOOKED_AT = 1_000;

    private final RoomName room;
    private final RoomState state;
    private final DecisionContext context;

    ModeDecisions(RoomName room, RoomState state, DecisionContext context) {
        this.room = room;
        this.state = state;
        this.context = context;
    }

    /**
     * Why an operator cannot make all of these changes, if so.
     *
     * @param runsServer whether the operator runs the server, and so can make operators without being one
     */
    @Nullable Refusal refuse(Author by, List<ModeChange> changes, boolean runsServer) {
        int most = context.limit(Limit.MASKS);
        RoomModes modes = state.modes();
        RoomModes after = modes;
        for (ModeChange change : changes) {
            if (change instanceof RankChange ranking && state.roster().of(ranking.member()) == null) {
                return new Refusal.NotMember(ranking.nickname().text(), room);
            }
            after = after.with(change, by, Instant.EPOCH);
            if (change instanceof MaskChange masking && masking.on()) {
                long listed = state.listSize();
                long wanted = listed + after.heapSize() - modes.heapSize();
                if (after.masks(masking.kind()).size() > most) {
                    return new Refusal.TooManyMasks(room, masking.kind(), most);
                } else if (!context.lists().allows(listed, wanted, state.roster().size())) {
                    return new Refusal.TooManyMasks(room, masking.kind(), modes.masks(masking.kind()).size());
                }
            }
        }
        return needsOperator() && !runsServer && leavesNoOperator(changes) ? new Refusal.LastOperator(room) : null;
    }

    /** Whether others would be left behind without an operator, as nobody is in a room where the operator is alone. */
    private boolean needsOperator() {
        return state.owner() == RoomOwner.FIRST_MEMBER && state.roster().size() > 1;
    }

    /** What this user leaves behind, unless it is one who runs the server. */
    LeftBehind leftBehind(long userId) {
        Member member = state.roster().of(userId);
        boolean onlyOperator = state.owner() == RoomOwner.FIRST_MEMBER
                && member != null && member.ranks().contains(Rank.OPERATOR)
                && state.roster().idsFrom(Rank.OPERATOR).size() == 1;
        if (onlyOperator && needsOperator()) {
            return LeftBehind.MEMBERS_WITHOUT_OPERATOR;
        }
        return onlyOperator && state.lasts() && !state.modes().equals(RoomModes.STANDARD)
                ? LeftBehind.MODES_WITHOUT_OPERATOR
                : LeftBehind.NOTHING;
    }

    private boolean leavesNoOperator(List<ModeChange> changes) {
        boolean anyTaken = changes.stream().anyMatch(
                change -> change instanceof RankChange ranking && ranking.rank() == Rank.OPERATOR && !ranking.on());
        if (!anyTaken) {
            return false;
        }
        Set<Long> operators = state.roster().idsFrom(Rank.OPERATOR);
        for (ModeChange change : changes) {
            if (change instanceof RankChange ranking && ranking.rank() == Rank.OPERATOR) {
                boolean unused = ranking.on()
                        ? operators.add(ranking.member())
                        : operators.remove(ranking.member());
            }
        }
        return operators.isEmpty();
    }

    /** Those of the changes, made one after the other, that change anything, as the room is told of them. */
    List<ModeChange> effective(List<ModeChange> changes, EventHeader stamp) {
        RoomModes after = state.modes();
        Map<Long, Set<Rank>> ranks = new HashMap<>();
        List<ModeChange> effective = new ArrayList<>();
        for (ModeChange change : changes) {
            if (change instanceof RankChange ranking) {
                effective(ranking, ranks).ifPresent(effective::add);
                continue;
            }
            ModeChange noted = change instanceof MaskChange masking ? withMeant(masking, after) : change;
            RoomModes changed = after.with(noted, stamp.author(), stamp.at());
            if (!changed.equals(after)) {
                after = changed;
                effective.add(noted);
            }
        }
        return List.copyOf(effective);
    }

    /** @param ranks of those whose ranks earlier changes have changed; this one is added */
    private Optional<ModeChange> effective(RankChange change, Map<Long, Set<Rank>> ranks) {
        Member member = state.roster().of(change.member());
        if (member == null) {
            return Optional.empty();
        }
        Set<Rank> before = ranks.getOrDefault(change.member(), member.ranks());
        if (before.contains(change.rank()) == change.on()) {
            return Optional.empty();
        }
        ranks.put(change.member(), Roster.with(before, change.rank(), change.on()));
        return Optional.of(new RankChange(change.rank(), change.member(), member.nickname(), change.on()));
    }

    /** With those for whom it is: who is here, or, if it is taken off a list, for whom it was put there. */
    private MaskChange withMeant(MaskChange change, RoomModes modes) {
        if (!change.meant().isEmpty()) {
            return change;
        }
        Mask mask = Mask.of(change.mask());
        List<String> meant = change.on()
                ? state.roster().named(
                        MEMBERS_LOOKED_AT, MaskChange.MOST_MEANT, author -> mask.matches(author.hostmask()))
                : modes.masks(change.kind()).stream()
                        .filter(entry -> entry.mask().equalsIgnoreCase(change.mask()))
                        .flatMap(entry -> entry.meant().stream())
                        .toList();
        return new MaskChange(change.kind(), change.mask(), change.on(), meant);
    }
}
