package dev.chatroom.core.room;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.AwayChanged;
import dev.chatroom.core.event.ChatEvent.CrowdChanged;
import dev.chatroom.core.event.ChatEvent.Invited;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Kicked;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.ModesChanged;
import dev.chatroom.core.event.ChatEvent.ProfileChanged;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Tagged;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a room is at the newest position of its history. Only {@link #apply} changes it, and it depends on nothing but the
 * event and the state before: the same events give the same room, in any process and at any time. There is one exception:
 * of {@linkplain #recent recent messages}, the memory budget may have the oldest forgotten, and a room that is restored keeps more of those
 * that one author says in a row.
 *
 * <p>Guarded by the room's append lock, except {@link #modes} and {@link #firstId}, which are for any thread. The lists are for reading.
 */
public final class RoomState {
    /** The bytes that one takes. */
    static final int INVITATION = 72;

    private final RoomOwner owner;

    /** Whether it stays as it is when nobody is in it. */
    private final boolean lasts;

    private final Roster roster = new Roster();
    private final JoinLeaveSummary summary = new JoinLeaveSummary();
    private final RecentMessages recent;

    /** Ids of users, the oldest invitation first. */
    private final Set<Long> invited = new LinkedHashSet<>(0);

    private Topic topic = Topic.NONE;

    /** Never changed, only replaced. */
    private volatile RoomModes modes = RoomModes.STANDARD;

    /** How many bytes masks and invitations take. */
    private long listSize;

    /** The sequence of the last event that was applied. */
    private long position;

    /** The id of the last event that was more than speech, 0 before the first. */
    private long lastChange;

    /** The id of the last event that was applied, 0 before the first. */
    private long lastId;

    /** The id of the first event that was applied, 0 before that. For any thread. */
    private volatile long firstId;

    /** @param mostRecent how many messages newcomers are shown at most */
    public RoomState(RoomOwner owner, int mostRecent) {
        this(owner, mostRecent, false);
    }

    /** @param lasts whether it stays as it is when nobody is in it, whoever the owner */
    public RoomState(RoomOwner owner, int mostRecent, boolean lasts) {
        this.owner = owner;
        this.lasts = lasts || owner == RoomOwner.SERVER_OPERATORS;
        this.recent = new RecentMessages(mostRecent);
    }

    /** Takes up what the room was. To be called before the first event. */
    public void restore(RoomSnapshot snapshot, List<Message> messages) {
        position = snapshot.position();
        topic = snapshot.topic();
        setModes(snapshot.modes());
        messages.forEach(recent::add);
        recent.logForgot(position + 1);
    }

    /** Takes up all that the room is elsewhere. To be called before the first event. */
    public void restore(RoomCheckpoint room) {
        restore(room.snapshot(), room.recent());
        firstId = room.first();
        lastId = room.last();
        lastChange = room.lastChange();
        room.members().forEach(member -> roster.add(member.author(), member.away(), member.ranks()));
        invited.addAll(room.invited());
        summary.restore(room.crowd());
        measureLists();
    }

    /** All that the room is after the last event. */
    public RoomCheckpoint checkpoint(RoomName name, Instant createdAt) {
        return new RoomCheckpoint(
                snapshot(name, createdAt), firstId, lastId, lastChange,
                roster.select(new MemberSelection.First(Integer.MAX_VALUE)), invited(), summary.counts(),
                recent.newest(Integer.MAX_VALUE));
    }

    /** What will be left of it when nobody is in it any more. */
    public RoomSnapshot snapshot(RoomName name, Instant createdAt) {
        return new RoomSnapshot(name, createdAt, topic, modes, position);
    }

    /** Takes the room one event further. */
    public void apply(RoomEvent event) {
        position = event.sequence();
        lastId = event.id();
        if (firstId == 0) {
            firstId = lastId;
        }
        if (!(event instanceof Message || event instanceof Tagged)) {
            lastChange = event.id();
        }
        switch (event) {
            case Message message -> remember(message);
            case Tagged tagged -> {
                // Tags alone are not shown to newcomers.
            }
            case Joined joined -> join(joined);
            case Left left -> {
                if (left.quiet()) {
                    summary.countLeave();
                }
                remove(left.author());
            }
            case Kicked kicked -> remove(kicked.member());
            case ModesChanged changed -> changed.changes().forEach(change -> change(change, changed.stamp()));
            case Redacted redacted -> recent.remove(redacted.message());
            case Invited invitation -> invite(invitation);
            case Renamed renamed -> roster.setAuthor(
                    new Author(renamed.author().userId(), renamed.nickname(), renamed.profile()));
            case ProfileChanged changed -> roster.setAuthor(changed.author().with(changed.profile()));
            case AwayChanged changed -> roster.setAway(changed.author().userId(), changed.away());
            case TopicChanged changed -> topic = changed.topic().isEmpty()
                    ? Topic.NONE
                    : new Topic(changed.topic(), changed.author(), changed.at());
            case CrowdChanged changed -> summary.reset(changed.at());
        }
    }

    private void remember(Message message) {
        if (message.audience().isEverybody()) {
            recent.add(message);
        }
    }

    private void join(Joined joined) {
        roster.add(joined.author(), joined.away(), joined.ranks());
        if (joined.quiet()) {
            summary.countJoin();
        }
        if (invited.remove(joined.author().userId())) {
            measureLists();
        }
    }

    /** How an empty room was run is forgotten if nobody is left who could change it. */
    private void remove(Author member) {
        roster.remove(member.userId());
        if (roster.size() == 0 && !lasts) {
            invited.clear();
            setModes(RoomModes.STANDARD);
        }
    }

    private void change(ModeChange change, EventHeader stamp) {
        if (change instanceof RankChange ranking) {
            roster.setRank(ranking.member(), ranking.rank(), ranking.on());
        } else {
            setModes(modes.with(change, stamp.author(), stamp.at()));
        }
    }

    /** A repeated invitation counts as a new one. */
    private void invite(Invited invitation) {
        if (invitation.admits()) {
            invitation.forgotten().forEach(invited::remove);
            invited.remove(invitation.invited().userId());
            invited.add(invitation.invited().userId());
            measureLists();
        }
    }

    private void setModes(RoomModes changed) {
        modes = changed;
        measureLists();
    }

    private void measureLists() {
        listSize = modes.heapSize() + invited.size() * (long) INVITATION;
    }

    /** The room as it is, with at most so many members and so many recent messages listed. */
    public RoomView view(RoomName name, Instant createdAt, int maxMembers, int maxRecent) {
        return view(name, createdAt, new MemberSelection.First(maxMembers), recent.newest(maxRecent));
    }

    /** The room as it is, with so much listed. */
    public RoomView view(RoomName name, Instant createdAt, ViewScope scope) {
        return view(name, createdAt, scope.members(), recent.newest(scope.turns(), scope.characters()));
    }

    private RoomView view(RoomName name, Instant createdAt, MemberSelection members, List<Message> newest) {
        return new RoomView(
                name, owner, lasts, topic, modes, createdAt, roster.size(), roster.select(members), newest, position);
    }

    RoomOwner owner() {
        return owner;
    }

    boolean lasts() {
        return lasts;
    }

    public Roster roster() {
        return roster;
    }

    public RoomModes modes() {
        return modes;
    }

    public JoinLeaveSummary summary() {
        return summary;
    }

    /** The messages that newcomers are shown; the memory budget may have the oldest of them forgotten. */
    public RecentMessages recent() {
        return recent;
    }

    /** Those who may come in whatever the modes say, and have not come, the oldest invitation first. */
    public List<Long> invited() {
        return List.copyOf(invited);
    }

    public boolean hasInvited(long userId) {
        return invited.contains(userId);
    }

    /** How many bytes of heap masks and invitations take. */
    public long listSize() {
        return listSize;
    }

    /** The id of the last event that decisions depend on, which are all but what people say; 0 before the first. */
    public long lastChange() {
        return lastChange;
    }

    /** The id of the first event that it includes, 0 before the first. For any thread. */
    public long firstId() {
        return firstId;
    }

    /** The id of the last event that it includes, 0 before the first. */
    public long lastId() {
        return lastId;
    }

    /** The sequence of the last event that it includes, 0 before the first. */
    public long position() {
        return position;
    }
}
