package dev.chatroom.core;

import dev.chatroom.core.commit.AllRoomLocks;
import dev.chatroom.core.commit.Order;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.ContactChanged.Change;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.Loss;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.RoomDecisions;
import dev.chatroom.core.room.SpeechRules;
import dev.chatroom.core.text.Nickname;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What users say of themselves. All rooms that a user is in learn of it, each by an event with the same id of the
 * change, and so do those who follow the user. To say what is so already changes nothing, and costs nothing. What one
 * user does is done by one thread at a time.
 */
final class ProfileChanges {
    private final ChatSettings settings;
    private final UserRegistry registry;
    private final DirectMessages directMessages;
    private final Order order;
    private final OtherNodes otherNodes;

    ProfileChanges(
            ChatSettings settings, UserRegistry registry, DirectMessages directMessages, Order order,
            OtherNodes otherNodes) {
        this.settings = settings;
        this.registry = registry;
        this.directMessages = directMessages;
        this.order = order;
        this.otherNodes = otherNodes;
    }

    Outcome<Nickname> rename(User user, String nickname, Function<Nickname, Profile> profiles) {
        Objects.requireNonNull(profiles, "no profiles");
        return switch (settings.nicknameRules().check(nickname, user.id())) {
            case Refused<Nickname> refused -> refused;
            case Done<Nickname>(Nickname wanted) when wanted.equals(user.nickname()) -> new Done<>(wanted);
            case Done<Nickname>(Nickname wanted) -> {
                Refusal refusal = refuse(user, (rules, ranks) -> rules.refuseRenaming(user, ranks));
                yield refusal == null ? rename(user, wanted, profiles) : new Refused<>(refusal);
            }
        };
    }

    /** What {@link Newcomers#check} and {@link Newcomers#checkFree} say. */
    Outcome<Nickname> check(User user, String nickname, boolean againstOthers) {
        return switch (settings.nicknameRules().check(nickname, user.id())) {
            case Refused<Nickname> refused -> refused;
            case Done<Nickname>(Nickname wanted) -> {
                Refusal refusal = refuse(user);
                if (refusal == null && againstOthers) {
                    refusal = registry.refuse(wanted, user);
                }
                yield refusal == null ? new Done<>(wanted) : new Refused<>(refusal);
            }
        };
    }

    /** What {@link Newcomers#refusal} says. */
    Optional<Refusal> refusal(User outsider, String nickname) {
        return switch (settings.nicknameRules().check(nickname, outsider.id())) {
            case Refused<Nickname>(Refusal why) -> Optional.of(why);
            case Done<Nickname>(Nickname wanted) -> Optional.ofNullable(registry.refuse(wanted, outsider));
        };
    }

    /** As {@link #rename}, for somebody in no room, and at no cost, since {@link #check} has counted it. */
    Outcome<Nickname> claim(User user, String nickname) {
        return switch (settings.nicknameRules().check(nickname, user.id())) {
            case Refused<Nickname> refused -> refused;
            case Done<Nickname>(Nickname wanted) -> rename(user, wanted, taken -> user.profile());
        };
    }

    Outcome<User> changeRealName(User user, String realName) {
        if (realName.equals(user.profile().realName())) {
            return new Done<>(user);
        }
        int longest = settings.limits().of(Limit.REAL_NAME);
        Refusal refusal = realName.length() > longest
                ? new Refusal.TooLong(realName.length(), longest)
                : refuse(user, (rules, ranks) -> rules.refuseRealName(user, ranks));
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        long change = settings.eventIds().next();
        Author before = user.asAuthor();
        Profile profile = user.profile().withRealName(realName);
        user.setProfile(profile);
        tellRooms(user, (decisions, membership) -> user.profile().equals(profile)
                ? decisions.changeProfile(membership, profile, change)
                : null);
        tellFollowers(user, change, before, Change.REAL_NAME, realName);
        return new Done<>(user);
    }

    /** Absent if the user is back. */
    Outcome<User> setAway(User user, Optional<String> reason) {
        Optional<String> away = reason.map(settings::cutReason);
        if (away.equals(user.away())) {
            return new Done<>(user);
        }
        Refusal refusal = refuse(user);
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        long change = settings.eventIds().next();
        user.setAway(away.orElse(null));
        tellRooms(user, (decisions, membership) -> user.away().equals(away)
                ? decisions.changeAway(membership, away, change)
                : null);
        tellFollowers(
                user, change, user.asAuthor(), away.isPresent() ? Change.AWAY : Change.BACK, away.orElse(""));
        return new Done<>(user);
    }

    /** What {@link Newcomers#comeAgain} says. */
    void move(User user, String address, Profile wanted) {
        if (user.isGone()) {
            return;
        }
        user.address = address;
        Author before = user.asAuthor();
        if (!wanted.equals(before.profile())) {
            List<Profile> former = former(user, wanted);
            // Masks of where somebody is now count for more than those of what is left longest ago.
            int forgotten = Math.max(0, former.size() - settings.limits().of(Limit.FORMER_PROFILES));
            user.formerProfiles = List.copyOf(former.subList(forgotten, former.size()));
            user.setProfile(wanted);
            long change = settings.eventIds().next();
            tellRooms(user, (decisions, membership) -> user.profile().equals(wanted)
                    ? decisions.changeProfile(membership, wanted, change)
                    : null);
            tellFollowers(user, change, before, Change.HOST, wanted.userAndHost());
        }
        otherNodes.put(user);
    }

