package dev.chatroom.core;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.room.MaskEntry;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.room.RoomView.Member;
import dev.chatroom.core.text.Nickname;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A room as somebody would keep account of it with pencil and paper who is told what people do there, and knows the rules,
 * but reads no event. Masks are of the form {@code nickname!*@*}.
 */
final class RoomModel {
    /** A message that newcomers are shown. */
    private record Shown(long id, long author, Instant at) {}

    private final RoomOwner owner;
    private final int mostShown;
    private final int mostInvited;
    private final int quietAbove;

    /** People in the chat and what they are there, whether in the room or not. */
    private final Map<Long, Author> people = new HashMap<>();
    private final Map<Long, String> away = new HashMap<>();
    private final Set<Long> serverOperators;

    final Map<Long, Member> members = new LinkedHashMap<>();
    final List<Long> invited = new ArrayList<>();
    private final List<Shown> shown = new ArrayList<>();

    /** So many of the last messages are lines in a row by one author. */
    private int run;

    private final Set<RoomFlag> flags = EnumSet.of(RoomFlag.MEMBERS_ONLY);
    private final Map<MaskKind, List<MaskEntry>> masks = new EnumMap<>(MaskKind.class);
    private String key = "";
    private int limit;
    Topic topic = Topic.NONE;
    int joined;
    int left;
    private Instant summedUpAt = Instant.EPOCH;

    RoomModel(RoomOwner owner, Limits limits, Set<Long> serverOperators) {
        this.owner = owner;
        this.mostShown = limits.of(Limit.HISTORY);
        this.mostInvited = limits.of(Limit.INVITATIONS);
        this.quietAbove = limits.of(Limit.QUIET_ABOVE);
        this.serverOperators = serverOperators;
    }

    RoomModes modes() {
        return new RoomModes(flags, key, limit, masks);
    }

    List<Long> shown() {
        return shown.stream().map(Shown::id).toList();
    }

    void arrives(Author person) {
        people.put(person.userId(), person);
    }

    void comesIn(long user) {
        Set<Rank> ranks =
                members.isEmpty() && owner == RoomOwner.FIRST_MEMBER ? Set.of(Rank.OPERATOR) : Set.of();
        joined += members.size() > quietAbove ? 1 : 0;
        members.put(user, new Member(author(user), Optional.empty(), ranks));
        members.put(user, new Member(author(user), told(user), ranks));
        invited.remove(user);
    }

    void goesOut(long user) {
        left += members.size() > quietAbove ? 1 : 0;
        isPutOut(user);
    }

    void isPutOut(long user) {
        members.remove(user);
        if (members.isEmpty() && owner == RoomOwner.FIRST_MEMBER) {
            invited.clear();
            masks.clear();
            flags.clear();
            flags.add(RoomFlag.MEMBERS_ONLY);
            key = "";
            limit = 0;
        }
    }

    void says(long user, long id, Instant at) {
        Shown line = new Shown(id, user, at);
        Shown before = shown.isEmpty() ? line : shown.getLast();
        boolean follows =
                before.author() == user && Duration.between(before.at(), at).compareTo(Duration.ofSeconds(2)) <= 0;
        run = follows ? run : 0;
        if (run == mostShown / 4) {
            shown.remove(shown.size() - run);
            run--;
        } else if (shown.size() == mostShown) {
            shown.removeFirst();
        }
        shown.add(line);
        run++;
    }

