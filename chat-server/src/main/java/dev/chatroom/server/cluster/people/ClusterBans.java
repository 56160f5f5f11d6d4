package dev.chatroom.server.cluster.people;

import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** The addresses from which nobody may connect to any node of the cluster. For any thread. */
public final class ClusterBans {
    private final NatsMap map;
    private final Executor thread;
    private final SharedBans bans;

    private volatile BiConsumer<String, Boolean> target = (address, banned) -> {
    };

    /** @param thread that of the ledger */
    ClusterBans(NatsMap map, long instance, Executor thread) {
        this.map = map;
        this.thread = thread;
        this.bans = new SharedBans(map, instance, (address, banned) -> target.accept(address, banned));
    }

    /**
     * Tells from now on which addresses are banned at all nodes; those of before when the chat opens.
     *
     * @param told an address or a network, and whether it is banned; called by one thread at a time
     */
    public void tell(BiConsumer<String, Boolean> told) {
        target = told;
    }

    /** Bans an address or a network at all nodes, or ends that; as soon as the brokers can be reached. Does not wait. */
    public void change(String address, boolean banned) {
        thread.execute(() -> bans.change(address, banned));
    }

    /** Returns when all that are there have been told. */
    void watch(Duration patience) throws IOException, JetStreamApiException, InterruptedException, ExecutionException,
            TimeoutException {
        CompletableFuture<Boolean> complete = new CompletableFuture<>();
        bans.whenComplete(() -> complete.complete(true));
        map.watch(bans);
        var unused = complete.get(patience.toSeconds(), TimeUnit.SECONDS);
    }

    /** To be called by the ledger's thread several times a second. */
    void tick() {
        bans.tick();
    }

    NatsMap map() {
        return map;
    }

    SharedMap.Listener listener() {
        return bans;
    }

    void close() {
        map.close();
    }
}
