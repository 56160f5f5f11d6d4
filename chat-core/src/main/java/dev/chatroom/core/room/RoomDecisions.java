package dev.chatroom.core.room;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.AwayChanged;
import dev.chatroom.core.event.ChatEvent.CrowdChanged;
import dev.chatroom.core.event.ChatEvent.Invited;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Kicked;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.ModesChanged;
import dev.chatroom.core.event.ChatEvent.ProfileChanged;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.Participant.Stay;
import dev.chatroom.core.room.RoomView.Member;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a request the event that it leads to, or says why it is refused: with {@link SpeechRules} and {@link ModeDecisions}
 * the one place that decides who may do what in a room. It reads {@link RoomState} and changes nothing. Guarded by the room's append lock,
 * which the caller holds until the event has been applied.
 */
public final class RoomDecisions {
    private final RoomName name;
    private final RoomState state;
    private final SpeechRules speech;
    private final ModeDecisions modes;
    private final EntryRules entry;
    private final DecisionContext context;

    public RoomDecisions(RoomName name, RoomState state, DecisionContext context) {
        this.name = name;
        this.state = state;
        this.speech = new SpeechRules(name, state);
        this.modes = new ModeDecisions(name, state, context);
        this.entry = new EntryRules(name, state, context);
        this.context = context;
    }

    public SpeechRules speech() {
        return speech;
    }

    /** Coming in. Whoever finds the room empty runs it, if it belongs to its first member. */
    public Outcome<Joined> join(Participant user, String key) {
        boolean runsIt = state.roster().size() == 0 && state.owner() == RoomOwner.FIRST_MEMBER;
        return join(user, entry.refuse(user, key), runsIt ? Set.of(Rank.OPERATOR) : Set.of());
    }

    /** Coming in again with the ranks of before, for somebody whom other nodes took for gone. */
    public Outcome<Joined> comeBack(Participant user, Set<Rank> ranks) {
        return join(user, entry.refuseReturn(user), ranks);
    }

    private Outcome<Joined> join(Participant user, @Nullable Refusal refusal, Set<Rank> ranks) {
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        Optional<String> away = user.away().map(why -> speech.heard(user, ranks, why));
        return new Done<>(new Joined(header(user.asAuthor()), isCrowded(), away, ranks));
    }

    /** Leaving. Why somebody is taken out, the server says, so that is heard in any case. */
    public Outcome<Left> leave(Stay leaving, String reason, long departure, Leaving manner) {
        return asMember(leaving, member -> new Done<>(new Left(
                header(member.author()), manner == Leaving.TAKEN_OUT ? reason : heard(leaving, member, reason),
                departure,
                isCrowded(), manner)));
    }

    /** What this user leaves behind by leaving now, which is not refused. */
    public LeftBehind leftBehind(Participant user) {
        return user.has(UserMode.SERVER_OPERATOR) ? LeftBehind.NOTHING : modes.leftBehind(user.id());
    }

    /** Putting a member out. */
    public Outcome<Kicked> kick(Stay by, Participant user, String reason) {
        return asOperator(by, operator -> {
            Member kicked = state.roster().of(user.id());
            return kicked == null
                    ? new Refused<>(new Refusal.NotMember(user.nickname().text(), name))
                    : new Done<>(new Kicked(header(operator.author()), kicked.author(), reason));
        });
    }

    /** Saying something; the stay is null for somebody who is not in the room. */
    public Outcome<RoomEvent> say(Participant sender, @Nullable Stay stay, OutgoingMessage draft) {
        if (stay == null) {
            return said(speech.refuseFromOutside(sender), sender, sender.asAuthor(), draft);
        }
        Member member = find(stay);
        return member == null
                ? new Refused<>(new Refusal.NotThere(name))
                : said(speech.refuse(sender, member.ranks()), sender, member.author(), draft);
    }

    /** Saying something as if the sender came in with this key first; but whoever does not stay takes nobody's place. */
    public Outcome<RoomEvent> sayInPassing(Participant sender, String key, OutgoingMessage draft) {
        Refusal refusal = sender.isGone() ? new Refusal.Gone() : entry.refuseByModes(sender, key, 0);
        refusal = refusal == null ? speech.refuseWithoutRank(sender) : refusal;
        boolean hides = refusal != null && state.modes().has(RoomFlag.SECRET) && !sender.isGone();
        return said(hides ? new Refusal.NoSuchRoom(name.text()) : refusal, sender, sender.asAuthor(), draft);
    }

    private Outcome<RoomEvent> said(@Nullable Refusal refusal, Participant sender, Author author,
            OutgoingMessage draft) {
        return refusal == null
                ? new Done<>(draft.posted(header(author), audience(draft.rank(), sender)))
                : new Refused<>(refusal);
    }

    /**
     * Taking back what was said: one's own, or as an operator anything.
     *
     * @param said what it was; absent if there is no such thing, or not any more
     */
    public Outcome<Redacted> redact(Stay by, long message, Optional<RoomEvent> said, String reason) {
        return asMember(by, member -> {
            if (said.isEmpty()) {
                return new Refused<>(new Refusal.NoSuchMessage(name));
            }
            RoomEvent event = said.get();
            boolean own = event.author().userId() == by.user().id();
            if (!own && !event.audience().includes(by.user().id()) && !runs(by, member)) {
                // Nobody learns that there is something for operators.
                return new Refused<>(new Refusal.NoSuchMessage(name));
            }
            return own || runs(by, member)
                    ? new Done<>(new Redacted(
                            header(member.author()), message, event.author(), heard(by, member, reason),
                            event.audience()))
                    : new Refused<>(new Refusal.NotOperator(name));
        });
    }

