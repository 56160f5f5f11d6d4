package dev.chatroom.server.cluster.people;

import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.config.ClusterException;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueManagement;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueStatus;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * The buckets of a cluster: who has which name, which nodes there are, and what has been counted.
 *
 * @param names by the names of people
 * @param nodes by the names of nodes
 * @param counts numbers of which none is given twice, and the key that all hide addresses with
 * @param bans by the addresses that are banned
 */
record Buckets(KeyValue names, KeyValue nodes, KeyValue counts, KeyValue bans) {
    private static final String INSTANCES = "instances";
    private static final String USERS = "users";
    private static final String CLOAK = "cloak";
    private static final int KEY_BYTES = 32;

    /** The broker's number for another revision than the one that was expected. */
    private static final int WRONG_REVISION = 10071;

    private static final int MOST_TRIES = 1_000;

    /** Makes those that are not there. */
    static Buckets open(ClusterConnection cluster) throws ClusterException {
        String prefix = cluster.config().prefix();
        KeyValueManagement management = management(cluster);
        return new Buckets(
                open(cluster, management, prefix + "-names", true), open(cluster, management, prefix + "-nodes", true),
                open(cluster, management, prefix + "-counts", false),
                open(cluster, management, prefix + "-bans", false));
    }

    private static KeyValueManagement management(ClusterConnection cluster) throws ClusterException {
        try {
            return cluster.connection().keyValueManagement();
        } catch (IOException | IllegalStateException lost) {
            throw new ClusterException("the buckets of the cluster cannot be used: " + lost.getMessage(), lost);
        }
    }

    /** @param shrinks whether keys go from it, whose markers are to go too */
    private static KeyValue open(
            ClusterConnection cluster, KeyValueManagement management, String name, boolean shrinks)
            throws ClusterException {
        try {
            if (management.getBucketNames().contains(name)) {
                check(name, management.getStatus(name), cluster.config().replicas(), shrinks);
            } else {
                // As a bucket is made by any client, except that single messages may be deleted.
                var unused = cluster.management().addStream(StreamConfiguration.builder(KeyValueConfiguration.builder()
                        .name(name)
                        .maxHistoryPerKey(1)
                        .storageType(StorageType.File)
                        .replicas(cluster.config().replicas())
                        .build()
                        .getBackingConfig())
                        .denyDelete(false)
                        .build());
            }
            return cluster.connection().keyValue(name);
        } catch (ClusterException known) {
            throw known;
        } catch (IOException | JetStreamApiException | IllegalStateException refused) {
            throw new ClusterException("the bucket %s cannot be used: %s; is JetStream on at the broker?"
                    .formatted(name, refused.getMessage()), refused);
        }
    }

    private static void check(String name, KeyValueStatus found, int replicas, boolean shrinks)
            throws ClusterException {
        if (found.getMaxHistoryPerKey() != 1 || !found.getTtl().isZero()) {
            throw new ClusterException(
                    "the bucket %s is there with another setting: it must keep one value for each key, for ever"
                            .formatted(name));
        } else if (found.getReplicas() != replicas) {
            throw new ClusterException("the bucket %s is there with another setting: replicas is %d, not %d"
                    .formatted(name, found.getReplicas(), replicas));
        } else if (shrinks && found.getBackingStreamInfo().getConfiguration().getDenyDelete()) {
            throw new ClusterException(
                    "the bucket %s is there with another setting: it denies that messages are deleted; a node makes it if it is not there"
                            .formatted(name));
        }
    }

    /** A number that no other process of this cluster has; they grow. Waits. */
    long nextInstance() throws ClusterException {
        return next(INSTANCES, 1);
    }

    /** The first of so many ids of users that nobody else is given. Waits. */
    long nextUsers(int count) throws ClusterException {
        return next(USERS, count);
    }

    /** The key that this cluster hides addresses with: whichever node asks first makes it. Waits. */
    byte[] cloakKey() throws ClusterException {
        try {
            KeyValueEntry before = counts.get(CLOAK);
            if (before == null) {
                byte[] fresh = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(fresh);
                try {
                    var unused = counts.create(CLOAK, fresh);
                    return fresh;
                } catch (JetStreamApiException faster) {
                    if (faster.getApiErrorCode() != WRONG_REVISION) {
                        throw faster;
                    }
                }
                before = counts.get(CLOAK);
            }
            byte[] key = before == null ? null : before.getValue();
            if (key == null || key.length != KEY_BYTES) {
                throw new ClusterException("the cluster's key for addresses cannot be used; delete %s in the bucket %s"
                        .formatted(CLOAK, counts.getBucketName()));
            }
            return key;
        } catch (ClusterException known) {
            throw known;
        } catch (IOException | JetStreamApiException | IllegalStateException refused) {
            throw new ClusterException("the cluster gives no key for addresses: " + refused.getMessage(), refused);
        }
    }

    /** The first of so many numbers. Several who ask at once each try again until theirs is written. */
    private long next(String counter, int count) throws ClusterException {
        try {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                KeyValueEntry before = counts.get(counter);
                long last =
                        before == null ? 0 : Long.parseLong(new String(before.getValue(), StandardCharsets.US_ASCII));
                byte[] after = Long.toString(last + count).getBytes(StandardCharsets.US_ASCII);
                try {
                    var unused =
                            before == null
                                    ? counts.create(counter, after)
                                    : counts.update(counter, after, before.getRevision());
                    return last + 1;
                } catch (JetStreamApiException faster) {
                    if (faster.getApiErrorCode() != WRONG_REVISION) {
                        throw faster;
                    }
                }
            }
            throw new ClusterException("too many ask the cluster for numbers at once");
        } catch (ClusterException known) {
            throw known;
        } catch (IOException | JetStreamApiException | IllegalStateException refused) {
            throw new ClusterException("the cluster gives no numbers: " + refused.getMessage(), refused);
        }
    }
}
