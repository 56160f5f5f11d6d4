package dev.chatroom.server.cluster.people;

import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.directory.Claim;
import dev.chatroom.core.directory.Delivered;
import dev.chatroom.core.directory.Directory;
import dev.chatroom.core.directory.Person;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Announced;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.config.ClusterException;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The directory that the nodes of a cluster share: names and leases are in two buckets of the broker, and what is for one person is
 * asked of that person's node. It does not own the connection.
 */
public final class ClusterDirectory implements Directory {
    /** Whoever asks for a name waits no longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** For a lease; and for people of whom none has come meanwhile, however many there are. */
    private static final Duration TO_BEGIN = Duration.ofSeconds(20);

    private static final Duration TO_END = Duration.ofSeconds(2);

    private final ClusterConnection cluster;
    private final Buckets buckets;
    private final LedgerThread thread;
    private final NatsMap nodes;
    private final NatsMap names;
    private final NodeLease lease;
    private final PersonalMail mail;
    private final long instance;

    private final ClusterBans bans;

    /** Null before it is opened. */
    private volatile @Nullable PeopleLedger ledger;

    /** What is listened to; none before it is opened. */
    private volatile List<KeptWatch> watches = List.of();

    /** Whether this node has a lease, or another one has its name, as soon as that is known. */
    private final CompletableFuture<Boolean> leased = new CompletableFuture<>();

    private final CountDownLatch replaced = new CountDownLatch(1);

    private volatile boolean closed;

    /** @throws ClusterException if the buckets cannot be used */
    public ClusterDirectory(ClusterConnection cluster) throws ClusterException {
        this.cluster = cluster;
        this.buckets = Buckets.open(cluster);
        this.instance = buckets.nextInstance();
        this.thread = new LedgerThread(this::tick, cluster.log()::fault);
        this.nodes = map(buckets.nodes());
        this.names = map(buckets.names());
        this.bans = new ClusterBans(map(buckets.bans()), instance, thread);
        this.lease = new NodeLease(cluster.config().node(), instance, nodes, System::nanoTime);
        this.mail = new PersonalMail(cluster, instance, lease::isGood);
    }

    private NatsMap map(KeyValue bucket) {
        return new NatsMap(bucket, new BucketStream(cluster, bucket.getBucketName()), NameKeys.KEYS,
                Markers.AGE, Thread::startVirtualThread, thread);
    }

    /** Ids of users of which no node gives one twice. */
    public IdGenerator userIds() {
        return new SharedUserIds(buckets::nextUsers, Thread::startVirtualThread);
    }

    /** Ids of events of which no node gives one twice. */
    public IdGenerator eventIds(InstantSource clock) {
        return new NodeEventIds(instance, clock);
    }

    /**
     * The key with which all nodes hide addresses. Waits for the brokers.
     *
     * @throws ClusterException if the brokers give none
     */
    public byte[] cloakKey() throws ClusterException {
        return buckets.cloakKey();
    }

    /** The addresses from which nobody may connect to any node. */
    public ClusterBans bans() {
        return bans;
    }

    /** Whether this node may do something in the chat now: others may not take it for gone. For any thread. */
    public boolean isLeaseGood() {
        return lease.isGood();
    }

