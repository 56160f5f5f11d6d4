package dev.chatroom.core;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.chatroom.core.ChatEvent.Told;
import dev.chatroom.core.Outcome.Done;
import dev.chatroom.core.Outcome.Refused;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A chat: users, and the rooms in which they meet. It knows no socket and no byte format, and has no thread of its own.
 *
 * <p>For any thread; what one user does is to be done by one thread at a time.
 */
@CheckReturnValue
public final class Chat implements AutoCloseable {
    private final ChatSettings settings;
    private final Nicknames nicknames = new Nicknames();
    private final ConcurrentHashMap<String, Room> rooms = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Chat(ChatSettings settings) {
        this.settings = settings;
    }

    /** A chat with standard limits, the system's clock, and virtual threads. */
    public static Chat open() {
        return builder().open();
    }

    /** For a chat that is different. */
    public static ChatBuilder builder() {
        return new ChatBuilder();
    }

    /** The limits of this chat. */
    public Limits limits() {
        return settings.limits();
    }

    /** How many users there are. */
    public int users() {
        return nicknames.size();
    }

    /** Lets somebody in, for a program that reads with {@link Outbox#take}. */
    public User enter(String address) {
        return enter(address, Subscription.NOBODY_TO_CALL);
    }

    /**
     * Lets somebody in as {@code guest-<id>}, in no room yet.
     *
     * @param address where the user comes from, as the transport writes it
     * @param onReady called by any thread when there is something in the user's {@link Outbox} after {@link
     *                Outbox#rest} returned true, and for the first thing ever; must be quick, must not block, and must
     *                leave the draining to another thread, since a room may be locked by its caller
     */
    public User enter(String address, Runnable onReady) {
        long id = settings.userIds().next();
        Outbox outbox = new Outbox(settings.limits().of(Limit.PENDING), onReady);
        User user = new User(id, address, settings.clock().instant(), outbox, settings.newRateLimit(),
                settings.limits().of(Limit.REASON));
        if (!nicknames.claim(user.nickname(), user)) {
            throw new IllegalStateException("the generator of user ids repeated " + id);
        }
        if (closed) {
            outbox.close();
        }
        return user;
    }

    /** The user who has this nickname now, in whatever case or Unicode form it is written. */
    public Optional<User> find(String nickname) {
        return nicknames.holder(CaseFold.key(nickname.strip()));
    }

    /** The room of this name, if there is one. */
    public Optional<Room> room(RoomName name) {
        return Optional.ofNullable(rooms.get(name.key()));
    }

    /** All rooms, the fullest first. */
    public List<RoomSummary> rooms() {
        return rooms.values().stream()
                .map(room -> room.view(0, 0))
                .map(view -> new RoomSummary(view.name(), view.topic(), view.present()))
                .sorted(Comparator.comparingInt(RoomSummary::present).reversed()
                        .thenComparing(summary -> summary.name().key()))
                .toList();
    }

    /** Lets a user into a room, which is made if there is none of this name. */
    public Outcome<Membership> join(User user, String room) {
        return join(user, room, 0, view -> List.of());
    }

    /**
     * Lets a user into a room, which is made if there is none of this name.
     *
     * @param eventsBack how many events before the user's own joining to begin with, as far as they are still kept
     * @param welcome words a welcome from the room as it is right after the user joined; its lines are the first thing
     *                that the user reads after that
     */
    public Outcome<Membership> join(
            User user, String room, int eventsBack, Function<RoomView, List<String>> welcome) {
        return switch (RoomName.parse(room, settings.limits())) {
            case Refused<RoomName>(Refusal refusal) -> new Refused<>(refusal);
            case Done<RoomName>(RoomName name) -> {
                Refusal refusal = refuseJoin(user, name);
                yield refusal == null ? admit(user, name, eventsBack, welcome) : new Refused<>(refusal);
            }
        };
    }

    /** Takes a user out of one room; the reason may be empty. */
    public Outcome<Membership> leave(Membership membership, String reason) {
        if (!release(membership, reason, settings.eventIds().next())) {
            return new Refused<>(new Refusal.NotThere(membership.room().name()));
        }
        membership.user().remove(membership);
        return new Done<>(membership);
    }

    /**
     * Takes a user out of all rooms and out of the chat; the reason may be empty. Idempotent, and safe even while
     * another thread does something else for the user: that is then undone or refused.
     */
    public void leave(User user, String reason) {
        user.markGone();
        long departure = settings.eventIds().next();
        for (Membership membership : user.memberships()) {
            release(membership, reason, departure);
            user.remove(membership);
        }
        nicknames.release(user);
        user.outbox().close();
    }

    /** Gives a user another nickname, and tells all rooms that the user is in. */
    public Outcome<Nickname> rename(User user, String nickname) {
        return switch (settings.nicknameRules().check(nickname, user.id())) {
            case Refused<Nickname> refused -> refused;
            case Done<Nickname>(Nickname wanted) -> rename(user, wanted);
        };
    }