    /** Changing the topic. It is read by all, so it is for those who may speak. */
    public Outcome<TopicChanged> changeTopic(Stay by, String text) {
        return asMember(by, member -> {
            boolean locked = state.modes().has(RoomFlag.TOPIC_LOCKED);
            Refusal forbidden = runs(by, member) ? null : new Refusal.NotOperator(name);
            Refusal refusal = locked ? forbidden : speech.refuse(by.user(), member.ranks());
            return refusal == null
                    ? new Done<>(new TopicChanged(header(member.author()), text))
                    : new Refused<>(refusal);
        });
    }

    /** Inviting somebody. What others say does not open a door that an operator has closed. */
    public Outcome<Invited> invite(Stay by, Participant user) {
        return asMember(by, member -> {
            boolean admits = runs(by, member);
            if (!admits && state.modes().has(RoomFlag.INVITE_ONLY)) {
                return new Refused<>(new Refusal.NotOperator(name));
            } else if (state.roster().of(user.id()) != null) {
                return new Refused<>(new Refusal.MemberAlready(user.nickname().text(), name));
            }
            Audience audience = audience(Optional.of(Rank.OPERATOR), by.user());
            return new Done<>(new Invited(
                    header(member.author()), user.asAuthor(), audience, admits,
                    admits ? givingWayTo(user.id()) : List.of()));
        });
    }

    /** The oldest invitation, if there is no room for one more. */
    private List<Long> givingWayTo(long user) {
        List<Long> others = state.invited().stream().filter(id -> id != user).toList();
        long listed = state.listSize();
        boolean full = others.size() >= context.limit(Limit.INVITATIONS)
                || !context.lists().allows(listed, listed + RoomState.INVITATION, state.roster().size());
        return full && !others.isEmpty() ? List.of(others.getFirst()) : List.of();
    }

    /** Changing how the room is run: all of the changes or none. Null if they change nothing. */
    public @Nullable Outcome<ModesChanged> changeModes(Stay by, List<ModeChange> changes) {
        Outcome<ModesChanged> outcome = asOperator(by, operator -> {
            Refusal refusal = modes.refuse(operator.author(), changes, by.user().has(UserMode.SERVER_OPERATOR));
            if (refusal != null) {
                return new Refused<>(refusal);
            }
            EventHeader header = header(operator.author());
            return new Done<>(new ModesChanged(header, modes.effective(changes, header)));
        });
        boolean idle = outcome instanceof Done<ModesChanged>(ModesChanged changed) && changed.changes().isEmpty();
        return idle ? null : outcome;
    }

    /** Taking another nickname, which the user has already. */
    public Outcome<Renamed> rename(Stay of, Nickname nickname, Profile profile, long renaming) {
        return asMember(of, member -> new Done<>(new Renamed(header(member.author()), nickname, profile, renaming)));
    }

    /** Going away, or coming back. */
    public Outcome<AwayChanged> changeAway(Stay of, Optional<String> away, long change) {
        return asMember(of, member -> new Done<>(new AwayChanged(
                header(member.author()), away.map(why -> heard(of, member, why)), change)));
    }

    /** Being known as somebody else, by the same nickname. */
    public Outcome<ProfileChanged> changeProfile(Stay of, Profile profile, long change) {
        return asMember(of, member -> new Done<>(new ProfileChanged(header(member.author()), profile, change)));
    }

    /** Telling how many came and left quietly. Null if there is nothing to tell, or it is too soon. */
    public @Nullable Outcome<CrowdChanged> summarise() {
        JoinLeaveSummary summary = state.summary();
        return summary.isDue(context.now())
                ? new Done<>(new CrowdChanged(
                        header(Author.ROOM), summary.joined(), summary.left(), state.roster().size()))
                : null;
    }

    private <E> Outcome<E> asOperator(Stay stay, Function<Member, Outcome<E>> action) {
        return asMember(stay, member -> runs(stay, member)
                ? action.apply(member)
                : new Refused<>(new Refusal.NotOperator(name)));
    }

    private <E> Outcome<E> asMember(Stay stay, Function<Member, Outcome<E>> action) {
        Member member = find(stay);
        return member == null ? new Refused<>(new Refusal.NotThere(name)) : action.apply(member);
    }

    /** The member as the room knows them; null if the stay has ended. */
    private @Nullable Member find(Stay stay) {
        return stay.hasEnded() ? null : state.roster().of(stay.user().id());
    }

    private static boolean runs(Stay stay, Member member) {
        return member.ranks().contains(Rank.OPERATOR) || stay.user().has(UserMode.SERVER_OPERATOR);
    }

    private String heard(Stay stay, Member member, String words) {
        return speech.heard(stay.user(), member.ranks(), words);
    }

    /** For whom something is that this user sends to those with a rank, or to all. */
    private Audience audience(Optional<Rank> rank, Participant sender) {
        if (rank.isEmpty()) {
            return Audience.EVERYBODY;
        }
        Set<Long> ids = state.roster().idsFrom(rank.get());
        ids.add(sender.id());
        return new Audience(rank, Set.copyOf(ids));
    }

    /** Whether the room is so large that joining and leaving is only summed up. */
    private boolean isCrowded() {
        return state.roster().size() > context.limit(Limit.QUIET_ABOVE);
    }

    /** The sequence of the last event that has happened, whether or not readers have it yet; under the lock. */
    public long position() {
        return state.position();
    }

    /** The header of the next event: made under the lock, so that ids and times have the order of the sequence. */
    private EventHeader header(Author author) {
        return new EventHeader(context.nextEventId(), name, state.position() + 1, context.now(), author);
    }
}
