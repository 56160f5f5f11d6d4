package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.Message;
import dev.chatroom.core.ChatEvent.RoomEvent;
import dev.chatroom.core.ModeChange.MaskChange;
import dev.chatroom.core.ModeChange.RankChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a room is at the newest position of its history, and what that allows. Guarded by the room's append lock, but for
 * {@link #modes}, which is for any thread.
 */
final class RoomState {
    /** A mask is compared with so many for who is meant by it: nobody waits for long, and a crowd is not named. */
    private static final int MEMBERS_LOOKED_AT = 1_000;

    /** The bytes that one takes. */
    private static final int INVITATION = 72;

    private final RoomName name;
    private final RoomOwner owner;
    private final Limits limits;
    private final ListBudget lists;
    final Roster roster = new Roster();
    private final RecentMessages recent;

    /** Ids of users, the oldest invitation first. */
    private final Set<Long> invited = new LinkedHashSet<>(0);

    private final Bans bans = new Bans(roster);
    private Topic topic = Topic.NONE;
    private boolean gone;

    /** How many bytes masks and invitations are counted for. */
    private long listed;

    /** Never changed, only replaced. */
    private volatile RoomModes modes = RoomModes.STANDARD;

    RoomState(RoomName name, RoomOwner owner, Limits limits, ListBudget lists, RecentMessages recent) {
        this.name = name;
        this.owner = owner;
        this.lists = lists;
        this.recent = recent;
        this.limits = limits;
    }

    RoomModes modes() {
        return modes;
    }

    private void setModes(RoomModes changed) {
        modes = changed;
        bans.forget();
        countLists();
    }

    private void countLists() {
        long now = modes.heapSize() + invited.size() * (long) INVITATION;
        lists.add(now - listed);
        listed = now;
    }

    Topic topic() {
        return topic;
    }

    void setTopic(Topic changed) {
        topic = changed;
    }

    /** Whether nothing more happens in the room. */
    boolean isGone() {
        return gone;
    }

    void markGone() {
        gone = true;
    }

    /** The newest messages, the oldest of them first, at most so many. */
    List<Message> recent(int most) {
        return recent.newest(most);
    }

    void remember(Message message) {
        recent.add(message);
    }

    /** The message with this id, if newcomers are shown it. */
    Optional<RoomEvent> remembered(long message) {
        return recent.find(message).map(RoomEvent.class::cast);
    }

    /** Newcomers are not shown this message any more. */
    void forget(long message) {
        recent.remove(message);
    }

    /** Takes a member in, who runs the room if it is empty and belongs to its first member. */
    void add(Membership membership) {
        boolean unused = owner == RoomOwner.FIRST_MEMBER
                && roster.size() == 0
                && membership.setRank(Rank.OPERATOR, true);
        roster.add(membership);
        if (invited.remove(membership.user().id())) {
            countLists();
        }
    }

    /** Takes a member out. How an empty room was run is forgotten if nobody is left who could change it. */
    void remove(Membership membership) {
        boolean unused = roster.remove(membership);
        if (roster.size() == 0 && owner == RoomOwner.FIRST_MEMBER) {
            invited.clear();
            setModes(RoomModes.STANDARD);
        }
    }

    /** Remembers that somebody may come in whatever the modes say; a repeated invitation counts as a new one. */
    void invite(User user) {
        invited.remove(user.id());
        boolean full = invited.size() >= limits.of(Limit.INVITATIONS)
                || !lists.allows(listed, listed + INVITATION, roster.size());
        if (full && !invited.isEmpty()) {
            invited.remove(invited.iterator().next());
        }
        invited.add(user.id());
        countLists();
    }

    boolean hasInvited(User user) {
        return invited.contains(user.id());
    }

    /** For whom something is that this user sends to those with a rank, or to all. */
    Audience audience(Optional<Rank> rank, User sender) {
        if (rank.isEmpty()) {
            return Audience.EVERYBODY;
        }
        Set<Long> ids = roster.idsFrom(rank.get());
        ids.add(sender.id());
        return new Audience(rank, Set.copyOf(ids));
    }

    /** Makes changes that have not been refused, and tells which of them changed anything. */
    List<ModeChange> apply(List<ModeChange> changes, Stamp stamp) {
        List<ModeChange> applied = new ArrayList<>();
        for (ModeChange change : changes) {
            if (change instanceof RankChange(Rank rank, long member, Nickname called, boolean on)) {
                Membership membership = roster.of(member);
                if (membership != null && membership.setRank(rank, on)) {
                    applied.add(new RankChange(rank, member, membership.asAuthor().nickname(), on));
                }
                continue;
            }
            ModeChange noted = change instanceof MaskChange masking ? withMeant(masking) : change;
            RoomModes changed = modes.with(noted, stamp.author(), stamp.at());
            if (!changed.equals(modes)) {
                setModes(changed);
                applied.add(noted);
            }
        }
        return List.copyOf(applied);
    }

    /** With those for whom it is: who is here, or, if it is taken off a list, for whom it was put there. */
    private MaskChange withMeant(MaskChange change) {
        if (!change.meant().isEmpty()) {
            return change;
        }
        Mask mask = Mask.of(change.mask());
        List<String> meant = change.on()
                ? roster.named(MEMBERS_LOOKED_AT, MaskChange.MOST_MEANT, author -> mask.matches(author.hostmask()))
                : modes.masks(change.kind()).stream()
                        .filter(entry -> entry.mask().equalsIgnoreCase(change.mask()))
                        .flatMap(entry -> entry.meant().stream())
                        .toList();
        return new MaskChange(change.kind(), change.mask(), change.on(), meant);
    }

    // Why somebody may not, if so.

    /** Adding to the history. What was closed stays as it was. */
    @Nullable Refusal refuse(Membership membership) {
        if (!roster.contains(membership)) {
            return new Refusal.NotThere(name);
        }
        return gone ? new Refusal.Gone() : null;
    }

    @Nullable Refusal refuseEntry(User user, String key) {
        if (roster.contains(user)) {
            return new Refusal.AlreadyThere(name);
        }
        int limit = limits.of(Limit.MEMBERS);
        return roster.size() >= limit
                ? new Refusal.RoomFull(name, limit)
                : RoomRules.refuseEntry(name, modes, user, invited.contains(user.id()), key, roster.size());
    }

    @Nullable Refusal refuseSpeech(User author, @Nullable Membership membership) {
        if (membership == null && modes.has(RoomFlag.SECRET) && !author.has(UserMode.SERVER_OPERATOR)) {
            return new Refusal.NoSuchRoom(name.text()); // As ChatView has it; a message would find the room out.
        }
        Refusal refusal = membership == null ? null : refuse(membership);
        if (refusal != null || (membership == null && (gone || author.isGone()))) {
            return refusal == null ? new Refusal.Gone() : refusal;
        }
        return RoomRules.refuseSpeech(name, modes, bans, author, membership);
    }

    /** What a member says beside messages, such as why they leave: nothing if they may not speak. */
    String heard(Membership membership, String words) {
        return words.isEmpty() || refuseSpeech(membership.user(), membership) == null ? words : "";
    }

    /** As if the author came in first; but who does not stay takes nobody's place. */
    @Nullable Refusal refuseSpeechInPassing(User author, String key) {
        if (gone || author.isGone()) {
            return new Refusal.Gone();
        }
        Refusal refusal = RoomRules.refuseEntry(name, modes, author, invited.contains(author.id()), key, 0);
        refusal = refusal == null ? RoomRules.refuseSpeechWithoutRank(name, modes, bans, author) : refusal;
        return refusal == null || !modes.has(RoomFlag.SECRET) ? refusal : new Refusal.NoSuchRoom(name.text());
    }

    @Nullable Refusal refuseOperator(Membership membership) {
        Refusal refusal = refuse(membership);
        return refusal == null && !membership.isOperator() ? new Refusal.NotOperator(name) : refusal;
    }

    /** Taking back what was said, if anything was. */
    @Nullable Refusal refuseRedaction(Membership by, Optional<RoomEvent> said) {
        Refusal refusal = refuse(by);
        if (refusal != null) {
            return refusal;
        }
        if (said.isEmpty()) {
            return new Refusal.NoSuchMessage(name);
        }
        boolean own = said.get().author().userId() == by.user().id();
        return own ? null : refuseOperator(by);
    }

    /** A topic is read by all, so it is for those who may speak. */
    @Nullable Refusal refuseTopic(Membership membership) {
        return modes.has(RoomFlag.TOPIC_LOCKED)
                ? refuseOperator(membership)
                : refuseSpeech(membership.user(), membership);
    }

    @Nullable Refusal refuseInvitation(Membership by, User user) {
        Refusal refusal = modes.has(RoomFlag.INVITE_ONLY) ? refuseOperator(by) : refuse(by);
        if (refusal == null && roster.contains(user)) {
            return new Refusal.MemberAlready(user.nickname().text(), name);
        }
        return refusal;
    }

    @Nullable Refusal refuseChanges(Membership by, List<ModeChange> changes) {
        Refusal refusal = refuseOperator(by);
        if (refusal != null) {
            return refusal;
        }
        int most = limits.of(Limit.MASKS);
        RoomModes after = modes;
        for (ModeChange change : changes) {
            if (change instanceof RankChange ranking && roster.of(ranking.member()) == null) {
                return new Refusal.NotMember(ranking.nickname().text(), name);
            }
            after = after.with(change, by.asAuthor(), Instant.EPOCH);
            if (change instanceof MaskChange masking && masking.on()) {
                long wanted = listed + after.heapSize() - modes.heapSize();
                if (after.masks(masking.kind()).size() > most) {
                    return new Refusal.TooManyMasks(name, masking.kind(), most);
                } else if (!lists.allows(listed, wanted, roster.size())) {
                    return new Refusal.TooManyMasks(name, masking.kind(), modes.masks(masking.kind()).size());
                }
            }
        }
        return null;
    }
}
