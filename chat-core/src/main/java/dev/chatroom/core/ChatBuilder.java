package dev.chatroom.core;

import dev.chatroom.core.broadcast.FallbackExecutor;
import dev.chatroom.core.directory.Directory;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.NicknameRules;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.ReservedNames;
import dev.chatroom.core.limit.RoomNameRules;
import dev.chatroom.core.memory.MemoryBudget;
import dev.chatroom.core.order.Sequencer;
import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.text.RoomName;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Chat}. Everything has a default. For one thread. */
public final class ChatBuilder {
    /** Names that people would take for the chat itself or for those who run it, and the words "you" and "guest". */
    private static final List<String> ALWAYS_RESERVED = List.of(
            "admin", "administrator", "chatroom", "everyone", "guest", "moderator", "nobody", "operator", "private",
            "root", "server", "service", "sysop", "system", "you");

    /** What is kept of what people say may take this part of the heap, if nothing else is said. */
    private static final int PART_OF_HEAP = 4;

    private static final long LEAST_MEMORY = 64 * 1024;

    private Limits limits = Limits.standard();
    private final Map<String, RoomOwner> keptRooms = new LinkedHashMap<>();
    private final Set<String> reserved = new LinkedHashSet<>(ALWAYS_RESERVED);
    private Clock clock = Clock.systemUTC();
    private @Nullable IdGenerator userIds;
    private @Nullable IdGenerator eventIds;
    private Executor executor = Thread::startVirtualThread;
    private long memory = Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    private @Nullable Executor later;
    private @Nullable HistoryStore history;
    private Sequencer sequencer = Sequencer.appendLock();
    private Iterable<RoomCheckpoint> checkpoint = List.of();
    private Directory directory = Directory.alone();
    private Runnable beforeWaiting = () -> {
    };

    ChatBuilder() {}

    /** Bounds; {@link Limits#standard} if not given. */
    public ChatBuilder limits(Limits chosen) {
        limits = Objects.requireNonNull(chosen, "no limits");
        return this;
    }

    /** A room that stays when it empties, and keeps its topic and recent messages. Its first member runs it. */
    public ChatBuilder keep(String room) {
        return keep(room, RoomOwner.FIRST_MEMBER);
    }

    /**
     * A room that stays when it empties, and whose it is: a room into which everybody is put should be run by those who
     * run the server, not by whoever happens to come first.
     */
    public ChatBuilder keep(String room, RoomOwner owner) {
        keptRooms.put(room, owner);
        return this;
    }

    /** Further nicknames that nobody may have or imitate. */
    public ChatBuilder reserve(Collection<String> nicknames) {
        reserved.addAll(nicknames);
        return this;
    }

    /** The clock for events and rates; the system's if not given. */
    public ChatBuilder clock(Clock chosen) {
        clock = Objects.requireNonNull(chosen, "no clock");
        return this;
    }

    /** Ids of users; {@link IdGenerator#sequential} if not given. */
    public ChatBuilder userIds(IdGenerator chosen) {
        userIds = chosen;
        return this;
    }

    /**
     * Ids of events; {@link IdGenerator#timeOrdered} if not given. They must grow: whoever reads several rooms reads
     * what happens in them by these ids.
     */
    public ChatBuilder eventIds(IdGenerator chosen) {
        eventIds = chosen;
        return this;
    }

    /** Runs the passes that wake readers; a virtual thread each if not given. */
    public ChatBuilder executor(Executor chosen) {
        executor = Objects.requireNonNull(chosen, "no executor");
        return this;
    }

    /**
     * How many bytes of heap all may take that is kept of what people said: the histories of rooms and private messages. A
     * quarter of the largest heap that the virtual machine takes, if not given. When it is used up, the rooms that keep
     * most for each of their members forget their oldest.
     *
     * @throws IllegalArgumentException if it is less than 64 kB
     */
    public ChatBuilder memory(long bytes) {
        if (bytes < LEAST_MEMORY) {
            throw new IllegalArgumentException(
                    "what is kept takes at least %d bytes, not %d".formatted(LEAST_MEMORY, bytes));
        }
        memory = bytes;
        return this;
    }

    /**
     * Runs each task about a second after it is given: the summary of those who come into large rooms and leave them, and
     * forgetting what rooms have left behind. With a {@link #sequencer} that is shared, a task may wait for a place in the order. A timer of the JDK's if not given, which hands them to the {@link #executor}. If it refuses or loses one, that is
     * not done any more.
     */
    public ChatBuilder later(Executor chosen) {
        later = chosen;
        return this;
    }