    private @Nullable Refusal refuse(User user) {
        if (user.isGone()) {
            return new Refusal.Gone();
        }
        return order.isCutOff() && !user.memberships().isEmpty()
                ? new Refusal.CutOff()
                : settings.refusePace(user);
    }

    /** Why a user cannot do something that one room in which the user is may forbid. */
    private @Nullable Refusal refuse(User user, BiFunction<SpeechRules, Set<Rank>, @Nullable Refusal> rule) {
        // The pace first: to look through the masks of all rooms is not for nothing.
        Refusal refusal = refuse(user);
        for (Membership membership : user.memberships()) {
            refusal = refusal == null
                    ? rule.apply(membership.room().speechRules(), membership.ranks())
                    : refusal;
        }
        return refusal;
    }

    private Outcome<Nickname> rename(User user, Nickname wanted, Function<Nickname, Profile> profiles) {
        // First of all: it may throw, and then nothing has changed.
        Profile worn = Objects.requireNonNull(profiles.apply(wanted), "a profile is not null");
        Author before = user.asAuthor();
        // Asked before the name changes: whoever leaves after that says so by the new name alone.
        boolean present = user.isPresent();
        Refusal taken = claim(user, wanted, worn);
        if (taken != null) {
            return new Refused<>(taken);
        }
        return tellOfRenaming(user, before, present, worn, settings.eventIds().next());
    }

    /** First among all nodes, where somebody may have been faster, and then here. */
    private @Nullable Refusal claim(User user, Nickname wanted, Profile worn) {
        Refusal refusal = registry.refuse(wanted, user);
        refusal = refusal == null ? otherNodes.claim(user, wanted, worn) : refusal;
        if (refusal != null) {
            return refusal;
        }
        refusal = registry.claim(wanted, user, settings.clock().instant());
        if (refusal != null) {
            otherNodes.free(wanted, user);
        }
        return refusal;
    }

    private Outcome<Nickname> tellOfRenaming(
            User user, Author before, boolean present, Profile worn, long renaming) {
        changeProfile(user, worn);
        Nickname wanted = user.nickname();
        boolean followed = present && !before.nickname().key().equals(wanted.key());
        if (followed) {
            directMessages.contactChanged(renaming, before, Change.WENT, "");
        }
        // Who leaves says so and then frees the name; here it is the other way round, so none stays taken.
        if (user.isGone()) {
            registry.free(user);
            registry.free(before.nickname(), user);
            otherNodes.free(before.nickname(), user);
            otherNodes.remove(user);
            return new Refused<>(new Refusal.Gone());
        }
        Profile profile = user.profile();
        // Somebody else may take the former name now: rooms that show it hear of that after this. Not later, since whoever
        // reads of this finds the name free.
        tellRooms(user, () -> free(before.nickname(), user),
                (decisions, membership) -> user.nickname().equals(wanted)
                        ? decisions.rename(membership, wanted, profile, renaming)
                        : null);
        if (followed) {
            directMessages.came(user, renaming);
        }
        return new Done<>(wanted);
    }

    private void free(Nickname before, User user) {
        registry.free(before, user);
        otherNodes.free(before, user);
    }

    /** Has a user be called as a guest is, whose nickname another user has; this may be found out twice. */
    void takeNickname(User user) {
        Author before = user.asAuthor();
        boolean present = user.isPresent();
        Nickname guest = Nickname.guest(user.id());
        // Nobody else can have it, and neither the pace nor a room may keep the other name from whoever has it.
        if (!before.nickname().equals(guest) && registry.claim(guest, user, settings.clock().instant()) == null) {
            long renaming = settings.eventIds().next();
            var unused = tellOfRenaming(user, before, present, user.profile(), renaming);
            otherNodes.put(user);
            if (present) {
                directMessages.lost(user, renaming, before, new Loss.Name(user.nickname()));
            }
        }
    }

    /** Gives a user another profile, unless there have been too many for masks to find the user by all of them. */
    private void changeProfile(User user, Profile wanted) {
        if (wanted.equals(user.profile())) {
            return;
        }
        List<Profile> former = former(user, wanted);
        if (user.formerProfiles.contains(wanted) || former.size() <= settings.limits().of(Limit.FORMER_PROFILES)) {
            user.formerProfiles = former;
            user.setProfile(wanted);
        }
    }

    /** What is former once a user has another profile, the oldest first. */
    private static List<Profile> former(User user, Profile wanted) {
        return Stream.concat(
                user.formerProfiles.stream().filter(profile -> !profile.equals(wanted)),
                Stream.of(user.profile()))
                .toList();
    }

    private <E extends RoomEvent> void tellRooms(
            User user, BiFunction<RoomDecisions, Membership, @Nullable Outcome<E>> decide) {
        tellRooms(user, () -> {
        }, decide);
    }

    /**
     * Tells all rooms of a user of a change that the user has made. A room that cannot be told now is told later, unless
     * the user has made another by then.
     *
     * @param decide makes the event; null if the user has made another change since
     */
    private <E extends RoomEvent> void tellRooms(
            User user, Runnable first, BiFunction<RoomDecisions, Membership, @Nullable Outcome<E>> decide) {
        new AllRoomLocks<>(user.memberships(), membership -> membership.room().requests())
                .perform(first, membership -> membership.room().changes().news(membership, decide));
    }

    /** Those who follow a name do not learn who has it before that one has been let in. */
    private void tellFollowers(User user, long change, Author author, Change what, String detail) {
        if (user.isPresent()) {
            directMessages.contactChanged(change, author, what, detail);
        }
    }
}
