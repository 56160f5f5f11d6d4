package dev.chatroom.server.cluster.people;

import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueManagement;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import io.nats.client.api.KeyValueWatcher;
import io.nats.client.impl.NatsKeyValueWatchSubscription;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link SharedMap} in a bucket of the broker. Keys of any form are written as tokens of a subject. */
final class NatsMap implements SharedMap, KeptWatch.Watched, AutoCloseable {
    /** The broker's number for another revision than the one that was expected. */
    private static final int WRONG_REVISION = 10071;

    private final KeyValueManagement management;
    private final KeyValue bucket;
    private final Keys keys;

    /** Runs what waits for the broker. */
    private final Executor waiting;

    /** Runs what the ledger is told, one after the other. */
    private final Executor ledger;

    private @Nullable NatsKeyValueWatchSubscription watch;

    /** What is listened to. */
    private volatile @Nullable Watching current;

    /** Written by one thread at a time, that of what is listened to. */
    private volatile long told;

    /** How keys are written. */
    interface Keys {
        String write(String key);

        String read(String token);
    }

    NatsMap(KeyValueManagement management, KeyValue bucket, Keys keys, Executor waiting, Executor ledger) {
        this.management = management;
        this.bucket = bucket;
        this.keys = keys;
        this.waiting = waiting;
        this.ledger = ledger;
    }

    /** Something that the broker is asked. */
    private interface Question<T> {
        T ask() throws IOException, JetStreamApiException, InterruptedException;
    }

    private <T> void ask(Question<T> question, T unknown, T changed, Consumer<T> answer) {
        waiting.execute(() -> {
            T found;
            try {
                found = question.ask();
            } catch (JetStreamApiException refused) {
                found = refused.getApiErrorCode() == WRONG_REVISION ? changed : unknown;
            } catch (IOException | RuntimeException lost) {
                found = unknown;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                found = unknown;
            }
            T told = found;
            ledger.execute(() -> answer.accept(told));
        });
    }

    @Override
    public void write(String key, WrittenValue value, long after, Consumer<Answer> answer) {
        String token = keys.write(key);
        this.<Answer>ask(
                () -> new Answer.Written(
                        after == NONE
                                ? bucket.create(token, value.bytes())
                                : bucket.update(token, value.bytes(), after)),
                new Answer.Unknown(), new Answer.Changed(), answer);
    }

    @Override
    public void delete(String key, long after, Consumer<Answer> answer) {
        String token = keys.write(key);
        this.<Answer>ask(() -> {
            bucket.delete(token, after);
            return new Answer.Written(after);
        }, new Answer.Unknown(), new Answer.Changed(), answer);
    }

    @Override
    public void read(String key, Consumer<Reading> answer) {
        String token = keys.write(key);
        this.<Reading>ask(() -> {
            KeyValueEntry found = bucket.get(token);
            return found == null || found.getValue() == null
                    ? new Reading.Absent()
                    : new Reading.Found(WrittenValue.of(found.getValue()), found.getRevision());
        }, new Reading.Unknown(), new Reading.Unknown(), answer);
    }

    /** For one thread at a time. */
    @Override
    public void watch(Listener listener) throws IOException, JetStreamApiException, InterruptedException {
        close();
        long newest = newest();
        Watching begun = new Watching(listener, newest);
        current = begun;
        tell(begun, () -> listener.begins(newest));
        watch = bucket.watchAll(begun);
    }

    @Override
    public long newest() throws IOException, JetStreamApiException {
        return management.getStatus(bucket.getBucketName()).getBackingStreamInfo().getStreamState().getLastSequence();
    }

    @Override
    public long told() {
        return told;
    }

    /** What the broker sends of a bucket from when it was asked. */
    private final class Watching implements KeyValueWatcher {
        private final Listener listener;
        private final long newest;

        Watching(Listener listener, long newest) {
            this.listener = listener;
            this.newest = newest;
        }

        @Override
        public void watch(KeyValueEntry entry) {
            String key = keys.read(entry.getKey());
            long revision = entry.getRevision();
            byte[] value = entry.getValue();
            tell(this, entry.getOperation() == KeyValueOperation.PUT && value != null
                    ? () -> listener.put(key, WrittenValue.of(value), revision)
                    : () -> listener.gone(key, revision));
            told = Math.max(told, revision);
        }

        @Override
        public void endOfData() {
            tell(this, listener::complete);
            told = Math.max(told, newest);
        }
    }

    /** Nothing of what was begun before may come after what has been begun since. */
    private void tell(Watching from, Runnable news) {
        ledger.execute(() -> {
            if (from.equals(current)) {
                news.run();
            }
        });
    }

    @Override
    public void close() {
        NatsKeyValueWatchSubscription before = watch;
        watch = null;
        if (before != null) {
            try {
                before.unsubscribe();
            } catch (IllegalStateException closed) {
                // With the connection.
            }
        }
    }
}
