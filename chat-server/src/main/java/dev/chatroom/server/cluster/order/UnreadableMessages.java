package dev.chatroom.server.cluster.order;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import java.io.IOException;

/**
 * Messages of the stream that the client cannot take. A broker looks at no headers, so anybody can store some that are none; and where
 * they come, the client reads nothing more of its connection, which is lost seconds later. All before them has been handed over then,
 * so the next message is looked at before the stream is followed again: alone, as the answer to a question, of which the client only
 * says that it is malformed.
 */
final class UnreadableMessages {
    private UnreadableMessages() {}

    /**
     * Leaves out those that would be next.
     *
     * @param end the last place of the stream
     */
    static void leaveOut(JetStreamManagement management, String stream, long end, Handover handover) {
        while (handover.last() < end && !isReadable(management, stream, handover.last() + 1)) {
            handover.leaveOut(handover.last() + 1, "its headers are malformed");
        }
    }

    private static boolean isReadable(JetStreamManagement management, String stream, long sequence) {
        try {
            var unused = management.getMessage(stream, sequence);
            return true;
        } catch (IOException | JetStreamApiException | IllegalStateException unknown) {
            return true; // It has been removed, or the connection is lost.
        } catch (RuntimeException malformed) {
            return false;
        }
    }
}
