package dev.chatroom.server.cluster.people;

import dev.chatroom.server.cluster.broker.ClusterConnection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.StreamState;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The stream behind a bucket of the broker. It is read whole, from its first message on: to be sent the last message of each subject, or
 * those of some subjects only, costs a broker a look at all subjects, which takes it seconds if there are 100,000.
 */
final class BucketStream {
    private static final Duration ANSWER_TIME = Duration.ofSeconds(5);

    /** The header that says that a key has no value any more. */
    private static final String OPERATION = "KV-Operation";

    /** The broker's number for a message that is there no more. */
    private static final int NO_MESSAGE = 10037;

    /** As well, by version 2.9. */
    private static final int NO_MESSAGE_FOUND = 10057;

    private final ClusterConnection cluster;
    private final String stream;
    private final String subjects;

    BucketStream(ClusterConnection cluster, String bucket) {
        this.cluster = cluster;
        this.stream = name(bucket);
        this.subjects = "$KV." + bucket + ".";
    }

    static String name(String bucket) {
        return "KV_" + bucket;
    }

    StreamState state() throws IOException, JetStreamApiException {
        return cluster.management().getStreamInfo(stream).getStreamState();
    }

    /** Has the broker send all that there is, and then what comes; what is returned ends that. Waits. */
    Runnable follow(MessageHandler handler) throws IOException, JetStreamApiException {
        Dispatcher dispatcher = cluster.connection().createDispatcher();
        try {
            var unused = cluster.connection()
                    .jetStream(JetStreamOptions.builder().requestTimeout(ANSWER_TIME).build())
                    .subscribe(null, dispatcher, handler, false, PushSubscribeOptions.builder()
                            .stream(stream)
                            .ordered(true)
                            .configuration(ConsumerConfiguration.builder()
                                    .deliverPolicy(DeliverPolicy.All)
                                    .ackPolicy(AckPolicy.None)
                                    .build())
                            .build());
        } catch (IOException | JetStreamApiException | RuntimeException failed) {
            close(dispatcher);
            throw failed;
        }
        return () -> close(dispatcher);
    }

    private void close(Dispatcher dispatcher) {
        try {
            cluster.connection().closeDispatcher(dispatcher);
        } catch (IllegalStateException | IllegalArgumentException closed) {
            // With the connection.
        }
    }

    /** The key of a message, as it is written; null if it is none of the bucket's. */
    @Nullable String key(Message message) {
        String subject = message.getSubject();
        return subject.startsWith(subjects) ? subject.substring(subjects.length()) : null;
    }

    /** Whether this gives its key no value, but says that it has none. */
    static boolean isMarker(Message message) {
        Headers headers = message.getHeaders();
        String operation = headers == null ? null : headers.getFirst(OPERATION);
        return operation != null && !operation.equals("PUT");
    }

    /** Removes a message; if there is none, it is of no importance. Waits. */
    void remove(long revision) throws IOException, JetStreamApiException {
        try {
            boolean unused = cluster.management().deleteMessage(stream, revision, false);
        } catch (JetStreamApiException refused) {
            if (refused.getApiErrorCode() != NO_MESSAGE && refused.getApiErrorCode() != NO_MESSAGE_FOUND) {
                throw refused;
            }
        }
    }
}
