package dev.chatroom.server.cluster.order;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.PullRequestOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What the broker sends of the stream from some place on, until something of it is missing. It is asked for a number of messages at
 * a time, which bounds how many wait here. The broker forgets it when nobody asks. Owned by the reader's thread.
 */
final class StreamConsumer {
    /** So many messages are asked for at once. */
    static final int BATCH = 512;

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(3);
    private static final Duration REQUEST_TIME = Duration.ofSeconds(30);
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(30);
    private static final byte[] REQUEST = PullRequestOptions.builder(BATCH)
            .expiresIn(REQUEST_TIME)
            .idleHeartbeat(HEARTBEAT)
            .build()
            .toJson()
            .getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final String inbox;
    private final Asker asker;
    private final String requests;

    /** The number of the last request, counted from 1. */
    private long request;

    /** How many messages of the last request are still to come. */
    private int missing;

    /** The number of the last message, counted by the broker from 1. */
    private long received;

    private long heardAt;

    /** Sends a request for messages. */
    @FunctionalInterface
    interface Asker {
        void ask(String subject, String replyTo, byte[] request);
    }

    private StreamConsumer(String name, String requests, String inbox, Asker asker) {
        this.name = name;
        this.requests = requests;
        this.inbox = inbox;
        this.asker = asker;
    }

    /**
     * Has the broker begin.
     *
     * @param inbox with what the subjects begin under which the broker says how it stands with this consumer
     * @param from the first place
     * @param now by the nanosecond clock
     */
    static StreamConsumer begin(
            JetStreamManagement management, Asker asker, String stream, String inbox, long from, long now)
            throws IOException, JetStreamApiException {
        ConsumerConfiguration wanted = ConsumerConfiguration.builder()
                .deliverPolicy(DeliverPolicy.ByStartSequence)
                .startSequence(from)
                .ackPolicy(AckPolicy.None)
                .inactiveThreshold(FORGOTTEN_AFTER)
                .memStorage(true)
                .numReplicas(1)
                .build();
        String name = management.addOrUpdateConsumer(stream, wanted).getName();
        StreamConsumer begun = new StreamConsumer(
                name, "$JS.API.CONSUMER.MSG.NEXT." + stream + "." + name, inbox + ".", asker);
        begun.ask(now);
        return begun;
    }

    private void ask(long now) {
        heardAt = now;
        request += 1;
        missing = BATCH;
        asker.ask(requests, inbox + request, REQUEST);
    }

    String name() {
        return name;
    }

    /** Whether it has sent this message of the stream. */
    boolean sent(StreamDelivery delivery) {
        return name.equals(delivery.consumer());
    }

    /** Whether this is about a request of it. */
    boolean sentStatus(Message message) {
        return message.isStatusMessage() && message.getSubject().startsWith(inbox);
    }

    /** Notes a message; false if one is missing before it. */
    boolean takes(StreamDelivery delivery, long now) {
        heardAt = now;
        if (delivery.number() != received + 1) {
            return false;
        }
        received += 1;
        missing -= 1;
        if (missing == 0) {
            ask(now);
        }
        return true;
    }

    /** Notes what the broker says of a request; false if it does not know this consumer any more. */
    boolean takesStatus(Message message, long now) {
        heardAt = now;
        if (message.getStatus().isHeartbeat()) {
            return true;
        }
        boolean isOver = message.getStatus().getCode() == TIMED_OUT;
        if (isOver && message.getSubject().equals(inbox + request)) {
            ask(now);
        }
        return isOver;
    }

    /** The broker's number for a request whose time is over. */
    private static final int TIMED_OUT = 408;

    boolean isSilent(long now) {
        return now - heardAt > SILENCE;
    }
}
