package dev.chatroom.core;

import dev.chatroom.core.broadcast.InlineCallback;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.ContactChanged.Change;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.RateLimit;
import dev.chatroom.core.people.Departures.Departure;
import dev.chatroom.core.reading.PersonalQueue;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** How users come into the chat and leave it. For any thread. */
final class UserLifecycle {
    /** The id of all who only look; those of users are positive. */
    private static final long OUTSIDER = 0;

    private final ChatSettings settings;
    private final UserRegistry registry;
    private final Rooms rooms;
    private final WatchList watchList;
    private final DirectMessages directMessages;
    private final OtherNodes otherNodes;
    private final PassersBy passersBy;
    private final RateLimit.Rates rates;
    private final PersonalQueue.Bounds pending;

    UserLifecycle(
            ChatSettings settings, UserRegistry registry, Rooms rooms, WatchList watchList,
            DirectMessages directMessages, OtherNodes otherNodes) {
        this.settings = settings;
        this.registry = registry;
        this.rooms = rooms;
        this.watchList = watchList;
        this.directMessages = directMessages;
        this.otherNodes = otherNodes;
        this.passersBy = new PassersBy(settings, rooms);
        this.rates = settings.rates();
        this.pending = new PersonalQueue.Bounds(settings.limits(), settings.memory());
    }

    /** What {@link Chat#arrive} says. */
    User arrive(String address, Profile profile, Runnable onReady) {
        long id = settings.userIds().next();
        User user = user(id, address, profile, onReady);
        if (registry.claim(user.nickname(), user, user.enteredAt()) != null) {
            throw new IllegalStateException("the generator of user ids repeated " + id);
        }
        return user;
    }

    /** Somebody who only looks: nobody knows of such a user, and all that it would do is refused. */
    User outsider(String address, Profile profile) {
        User user = user(OUTSIDER, address, profile, InlineCallback.NONE);
        user.markGone();
        return user;
    }

    private User user(long id, String address, Profile profile, Runnable onReady) {
        Objects.requireNonNull(address, "an address is not null");
        Objects.requireNonNull(profile, "a profile is not null");
        Objects.requireNonNull(onReady, "a callback is not null");
        Profile kept = profile.withRealName(Limits.cut(profile.realName(), settings.limits().of(Limit.REAL_NAME)));
        return new User(
                id, address, kept, settings.clock().instant(), new Outbox(pending, onReady), new RateLimit(rates),
                registry.tally());
    }

    /** What {@link Chat#letIn} says. */
    void letIn(User user) {
        if (registry.letIn(user)) {
            otherNodes.put(user);
            directMessages.came(user, settings.eventIds().next());
        }
    }

    /** What {@link Chat#postInPassing} says. */
    Outcome<RoomEvent> postInPassing(User author, String room, String key, OutgoingMessage draft) {
        return passersBy.postInPassing(author, room, key, draft).map(posted -> {
            registry.remember(posted.author(), posted.at());
            return posted;
        });
    }

    /** What {@link Chat#leave} says. */
    void leave(User user, Leaving leaving, String reason) {
        Objects.requireNonNull(reason, "a reason is not null, only empty");
        user.markGone();
        long departure = settings.eventIds().next();
        List<Membership> memberships = user.memberships();
        rooms.release(memberships, reason, departure, leaving);
        watchList.clear(user);
        // By the name as of now: a renaming that comes in between tells of the one it takes by itself.
        Author author = user.asAuthor();
        Set<String> left = memberships.stream().map(place -> place.room().name().key()).collect(Collectors.toSet());
        if (registry.release(user, author, new Departure(departure, settings.clock().instant(), left))) {
            directMessages.contactChanged(departure, author, Change.WENT, "");
        }
        otherNodes.remove(user);
        user.forgetAll(settings.memory());
        user.outbox().close();
    }
}
