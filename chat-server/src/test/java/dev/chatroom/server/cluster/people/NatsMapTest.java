package dev.chatroom.server.cluster.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.cluster.broker.NatsServer;
import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterException;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A map in a bucket of a real broker. */
class NatsMapTest {
    private static final int MANY = 20_000;

    @RegisterExtension
    static final NatsServer BROKER = new NatsServer();

    private final ClusterConfig config = BROKER.cluster();
    private final ClusterConnection cluster = NatsServer.open(config);
    private final BlockingQueue<Runnable> ledger = new LinkedBlockingQueue<>();
    private final Map<String, Long> present = new ConcurrentHashMap<>();
    private KeyValue bucket;
    private NatsMap map;
    private int completed;

    @BeforeEach
    void open() throws ClusterException {
        bucket = Buckets.open(cluster).names();
        map = new NatsMap(bucket, new BucketStream(cluster, bucket.getBucketName()), NameKeys.KEYS, Duration.ZERO,
                Thread::startVirtualThread, ledger::add);
    }

    @AfterEach
    void close() {
        map.close();
        cluster.close();
    }

    private final SharedMap.Listener listener = new SharedMap.Listener() {
        @Override
        public void begins(long newest) {
            present.clear();
        }

        @Override
        public void put(String key, WrittenValue value, long revision) {
            present.put(key, revision);
        }

        @Override
        public void gone(String key, long revision) {
            present.remove(key);
        }

        @Override
        public void complete() {
            completed++;
        }
    };

    private void awaitComplete(int times) throws InterruptedException {
        while (completed < times) {
            Runnable next = ledger.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("news of the map").isNotNull();
            next.run();
        }
    }

    private SharedMap.Answer write(String key, long after) throws InterruptedException {
        SharedMap.Answer[] answer = {null};
        map.write(key, new WrittenValue(1, 1, 1, new byte[0]), after, told -> answer[0] = told);
        while (answer[0] == null) {
            ledger.take().run();
        }
        return answer[0];
    }

    private long messages() throws IOException, JetStreamApiException {
        return cluster.management().getStreamInfo("KV_" + bucket.getBucketName()).getStreamState().getMsgCount();
    }

    private void leaveMarkers(int count) {
        Headers gone = new Headers().put("KV-Operation", "DEL");
        for (int i = 0; i < count; i++) {
            cluster.connection().publish("$KV." + bucket.getBucketName() + ".name" + i, gone, null);
        }
    }

    @Test
    void namesThatAreGoneAreNotKept() throws Exception {
        leaveMarkers(300);
        assertThat(write("ann", SharedMap.NONE)).isInstanceOf(SharedMap.Answer.Written.class);
        map.tick(true);
        map.watch(listener);
        awaitComplete(1);
        assertThat(present).containsOnlyKeys("ann");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (messages() > 1) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            map.tick(true);
            for (Runnable next = ledger.poll(); next != null; next = ledger.poll()) {
                next.run();
            }
        }

        assertThat(write("name7", SharedMap.NONE)).isEqualTo(new SharedMap.Answer.Written(302));
        assertThat(write("ann", SharedMap.NONE)).isEqualTo(new SharedMap.Answer.Changed());
        map.watch(listener);
        awaitComplete(2);
        assertThat(present).containsOnly(Map.entry("ann", 301L), Map.entry("name7", 302L));
    }

    @Test
    void aNameWhoseMarkerIsThereIsFree() throws Exception {
        leaveMarkers(2);
        assertThat(write("name0", SharedMap.NONE)).isEqualTo(new SharedMap.Answer.Written(3));
        assertThat(write("name0", 3)).isEqualTo(new SharedMap.Answer.Written(4));
    }

    @Test
    void anEmptyMapIsComplete() throws Exception {
        map.watch(listener);
        awaitComplete(1);
        assertThat(present).isEmpty();
    }

    @Test
    void whatIsNoneOfTheMapIsLeftOut() throws Exception {
        cluster.connection().publish("$KV." + bucket.getBucketName() + ".=ZZ", new byte[30]);
        cluster.connection().publish("$KV." + bucket.getBucketName() + ".short", new byte[] {1});
        assertThat(write("ann", SharedMap.NONE)).isEqualTo(new SharedMap.Answer.Written(3));
        map.watch(listener);
        awaitComplete(1);
        assertThat(present).containsOnlyKeys("short", "ann");
    }

    @Test
    void howManyNamesThereWereDelaysNobody() throws Exception {
        leaveMarkers(MANY);
        assertThat(write("ann", SharedMap.NONE)).isEqualTo(new SharedMap.Answer.Written(MANY + 1));
        map.watch(listener);
        awaitComplete(1);
        assertThat(present).containsOnlyKeys("ann");
        // A broker of version 2.9 looks at all keys, for seconds if they are many, if it is asked for something else.
        assertThat(cluster.management().getConsumers("KV_" + bucket.getBucketName()))
                .extracting(ConsumerInfo::getConsumerConfiguration)
                .allSatisfy(wanted -> {
                    assertThat(wanted.getDeliverPolicy()).isEqualTo(DeliverPolicy.All);
                    assertThat(wanted.getFilterSubjects()).isNullOrEmpty();
                })
                .isNotEmpty();
    }

    @Test
    void aBucketThatKeepsMarkersIsRefused() throws Exception {
        ClusterConfig other = BROKER.cluster();
        try (ClusterConnection connection = NatsServer.open(other)) {
            var unused = connection.connection().keyValueManagement()
                    .create(KeyValueConfiguration.builder().name(other.prefix() + "-names").build());
            assertThatThrownBy(() -> Buckets.open(connection)).isInstanceOf(ClusterException.class)
                    .hasMessageContaining("it denies that messages are deleted");
        }
    }
}
