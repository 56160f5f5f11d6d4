package dev.chatroom.core;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chatroom.core.broadcast.FallbackExecutor;
import dev.chatroom.core.commit.AllRoomLocks;
import dev.chatroom.core.commit.Order;
import dev.chatroom.core.commit.Request;
import dev.chatroom.core.commit.RoomRequests;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.history.NoHistory;
import dev.chatroom.core.history.RoomOrigin;
import dev.chatroom.core.history.WindowHistory;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.RoomNameRules;
import dev.chatroom.core.reading.PersonalQueue;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rooms there are: made by the first who comes in, gone when the last has left. For any thread. */
final class Rooms {
    private final ChatSettings settings;
    private final HistoryStore store;
    private final UserRegistry registry;
    private final Order order;
    private final RoomTable rooms;

    private volatile boolean closed;

    /** @param store keeps what happens; null for the window of each room */
    Rooms(ChatSettings settings, @Nullable HistoryStore store, UserRegistry registry) {
        this.settings = settings;
        this.registry = registry;
        this.order = new Order(settings.sequencer());
        HistoryStore kept = store == null ? inMemory() : store;
        this.store = kept;
        this.rooms = new RoomTable(
                (name, origin) -> new Room(name, settings, kept, order, registry, origin,
                        new ComingBack(settings, this)::comeBack),
                name -> kept.restore(name, settings.limits().of(Limit.HISTORY)));
    }

    /** What a chat has that is given no store. */
    private HistoryStore inMemory() {
        return settings.limits().of(Limit.HISTORY) == 0
                ? new NoHistory()
                : new WindowHistory(room -> find(room).map(Room::window));
    }

    /**
     * Begins to apply what has its place in the order.
     *
     * @param checkpoint the rooms as they were before that, or as they became by what will be handed over
     */
    void open(Iterable<RoomCheckpoint> checkpoint) {
        checkpoint.forEach(this::takeUp);
        order.open(this::apply);
    }

    private void takeUp(RoomCheckpoint checkpoint) {
        Room room = rooms.open(checkpoint.snapshot().name(), new RoomOrigin.Shared(checkpoint));
        room.memberIds().forEach(member -> registry.user(member).ifPresent(room.admission()::find));
    }

    Order order() {
        return order;
    }

    /** What is kept of all rooms. */
    HistoryStore store() {
        return store;
    }

    Optional<Room> find(RoomName name) {
        return Optional.ofNullable(rooms.get(name));
    }

    Collection<Room> all() {
        return rooms.all();
    }

    /** What {@link Chat#checkpoint} says. */
    Stream<RoomCheckpoint> checkpoint() {
        return rooms.all().stream().flatMap(room -> {
            Optional<RoomCheckpoint> taken = room.checkpoint();
            if (closed) {
                throw new IllegalStateException("the chat is closed, and with it rooms that were not taken");
            }
            return taken.stream();
        });
    }

    /** How many of them are secret. */
    int secret() {
        return settings.secretRooms().get();
    }

    /** Lets a user in unless there is a reason against it. */
    Outcome<Membership> admit(User user, String room, JoinOptions entry) {
        // First of all, since it may fail.
        int weight = entry.welcome().map(PersonalQueue.Item::weightOf).orElse(0);
        return switch (RoomNameRules.parse(room, settings.limits())) {
            case Refused<RoomName>(Refusal refusal) -> new Refused<>(refusal);
            case Done<RoomName>(RoomName name) -> ifReadable(name, () -> admit(user, name, entry, weight));
        };
    }

    private Outcome<Membership> admit(User user, RoomName name, JoinOptions entry, int weight) {
        Refusal refusal = refuse(user, name);
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        while (true) {
            Room room = rooms.get(name);
            if (room == null) {
                int most = settings.limits().of(Limit.ROOMS);
                if (rooms.all().size() >= most) {
                    return new Refused<>(new Refusal.NoMoreRooms(most));
                }
                room = open(name);
            }
            // Who closes the chat says so and then looks for rooms; here it is the other way round, so none stays open.
            if (closed) {
                return new Refused<>(new Refusal.Gone());
            }
            Outcome<Membership> outcome = admit(user, room, entry, weight);
            if (outcome instanceof Done && user.isGone()) {
                return new Refused<>(new Refusal.Gone());
            }
            if (outcome instanceof Refused) {
                closeIfEmpty(room);
            }
            if (!(outcome instanceof Refused<Membership>(Refusal.Gone gone))) {
                return outcome;
            }
            rooms.remove(room);
        }
    }

    /** Does something that may open a room; refused if what is kept of it cannot be read. */
    static <T> Outcome<T> ifReadable(RoomName name, Supplier<Outcome<T>> action) {
        try {
            return action.get();
        } catch (UnreadableHistoryException e) {
            return new Refused<>(new Refusal.RoomUnreadable(name));
        }
    }

