package dev.chatroom.server.cluster.order;

import io.nats.client.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where a message of the stream has its place, and which consumer sent it as which of its messages. The broker says so in the subject
 * for an answer, whatever somebody has written in the message; the client looks only at messages that bring no status, which anybody
 * can write.
 *
 * @param number counted by the consumer from 1
 */
record StreamDelivery(String consumer, long sequence, long number, Instant at) {
    private static final String PREFIX = "$JS.ACK.";

    /** What is before the name of the consumer: the two words of the prefix and the stream; later brokers say their domain and the account too. */
    private static final int BEFORE = 3;

    private static final int SHORT = 9;
    private static final int LONG = 11;

    /** Nothing if the broker did not send this as a message of a stream. */
    static Optional<StreamDelivery> of(Message message) {
        String place = message.getReplyTo();
        if (place == null || !place.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] words = place.split("\\.", -1);
        int first = words.length == SHORT ? BEFORE : BEFORE + LONG - SHORT;
        if (words.length != SHORT && words.length < LONG) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StreamDelivery(
                    words[first], Long.parseLong(words[first + 2]), Long.parseLong(words[first + 3]),
                    at(Long.parseLong(words[first + 4]))));
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }

    private static Instant at(long nanos) {
        long second = TimeUnit.SECONDS.toNanos(1);
        return Instant.ofEpochSecond(nanos / second, nanos % second);
    }
}
