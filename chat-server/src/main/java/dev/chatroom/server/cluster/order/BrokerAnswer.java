package dev.chatroom.server.cluster.order;

import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import java.io.IOException;

/** What the broker says of an event that was sent to the stream. */
sealed interface BrokerAnswer {
    /** The stream has it. */
    record Stored() implements BrokerAnswer {}

    /**
     * It was to come after another change than the last one.
     *
     * @param last the place of the last change of its room, 0 if the stream has none
     */
    record WrongPlace(long last) implements BrokerAnswer {}

    /** This copy of it has not been stored. */
    record Refused() implements BrokerAnswer {}

    /** It was asked whether the stream has it, and the stream has not. */
    record Missing() implements BrokerAnswer {}

    /** The broker cannot say yet. */
    record Undecided() implements BrokerAnswer {}

    /** The broker's number for an expected sequence that is not the last one; the text of the error ends with the last one. */
    int WRONG_LAST_SEQUENCE = 10071;

    /** The same, while the stream is taking others of the same subject. */
    int WRONG_LAST_SEQUENCE_SOON = 10164;

    /** The broker's number for an expected message that is not the last one. It looks first whether it has the message that it is sent. */
    int WRONG_LAST_MESSAGE = 10070;

    /** Another copy is being stored. */
    int DUPLICATE_UNDERWAY = 10158;

    static BrokerAnswer of(Message reply) {
        if (reply.isStatusMessage()) {
            return new Refused(); // No stream listens.
        }
        try {
            var unused = new PublishAck(reply);
            return new Stored();
        } catch (JetStreamApiException refused) {
            return of(refused);
        } catch (IOException unreadable) {
            return new Undecided();
        }
    }

    private static BrokerAnswer of(JetStreamApiException refused) {
        return switch (refused.getApiErrorCode()) {
            case WRONG_LAST_SEQUENCE -> wrongPlace(String.valueOf(refused.getErrorDescription()));
            case WRONG_LAST_MESSAGE -> new Missing();
            case WRONG_LAST_SEQUENCE_SOON, DUPLICATE_UNDERWAY -> new Undecided();
            default -> new Refused();
        };
    }

    private static BrokerAnswer wrongPlace(String description) {
        int number = description.lastIndexOf(' ') + 1;
        try {
            return new WrongPlace(Long.parseLong(description, number, description.length(), 10));
        } catch (NumberFormatException other) {
            return new Undecided();
        }
    }
}
