package dev.chatroom.core;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.ContactChanged.Change;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.Draft;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.RateLimit;
import java.util.Objects;

/** How users come into the chat and leave it. For any thread. */
final class UserLifecycle {
    private final ChatSettings settings;
    private final UserRegistry population;
    private final Rooms rooms;
    private final WatchList contacts;
    private final DirectMessages correspondence;
    private final RateLimit.Rates rates;
    private final PersonalQueue.Bounds pending;

    UserLifecycle(
            ChatSettings settings, UserRegistry population, Rooms rooms, WatchList contacts,
            DirectMessages correspondence) {
        this.settings = settings;
        this.population = population;
        this.rooms = rooms;
        this.contacts = contacts;
        this.correspondence = correspondence;
        this.rates = settings.rates();
        this.pending = new PersonalQueue.Bounds(settings.limits(), settings.memory());
    }

    /** What {@link Chat#arrive} says. */
    User arrive(String address, Profile profile, Runnable onReady) {
        Objects.requireNonNull(address, "an address is not null");
        Objects.requireNonNull(profile, "a profile is not null");
        Objects.requireNonNull(onReady, "a callback is not null");
        long id = settings.userIds().next();
        Outbox outbox = new Outbox(pending, onReady);
        Profile kept = profile.withRealName(Limits.cut(profile.realName(), settings.limits().of(Limit.REAL_NAME)));
        User user = new User(
                id, address, kept, settings.clock().instant(), outbox, new RateLimit(rates), population.tally());
        if (population.claim(user.nickname(), user, user.enteredAt()) != null) {
            throw new IllegalStateException("the generator of user ids repeated " + id);
        }
        return user;
    }

    /** What {@link Chat#letIn} says. */
    void letIn(User user) {
        if (population.letIn(user)) {
            correspondence.came(user, settings.eventIds().next());
        }
    }

    /** What {@link Chat#postInPassing} says. */
    Outcome<RoomEvent> postInPassing(User author, String room, String key, Draft draft) {
        return rooms.postInPassing(author, room, key, draft).map(posted -> {
            population.remember(posted.author(), posted.at());
            return posted;
        });
    }

    /** What {@link Chat#leave} says. */
    void leave(User user, Leaving leaving, String reason) {
        Objects.requireNonNull(reason, "a reason is not null, only empty");
        user.markGone();
        long departure = settings.eventIds().next();
        rooms.release(user.memberships(), reason, departure, leaving);
        contacts.clear(user);
        // By the name as of now: a renaming that comes in between tells of the one it takes by itself.
        Author author = user.asAuthor();
        if (population.release(user, author, settings.clock().instant())) {
            correspondence.contactChanged(departure, author, Change.WENT, "");
        }
        user.forgetAll(settings.memory());
        user.outbox().close();
    }
}