    void takesBack(long id) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).id() == id) {
                run -= i >= shown.size() - run ? 1 : 0;
                shown.remove(i);
                return;
            }
        }
    }

    void invites(long by, long user) {
        if (!runs(by)) {
            return;
        }
        invited.remove(user);
        if (invited.size() == mostInvited) {
            invited.removeFirst();
        }
        invited.add(user);
    }

    void isCalled(long user, String nickname) {
        is(author(user).called(new Nickname(nickname, nickname)));
    }

    void isReally(long user, String realName) {
        is(author(user).with(author(user).profile().withRealName(realName)));
    }

    private void is(Author person) {
        people.put(person.userId(), person);
        members.computeIfPresent(person.userId(), (id, member) -> new Member(person, member.away(), member.ranks()));
    }

    void isAway(long user, Optional<String> reason) {
        if (reason.equals(Optional.ofNullable(away.get(user)))) {
            return;
        }
        away.remove(user);
        reason.ifPresent(why -> away.put(user, why));
        members.computeIfPresent(user, (id, member) -> new Member(member.author(), told(user), member.ranks()));
    }

    void setsTopic(long user, String text, Instant at) {
        topic = text.isEmpty() ? Topic.NONE : new Topic(text, author(user), at);
    }

    void changes(long by, ModeChange change, Instant at) {
        switch (change) {
            case FlagChange(RoomFlag flag, boolean on) -> {
                if (on) {
                    flags.add(flag);
                } else {
                    flags.remove(flag);
                }
            }
            case KeyChange(String changed) -> key = changed;
            case LimitChange(int changed) -> limit = changed;
            case RankChange(Rank rank, long user, Nickname nickname, boolean on) -> ranks(user, rank, on);
            case MaskChange mask -> masks(by, mask, at);
        }
    }

    private void ranks(long user, Rank rank, boolean on) {
        Member member = members.get(user);
        Set<Rank> ranks = EnumSet.noneOf(Rank.class);
        ranks.addAll(member.ranks());
        if (on) {
            ranks.add(rank);
        } else {
            ranks.remove(rank);
        }
        members.put(user, new Member(member.author(), member.away(), Set.copyOf(ranks)));
    }

    private void masks(long by, MaskChange change, Instant at) {
        List<MaskEntry> entries = new ArrayList<>(masks.getOrDefault(change.kind(), List.of()));
        boolean there = entries.stream().anyMatch(entry -> entry.mask().equals(change.mask()));
        if (change.on() && !there) {
            List<String> meant = members.values().stream()
                    .map(member -> member.nickname().text())
                    .filter(name -> change.mask().equals(name + "!*@*"))
                    .toList();
            entries.add(new MaskEntry(change.mask(), meant, author(by), at));
        } else if (!change.on()) {
            entries.removeIf(entry -> entry.mask().equals(change.mask()));
        }
        masks.remove(change.kind());
        if (!entries.isEmpty()) {
            masks.put(change.kind(), entries);
        }
    }

    void aSecondGoesBy(Instant now) {
        boolean tooSoon = Duration.between(summedUpAt, now).compareTo(Duration.ofSeconds(3)) < 0;
        if (joined + left > 0 && !tooSoon) {
            joined = 0;
            left = 0;
            summedUpAt = now;
        }
    }

    private Author author(long user) {
        return people.get(user);
    }

    private boolean runs(long user) {
        return members.get(user).ranks().contains(Rank.OPERATOR) || serverOperators.contains(user);
    }

    /** What the room is told of why somebody is away: nothing of it if they may not speak. */
    private Optional<String> told(long user) {
        String mask = author(user).nickname() + "!*@*";
        boolean silenced = flags.contains(RoomFlag.MODERATED)
                || (isOn(MaskKind.BAN, mask) && !isOn(MaskKind.BAN_EXCEPTION, mask))
                || (isOn(MaskKind.MUTE, mask)
                        && !isOn(MaskKind.MUTE_EXCEPTION, mask)
                        && !isOn(MaskKind.BAN_EXCEPTION, mask));
        boolean heard = !silenced || !members.get(user).ranks().isEmpty() || serverOperators.contains(user);
        return Optional.ofNullable(away.get(user)).map(why -> heard ? why : "");
    }

    private boolean isOn(MaskKind kind, String mask) {
        return masks.getOrDefault(kind, List.of()).stream().anyMatch(entry -> entry.mask().equals(mask));
    }
}