    /** Sends a message to one user alone. A recipient who ignores the sender is not told, nor is the sender. */
    public Outcome<Told> tell(User sender, String nickname, String text) {
        Refusal refusal = sender.isGone() ? new Refusal.Gone() : settings.refuseText(text, Limit.MESSAGE);
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        Optional<User> recipient = find(nickname);
        if (recipient.isEmpty()) {
            return new Refused<>(new Refusal.NoSuchUser(nickname));
        }
        refusal = settings.refusePace(sender);
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        User to = recipient.get();
        Told told = new Told(
                settings.eventIds().next(), settings.clock().instant(), sender.asAuthor(), to.asAuthor(), text);
        return to.ignores(told.author()) || to.outbox().offer(told)
                ? new Done<>(told)
                : new Refused<>(new Refusal.RecipientBusy(to.nickname().text()));
    }

    /** Makes a user deaf to another; yields whom. */
    public Outcome<Nickname> ignore(User user, String nickname) {
        Optional<User> other = find(nickname);
        if (other.isEmpty() || other.get() == user) {
            return new Refused<>(new Refusal.NoSuchUser(nickname));
        }
        int limit = settings.limits().of(Limit.IGNORED);
        return user.ignored().add(other.get(), limit)
                ? new Done<>(other.get().nickname())
                : new Refused<>(new Refusal.TooManyIgnored(limit));
    }

    /** Undoes {@link #ignore}, for the name it was done for or the one that the other has now. */
    public Outcome<String> unignore(User user, String nickname) {
        long id = find(nickname).map(User::id).orElse(0L);
        return user.ignored().remove(CaseFold.key(nickname.strip()), id)
                ? new Done<>(nickname)
                : new Refused<>(new Refusal.NoSuchUser(nickname));
    }

    /** Counts something against the user's rate that others do not see, but that costs the server work. */
    public Outcome<User> count(User user) {
        Refusal refusal = settings.refusePace(user);
        return refusal == null ? new Done<>(user) : new Refused<>(refusal);
    }

    /** Does what is due; to be called about once a second. Without it large rooms announce nobody who comes or goes. */
    public void tick() {
        long now = settings.clock().millis();
        rooms.values().forEach(room -> room.summarise(now));
    }

    /**
     * Closes all rooms and all outboxes: everybody reads what is there, then {@link Delivery.Closed}. Idempotent, waits
     * for nobody.
     */
    @Override
    public void close() {
        closed = true;
        rooms.values().forEach(Room::close);
        nicknames.holders().forEach(user -> user.outbox().close());
    }

    private @Nullable Refusal refuseJoin(User user, RoomName name) {
        int most = settings.limits().of(Limit.ROOMS_PER_USER);
        if (user.isGone() || closed) {
            return new Refusal.Gone();
        } else if (user.membership(name).isPresent()) {
            return new Refusal.AlreadyThere(name);
        } else if (user.memberships().size() >= most) {
            return new Refusal.TooManyRooms(most);
        }
        return settings.refusePace(user);
    }

    private Outcome<Membership> admit(
            User user, RoomName name, int eventsBack, Function<RoomView, List<String>> welcome) {
        while (true) {
            Room room = rooms.get(name.key());
            if (room == null) {
                int most = settings.limits().of(Limit.ROOMS);
                if (rooms.size() >= most) {
                    return new Refused<>(new Refusal.NoMoreRooms(most));
                }
                boolean kept = settings.keptRoomKeys().contains(name.key());
                room = rooms.computeIfAbsent(name.key(), key -> new Room(name, kept, settings));
            }
            // Who closes the chat says so and then looks for rooms; here it is the other way round, so none stays open.
            if (closed) {
                return new Refused<>(new Refusal.Gone());
            }
            Outcome<Membership> outcome = room.admit(user, eventsBack, welcome);
            if (outcome instanceof Done<Membership>(Membership membership)) {
                user.add(membership);
                if (user.isGone()) {
                    release(membership, "", settings.eventIds().next());
                    user.remove(membership);
                    return new Refused<>(new Refusal.Gone());
                }
            }
            if (outcome != null) {
                return outcome;
            }
            rooms.remove(name.key(), room);
        }
    }

    @CanIgnoreReturnValue
    private boolean release(Membership membership, String reason, long departure) {
        Room room = membership.room();
        int longest = settings.limits().of(Limit.REASON);
        boolean released = room.release(membership, Limits.cut(reason, longest), departure);
        if (released && room.isGone()) {
            rooms.remove(room.name().key(), room);
        }
        return released;
    }

    private Outcome<Nickname> rename(User user, Nickname wanted) {
        if (wanted.equals(user.nickname())) {
            return new Done<>(wanted);
        }
        Refusal refusal = user.isGone() ? new Refusal.Gone() : settings.refusePace(user);
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        if (!nicknames.claim(wanted, user)) {
            return new Refused<>(new Refusal.NameTaken(wanted.text()));
        }
        // Who leaves says so and then frees the name; here it is the other way round, so none stays taken.
        if (user.isGone()) {
            nicknames.release(user);
            return new Refused<>(new Refusal.Gone());
        }
        long renaming = settings.eventIds().next();
        user.memberships().forEach(membership -> membership.room().rename(membership, wanted, renaming));
        return new Done<>(wanted);
    }
}