    /** The room of this name; makes it if there is none, as it was left if the store keeps it. */
    Room open(RoomName name) {
        return Objects.requireNonNull(open(name, kept -> true), "a room can be made of any name");
    }

    /** The same, if it is there or what is kept of it is as wanted; else null. */
    @Nullable Room open(RoomName name, Predicate<Optional<StoredRoom>> wanted) {
        return rooms.open(name, wanted);
    }

    private Outcome<Membership> admit(User user, Room room, JoinOptions entry, int weight) {
        return unlessGone(user, room, () -> room.admission().admit(user, entry, weight));
    }

    /** Does that, though the user does not stay if the user has left the chat meanwhile. */
    Outcome<Membership> unlessGone(User user, Room room, Supplier<Outcome<Membership>> entering) {
        try {
            return entering.get();
        } finally {
            if (user.isGone()) {
                user.membership(room.name()).ifPresent(
                        place -> release(place, "", settings.eventIds().next(), Leaving.TAKEN_OUT));
            }
        }
    }

    /** What {@link Chat#leave(Membership, String)} says. */
    Outcome<Membership> leave(Membership membership, String reason) {
        Objects.requireNonNull(reason, "a reason is not null, only empty");
        settings.noteLeaving(membership.user(), membership.room().name());
        return switch (release(membership, reason, settings.eventIds().next(), Leaving.ROOM)) {
            case Done<Left> done -> new Done<>(membership);
            case Refused<Left>(Refusal.Gone gone) -> new Done<>(membership);
            case Refused<Left>(Refusal refusal) -> new Refused<>(refusal);
        };
    }

    /** Takes a user out of a room; refused if the user had left it before. */
    @CanIgnoreReturnValue
    Outcome<Left> release(Membership membership, String reason, long departure, Leaving leaving) {
        Room room = membership.room();
        Outcome<Left> outcome = room.exits().release(membership, settings.cutReason(reason), departure, leaving);
        forgetIfClosed(room);
        return outcome;
    }

    /** Takes a user out of all of these rooms at once. */
    void release(List<Membership> memberships, String reason, long departure, Leaving leaving) {
        String cut = settings.cutReason(reason);
        new AllRoomLocks<>(memberships, membership -> membership.room().requests()).<Left>perform(
                () -> {
                },
                membership -> membership.room().exits().leaving(membership, cut, departure, leaving));
        memberships.forEach(membership -> forgetIfClosed(membership.room()));
    }

    /**
     * Applies what has its place in the order, whichever chat asked for it. A room comes into being when somebody comes in;
     * what is said to one that all have left comes to nothing.
     */
    private @Nullable RoomRequests apply(RoomEvent event, long id, Instant at, @Nullable Request<?> own) {
        RoomName name = event.room();
        boolean begins = event instanceof Joined || settings.keptRooms().containsKey(name.key());
        Room room = begins ? open(name) : rooms.get(name);
        if (room == null) {
            return null;
        }
        while (!room.take(event, id, at, own) && begins && !closed) {
            // It was opened for somebody who was not let in, and has gone in this moment.
            rooms.remove(room);
            room = open(name);
        }
        forgetIfClosed(room);
        return room.requests();
    }

    /** Has an operator put somebody out. */
    Outcome<Membership> kick(Membership by, User user, String reason) {
        Outcome<Membership> outcome = by.room().exits().kick(by, user, settings.cutReason(reason));
        if (outcome instanceof Done) {
            forgetIfClosed(by.room());
        }
        return outcome;
    }

    /** Closes all of them. */
    void close() {
        closed = true;
        rooms.all().forEach(Room::close);
        order.close();
        // A store that cannot close must leave nobody waiting for the end.
        FallbackExecutor.call(store::close);
    }

    private @Nullable Refusal refuse(User user, RoomName name) {
        int most = settings.limits().of(Limit.ROOMS_PER_USER);
        if (user.isGone() || closed) {
            return new Refusal.Gone();
        } else if (user.membership(name).isPresent()) {
            return new Refusal.AlreadyThere(name);
        } else if (user.memberships().size() >= most) {
            return new Refusal.TooManyRooms(most);
        }
        Refusal refusal = settings.refuseJoinPace(user);
        return refusal == null ? settings.refuseReturn(user, name) : refusal;
    }

    /** A room that was opened for somebody who has not come in goes again if nobody else has, or is underway to it. */
    void closeIfEmpty(Room room) {
        room.closeIfEmpty();
        forgetIfClosed(room);
    }

    /** Whether the chat ends. */
    boolean isClosed() {
        return closed;
    }

    private void forgetIfClosed(Room room) {
        if (room.isClosed()) {
            rooms.remove(room);
            // For those who follow it without being in it.
            room.close();
        }
    }
}
