package dev.chatroom.server.cluster.people;

import dev.chatroom.core.directory.Claim;
import dev.chatroom.core.directory.Delivered;
import dev.chatroom.core.directory.Directory;
import dev.chatroom.core.directory.Person;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Announced;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A node of the simulated world, with people who come, take names and go. */
final class SimulatedNode implements Directory.Receiver {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long BETWEEN_TRIES = TimeUnit.SECONDS.toNanos(4);

    private final SimulatedWorld world;
    private final String name;
    private final PeopleLedger ledger;
    private final NodeLease lease;
    private final SimulatedMap names;
    private final SimulatedMap nodes;

    /** The people of this node, as this node knows them. */
    private final Map<Long, Person> own = new TreeMap<>();

    /** The people of the others, as this node was told. */
    private final Map<Long, Person> others = new HashMap<>();

    /** Those who wait for an answer: each person does one thing at a time. */
    private final Set<Long> claiming = new HashSet<>();

    /** What comes while the node stands still. */
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

    /** A process that began while another one had its name ends if that goes on. */
    private boolean wasLeased;

    private boolean cutOff;
    private boolean still;

    /** Whether what is sent waits at the broker while the node stands still. */
    private boolean unread;

    private long listenedAt;
    private boolean dead;

    SimulatedNode(
            SimulatedWorld world, String name, long instance, SimulatedWorld.Bucket nameBucket,
            SimulatedWorld.Bucket nodeBucket) {
        this.world = world;
        this.name = name;
        SharedMapOf reachedNames = new SharedMapOf();
        SharedMapOf reachedNodes = new SharedMapOf();
        this.ledger = new PeopleLedger(instance, reachedNames, this);
        this.lease = new NodeLease(name, instance, reachedNodes, world::now);
        this.names = new SimulatedMap(world, nameBucket, this, ledger);
        this.nodes = new SimulatedMap(world, nodeBucket, this, lease);
        reachedNames.map = names;
        reachedNodes.map = nodes;
        connect();
        tick();
    }

    /** A map that is known later. */
    private static final class SharedMapOf implements SharedMap {
        private SharedMap map;

        @Override
        public void write(String key, WrittenValue value, long after, java.util.function.Consumer<Answer> answer) {
            map.write(key, value, after, answer);
        }

        @Override
        public void delete(String key, long after, java.util.function.Consumer<Answer> answer) {
            map.delete(key, after, answer);
        }

        @Override
        public void read(String key, java.util.function.Consumer<Reading> answer) {
            map.read(key, answer);
        }
    }

    private void tick() {
        world.after(TICK, () -> {
            if (!dead) {
                if (!still) {
                    ledger.tick(lease);
                    listenAnewIfDue();
                    dead |= lease.isReplaced() || (lease.isTaken() && !wasLeased);
                    wasLeased |= lease.isHeld();
                }
                if (!unread) {
                    names.send();
                    nodes.send();
                }
                tick();
            }
        });
    }

    private void listenAnewIfDue() {
        boolean nodesLack = nodes.tick(lease.isEldest());
        boolean namesLack = names.tick(lease.isEldest());
        if ((nodesLack || namesLack || lease.isBlind()) && !cutOff && world.now() - listenedAt > BETWEEN_TRIES) {
            connect();
        }
    }

    private void connect() {
        listenedAt = world.now();
        nodes.connect();
        names.connect();
    }

    /** Does something now, or when the node goes on. */
    void does(Runnable task) {
        if (still) {
            waiting.add(task);
        } else if (!dead) {
            task.run();
        }
    }

    boolean isCutOff() {
        return cutOff || dead;
    }

    boolean isDead() {
        return dead;
    }

    String name() {
        return name;
    }

    /** Whether its people may speak now. */
    boolean mayAct() {
        return !dead && !still && lease.isGood();
    }

    Map<Long, Person> own() {
        return own;
    }

    Map<Long, Person> others() {
        return others;
    }

    void cutOff(boolean now) {
        boolean back = cutOff && !now;
        cutOff = now;
        if (back) {
            connect();
        }
    }

    void standStill(boolean now) {
        unread = now && world.random().nextBoolean();
        still = now;
        while (!still && !waiting.isEmpty()) {
            Runnable next = waiting.poll();
            if (!dead) {
                next.run();
            }
        }
    }

    void die() {
        dead = true;
    }

    private static Person person(long id, String nickname, String node) {
        return new Person(new Author(id, new Nickname(nickname, nickname), Profile.NONE), node, "", Instant.EPOCH, true,
                Optional.empty(), Set.of());
    }

    void come(long id) {
        does(() -> {
            Person guest = person(id, "guest-" + id, name);
            own.put(id, guest);
            ledger.put(guest);
        });
    }

    /** Somebody wants a name. */
    void claim(long id, String nickname) {
        does(() -> {
            Person before = own.get(id);
            if (before == null || claiming.contains(id) || !lease.isGood()
                    || before.nickname().text().equals(nickname)) {
                return;
            }
            Person wanted = person(id, nickname, name);
            claiming.add(id);
            Runnable end = ledger.claim(wanted, answer -> {
                claiming.remove(id);
                Person now = own.get(id);
                if (answer == Claim.GRANTED && now == null) {
                    ledger.free(wanted.nickname(), id);
                } else if (answer == Claim.GRANTED) {
                    own.put(id, wanted);
                    if (!now.nickname().equals(wanted.nickname())) {
                        ledger.free(now.nickname(), id);
                    }
                    ledger.put(wanted);
                }
            });
            world.after(TimeUnit.SECONDS.toNanos(5), () -> does(end));
        });
    }

    void leave(long id) {
        does(() -> {
            if (own.remove(id) != null) {
                ledger.remove(id);
            }
        });
    }

    @Override
    public void put(Person person) {
        others.put(person.id(), person);
    }

    @Override
    public void remove(long userId) {
        others.remove(userId);
    }

    @Override
    public void nameLost(long userId) {
        own.computeIfPresent(userId, (id, before) -> person(id, "guest-" + id, name));
        if (own.containsKey(userId)) {
            ledger.put(own.get(userId));
        }
    }

    @Override
    public Delivered deliver(long userId, ChatEvent event) {
        return Delivered.GONE;
    }

    @Override
    public void announce(Announced event, Optional<UserMode> among) {
        // Nothing is announced here.
    }

    @Override
    public String toString() {
        return name + (dead ? " dead" : "") + (still ? " still" : "") + (cutOff ? " cut off" : "");
    }
}
