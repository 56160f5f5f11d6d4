package dev.chatroom.server.cluster.people;

import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.StreamState;
import io.nats.client.impl.NatsJetStreamMetaData;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link SharedMap} in a bucket of the broker. Keys of any form are written as tokens of a subject. */
final class NatsMap implements SharedMap, KeptWatch.Watched, AutoCloseable {
    /** The broker's number for another revision than the one that was expected. */
    private static final int WRONG_REVISION = 10071;

    /** How often a key without a value is written, whose marker others remove meanwhile. */
    private static final int TRIES = 3;

    private final KeyValue bucket;
    private final BucketStream stream;
    private final Keys keys;

    /** Runs what waits for the broker. */
    private final Executor waiting;

    /** Runs what the ledger is told, one after the other. */
    private final Executor ledger;

    private final Markers markers;

    /** Ends what was begun. */
    private @Nullable Runnable watch;

    /** What is listened to. */
    private volatile @Nullable Watching current;

    /** Written by one thread at a time, that of what is listened to. */
    private volatile long told;

    /** How keys are written. */
    interface Keys {
        String write(String key);

        String read(String token);
    }

    NatsMap(
            KeyValue bucket, BucketStream stream, Keys keys, Duration markersAge, Executor waiting, Executor ledger) {
        this.bucket = bucket;
        this.stream = stream;
        this.keys = keys;
        this.waiting = waiting;
        this.ledger = ledger;
        this.markers = new Markers(this::remove, markersAge, System::nanoTime);
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
                                ? create(token, value.bytes())
                                : bucket.update(token, value.bytes(), after)),
                new Answer.Unknown(), new Answer.Changed(), answer);
    }

    /** The client expects the marker that it has read, if there is one, which may be removed at that moment. */
    private long create(String token, byte[] value) throws IOException, JetStreamApiException {
        for (int tries = 1;; tries++) {
            try {
                return bucket.create(token, value);
            } catch (JetStreamApiException refused) {
                if (refused.getApiErrorCode() != WRONG_REVISION || tries == TRIES || bucket.get(token) != null) {
                    throw refused;
                }
            }
        }
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
    public void watch(Listener listener) throws IOException, JetStreamApiException {
        close();
        StreamState before = stream.state();
        Watching begun = new Watching(listener, before.getLastSequence());
        current = begun;
        tell(begun, () -> {
            markers.begins();
            listener.begins(begun.newest);
        });
        if (before.getMsgCount() == 0) {
            begun.endOfData();
        }
        watch = stream.follow(begun);
    }

    @Override
    public long newest() throws IOException, JetStreamApiException {
        return stream.state().getLastSequence();
    }

    /** Waits for this as long as something comes within each such time. */
    void awaitTold(CompletableFuture<Boolean> complete, Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            long before = told();
            try {
                var unused = complete.get(patience.toSeconds(), TimeUnit.SECONDS);
                return;
            } catch (TimeoutException late) {
                if (told() == before) {
                    throw late;
                }
            }
        }
    }

    @Override
    public long told() {
        return told;
    }

    /**
     * To be called several times a second by the ledger: markers of values that are gone are removed.
     *
     * @param eldest whether this node is the one that does it
     * @return whether all has to be told anew
     */
    boolean tick(boolean eldest) {
        return markers.tick(eldest);
    }

    private void remove(List<Long> revisions, Consumer<Boolean> done) {
        this.<Boolean>ask(() -> {
            for (long revision : revisions) {
                stream.remove(revision);
            }
            return true;
        }, false, false, done);
    }

    /** What the broker sends of a bucket from when it was asked. */
    private final class Watching implements MessageHandler {
        private final Listener listener;
        private final long newest;
        private boolean complete;

        Watching(Listener listener, long newest) {
            this.listener = listener;
            this.newest = newest;
        }

        @Override
        public void onMessage(Message message) {
            NatsJetStreamMetaData meta = message.metaData();
            long revision = meta.streamSequence();
            Optional<String> key = key(message);
            boolean isMarker = BucketStream.isMarker(message);
            WrittenValue value = isMarker ? null : value(message);
            tell(this, () -> {
                markers.told(revision, isMarker);
                if (key.isPresent() && value != null) {
                    listener.put(key.get(), value, revision);
                } else {
                    key.ifPresent(gone -> listener.gone(gone, revision));
                }
            });
            told = Math.max(told, revision);
            // The newest may have been overwritten, or taken out by somebody's hand.
            if (!complete && (revision >= newest || meta.pendingCount() == 0)) {
                endOfData();
            }
        }

        /** Nothing if somebody else has written there what is none. */
        private Optional<String> key(Message message) {
            String token = stream.key(message);
            try {
                return Optional.ofNullable(token).map(keys::read);
            } catch (IllegalArgumentException foreign) {
                return Optional.empty();
            }
        }

        private static @Nullable WrittenValue value(Message message) {
            byte[] bytes = message.getData();
            return bytes == null ? null : WrittenValue.of(bytes);
        }

        private void endOfData() {
            complete = true;
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
        Runnable before = watch;
        watch = null;
        if (before != null) {
            before.run();
        }
    }
}
