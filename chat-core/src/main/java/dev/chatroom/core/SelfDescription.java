package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.AwayChanged;
import dev.chatroom.core.ChatEvent.ContactChanged.Change;
import dev.chatroom.core.ChatEvent.ProfileChanged;
import dev.chatroom.core.ChatEvent.Renamed;
import dev.chatroom.core.Outcome.Done;
import dev.chatroom.core.Outcome.Refused;
import java.util.Optional;

/**
 * What users say of themselves. All rooms that a user is in learn of it, each by an event with the same id of the
 * change. What one user does is done by one thread at a time.
 */
final class SelfDescription {
    private final ChatSettings settings;
    private final Population population;
    private final Correspondence correspondence;

    SelfDescription(ChatSettings settings, Population population, Correspondence correspondence) {
        this.settings = settings;
        this.population = population;
        this.correspondence = correspondence;
    }

    Outcome<Nickname> rename(User user, String nickname) {
        return switch (settings.nicknameRules().check(nickname, user.id())) {
            case Refused<Nickname> refused -> refused;
            case Done<Nickname>(Nickname wanted) when wanted.equals(user.nickname()) -> new Done<>(wanted);
            case Done<Nickname>(Nickname wanted) -> {
                Refusal refusal = user.isGone() ? new Refusal.Gone() : settings.refusePace(user);
                yield refusal == null ? rename(user, wanted) : new Refused<>(refusal);
            }
        };
    }

    Outcome<User> changeRealName(User user, String realName) {
        if (user.isGone()) {
            return new Refused<>(new Refusal.Gone());
        }
        long change = settings.eventIds().next();
        Author before = user.asAuthor();
        Profile profile = user.profile().withRealName(realName);
        user.setProfile(profile);
        user.memberships().forEach(membership -> membership.room().record(
                membership, author -> author.with(profile), stamp -> new ProfileChanged(stamp, profile, change)));
        correspondence.contactChanged(change, before, Change.REAL_NAME, realName);
        return new Done<>(user);
    }

    /** Absent if the user is back. */
    Outcome<User> setAway(User user, Optional<String> reason) {
        if (user.isGone()) {
            return new Refused<>(new Refusal.Gone());
        }
        long change = settings.eventIds().next();
        user.setAway(reason.orElse(null));
        Optional<String> away = user.away();
        user.memberships().forEach(membership -> membership.room().record(
                membership, author -> author, stamp -> new AwayChanged(stamp, away, change)));
        correspondence.contactChanged(
                change, user.asAuthor(), away.isPresent() ? Change.AWAY : Change.BACK, away.orElse(""));
        return new Done<>(user);
    }

    private Outcome<Nickname> rename(User user, Nickname wanted) {
        Author before = user.asAuthor();
        if (!population.claim(wanted, user, settings.clock().instant())) {
            return new Refused<>(new Refusal.NameTaken(wanted.text()));
        }
        // Who leaves says so and then frees the name; here it is the other way round, so none stays taken.
        if (user.isGone()) {
            population.free(user);
            return new Refused<>(new Refusal.Gone());
        }
        long renaming = settings.eventIds().next();
        user.memberships().forEach(membership -> membership.room().record(
                membership, author -> author.called(wanted), stamp -> new Renamed(stamp, wanted, renaming)));
        if (user.isPresent() && !before.nickname().key().equals(wanted.key())) {
            correspondence.contactChanged(renaming, before, Change.WENT, "");
            correspondence.contactChanged(renaming, user.asAuthor(), Change.CAME, "");
        }
        return new Done<>(wanted);
    }
}