    /** Whether another node has a lease, or had one until a few seconds ago; also if that cannot be found out. Waits. */
    public boolean isAnybodyThere() {
        try {
            return !buckets.nodes().keys().isEmpty();
        } catch (IOException | JetStreamApiException | IllegalStateException unknown) {
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Returns when another process has taken this node's name: this one takes part no more. */
    public void awaitReplaced() throws InterruptedException {
        replaced.await();
    }

    @Override
    public boolean isAlone() {
        return false;
    }

    @Override
    public String node() {
        return cluster.config().node();
    }

    @Override
    public void open(Receiver receiver) {
        PeopleLedger opened = new PeopleLedger(instance, names, receiver);
        ledger = opened;
        CompletableFuture<Boolean> complete = new CompletableFuture<>();
        thread.start();
        try {
            nodes.watch(lease);
            awaitLease();
            mail.open(receiver);
            opened.whenComplete(() -> complete.complete(true));
            names.watch(opened);
            names.awaitTold(complete, TO_BEGIN);
            bans.watch(TO_BEGIN);
            watches = List.of(kept(nodes, lease), kept(names, opened), kept(bans.map(), bans.listener()));
            cluster.onReconnect(this::watchAgain);
        } catch (ClusterException refused) {
            close();
            throw new UncheckedIOException(refused);
        } catch (IOException | JetStreamApiException | ExecutionException | TimeoutException failed) {
            close();
            throw new UncheckedIOException(new ClusterException("the people of the cluster cannot be read", failed));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new ClusterException("interrupted while joining the cluster", stopped));
        }
    }

    private KeptWatch kept(NatsMap map, SharedMap.Listener listener) {
        return new KeptWatch(
                map, listener, Thread::startVirtualThread, cluster.log()::unreadable, System::nanoTime);
    }

    /** Another process of this name may have ended a moment ago, and the others have yet to notice. */
    private void awaitLease() throws ClusterException, InterruptedException, ExecutionException, TimeoutException {
        if (!leased.get(TO_BEGIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new ClusterException(
                    "there is a node %s in the cluster already; choose another name with --node".formatted(node()));
        }
    }

    /** What came while the connection was lost is not known, so all is told again. */
    private void watchAgain() {
        watches.forEach(KeptWatch::renew);
    }

    private void tick() {
        PeopleLedger opened = ledger;
        if (opened == null) {
            lease.tick();
        } else {
            opened.tick(lease);
            bans.tick();
        }
        boolean isEldest = lease.isEldest();
        boolean isLate = !watches.isEmpty() && nodes.tick(isEldest);
        boolean areNamesLate = !watches.isEmpty() && names.tick(isEldest);
        if (lease.isBlind() || isLate || areNamesLate) {
            watchAgain();
        }
        if (!closed) {
            watches.forEach(KeptWatch::tick);
        }
        if (lease.isReplaced() && replaced.getCount() > 0) {
            cluster.log().replaced(node());
            replaced.countDown();
        }
        if (lease.isGood() || lease.isTaken()) {
            leased.complete(lease.isGood());
        }
    }

    @Override
    public Claim claim(Person person) {
        if (!lease.isGood() || closed) {
            return Claim.CUT_OFF;
        }
        CompletableFuture<Claim> answer = new CompletableFuture<>();
        CompletableFuture<Runnable> end = new CompletableFuture<>();
        thread.execute(() -> end.complete(opened().claim(person, answer::complete)));
        return await(answer, () -> {
            // It may be answered until then.
            var unused = end.thenAccept(thread::execute);
            return await(answer, () -> Claim.CUT_OFF);
        });
    }

    private static Claim await(CompletableFuture<Claim> answer, Supplier<Claim> late) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException lost) {
            return late.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return late.get();
        }
    }

    private PeopleLedger opened() {
        return Objects.requireNonNull(ledger, "not open");
    }

    @Override
    public void free(Nickname before, long userId) {
        thread.execute(() -> opened().free(before, userId));
    }

    @Override
    public void put(Person person) {
        thread.execute(() -> opened().put(person));
    }

    @Override
    public void remove(Person person) {
        thread.execute(() -> opened().remove(person.id()));
    }

    @Override
    public Delivered deliver(Person to, ChatEvent event) {
        return closed ? Delivered.CUT_OFF : mail.deliver(to, event);
    }

    @Override
    public void announce(Announced event, Optional<UserMode> among) {
        mail.announce(event, among);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        mail.close();
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        PeopleLedger opened = ledger;
        if (opened != null) {
            thread.execute(() -> opened.end(() -> lease.end(() -> ended.complete(true))));
            try {
                var unused = ended.get(TO_END.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException late) {
                // The others notice by themselves.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        nodes.close();
        names.close();
        bans.close();
        thread.close();
    }
}
