package dev.chatroom.core;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.text.Nickname;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Those who have arrived and have not been let in yet ({@link Chat#arrive}). They want nicknames and hold none of their
 * choice, so that nobody keeps a name from others without being there. And those who come again. For any thread; what one user does is to be done by
 * one thread at a time.
 */
@CheckReturnValue
public final class Newcomers {
    private final UserRegistry registry;
    private final ProfileChanges profileChanges;
    private final UserLifecycle lifecycle;
    private final Function<User, ChatView> views;

    Newcomers(
            UserRegistry registry, ProfileChanges profileChanges, UserLifecycle lifecycle,
            Function<User, ChatView> views) {
        this.registry = registry;
        this.profileChanges = profileChanges;
        this.lifecycle = lifecycle;
        this.views = views;
    }

    /** How many they are. */
    public int count() {
        return registry.arriving();
    }

    /**
     * What a newcomer could know who arrived from there, for those who only look: nobody arrives, so that neither an id nor a
     * nickname is taken.
     */
    public ChatView viewFrom(String address, Profile profile) {
        return views.apply(lifecycle.outsider(address, profile));
    }

    /** Why somebody who is not here yet could not have this nickname now; counts against no rate. It may be taken a moment later. */
    public Optional<Refusal> refusal(String nickname) {
        return profileChanges.refusal(lifecycle.outsider("", Profile.NONE), nickname);
    }

    /**
     * The nickname that a newcomer would have by this name. It is not claimed, and only its form is looked at, so that the
     * answer says nothing about others. Counts against the user's rate as a renaming does.
     */
    public Outcome<Nickname> check(User user, String nickname) {
        return profileChanges.check(user, nickname, false);
    }

    /** As {@link #check}, but refuses a nickname that the user could not claim now. It may be taken a moment later. */
    public Outcome<Nickname> checkFree(User user, String nickname) {
        return profileChanges.check(user, nickname, true);
    }

    /** As {@link Chat#letIn}, for somebody who has said more about themselves, and is in no room yet. */
    public void letIn(User user, Profile profile) {
        user.setProfile(Objects.requireNonNull(profile, "a profile is not null"));
        lifecycle.letIn(user);
    }

    /**
     * The same, under a nickname that is claimed now; refused, and not let in, if somebody has it or one that looks like it.
     * Does not count against the user's rate, since {@link #check} has.
     *
     * @param profiles the profile that goes with the nickname
     */
    public Outcome<Nickname> letIn(User user, String nickname, Function<Nickname, Profile> profiles) {
        return profileChanges.claim(user, nickname).map(taken -> {
            letIn(user, profiles.apply(taken));
            return taken;
        });
    }

    /**
     * Somebody who is in has come again, maybe from elsewhere: has that address and that profile, of which all rooms that the
     * user is in are told. Masks find the user by the last {@link Limit#FORMER_PROFILES} of before as well. Costs nothing.
     */
    public void comeAgain(User user, String address, Profile profile) {
        profileChanges.move(
                user, Objects.requireNonNull(address, "an address is not null"),
                Objects.requireNonNull(profile, "a profile is not null"));
    }
}