    /**
     * Keeps what happens in rooms, and decides when readers may have it; closed with the chat. The windows that rooms have
     * in memory if not given.
     *
     * <p>What is kept says by ids of users who may read it. So {@link #userIds} have to be given as well, and no id may be
     * given twice, in this chat or in one that keeps the same history later.
     */
    public ChatBuilder history(HistoryStore chosen) {
        history = Objects.requireNonNull(chosen, "no history");
        return this;
    }

    /**
     * Gives what happens in rooms its place; closed with the chat. {@link Sequencer#appendLock} if not given.
     *
     * <p>Chats that share an order know users and events by their ids. So if it is another, {@link #userIds} and {@link
     * #eventIds} have to be given as well, and no id may be given twice in all of these chats. Callbacks of readers then run on
     * the thread that hands over events; one that asked something of a room there would wait for itself.
     */
    public ChatBuilder sequencer(Sequencer chosen) {
        sequencer = Objects.requireNonNull(chosen, "no sequencer");
        return this;
    }

    /**
     * The rooms with which the chat begins, instead of all that has happened in them; none if not given. What the {@link
     * #sequencer} hands over comes after the place at which {@link Chat#checkpoint} was called for them; what a room
     * includes already is left out.
     *
     * @param rooms is gone through once, when the chat opens; what it throws goes to whoever opens the chat
     */
    public ChatBuilder checkpoint(Iterable<RoomCheckpoint> rooms) {
        checkpoint = Objects.requireNonNull(rooms, "no rooms");
        return this;
    }

    /**
     * Knows the people of the other nodes, and decides who has a nickname; closed with the chat. {@link Directory#alone} if not
     * given. It is of use together with a {@link #sequencer} that the same chats share.
     */
    public ChatBuilder directory(Directory chosen) {
        directory = Objects.requireNonNull(chosen, "no directory");
        return this;
    }

    /**
     * Is run by each thread that acts for a user before it waits for other chats, which may take as long as they cannot be reached:
     * for a place in the {@link #sequencer}, or for the {@link #directory}. Not under a lock of the chat; must be quick.
     */
    public ChatBuilder beforeWaiting(Runnable chosen) {
        beforeWaiting = Objects.requireNonNull(chosen, "nothing to do");
        return this;
    }

    /**
     * Opens the chat.
     *
     * @throws IllegalArgumentException if the name of a room to keep is not good, or there is a {@link #history} and no {@link
     *                                  #userIds}, or a {@link #sequencer} and not both kinds of ids, or with it a history
     *                                  that keeps rooms
     */
    public Chat open() {
        if (!sequencer.placesAtOnce() && (userIds == null || eventIds == null)) {
            throw new IllegalArgumentException(
                    "chats that share an order know each other's users and events: give userIds and eventIds that never "
                            + "come twice in any of them");
        }
        if (!sequencer.placesAtOnce() && history != null && history.keepsRooms()) {
            throw new IllegalArgumentException(
                    "a room begins either as the history keeps it or with what the sequencer hands over, not with both");
        }
        if (history != null && userIds == null) {
            throw new IllegalArgumentException(
                    "a history says by ids of users who may read it: give userIds that never come twice");
        }
        Map<String, RoomOwner> owners = new HashMap<>();
        keptRooms.forEach((room, owner) -> {
            switch (RoomNameRules.parse(room, limits)) {
                case Outcome.Done<RoomName>(RoomName name) -> owners.put(name.key(), owner);
                case Outcome.Refused<RoomName>(Refusal refusal) ->
                    throw new IllegalArgumentException("not the name of a room: " + refusal);
            }
        });
        Executor due = later == null ? CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, executor) : later;
        Executor guarded = task -> FallbackExecutor.call(() -> due.execute(() -> FallbackExecutor.call(task)));
        return new Chat(new ChatSettings(
                limits,
                Map.copyOf(owners),
                new NicknameRules(limits, new ReservedNames(reserved)),
                clock,
                userIds == null ? IdGenerator.sequential() : userIds,
                eventIds == null ? IdGenerator.timeOrdered(clock) : eventIds,
                executor,
                new MemoryBudget(memory, clock, guarded),
                guarded,
                sequencer,
                directory,
                beforeWaiting,
                new AtomicInteger()), history, checkpoint);
    }
}
