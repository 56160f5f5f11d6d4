package dev.chatroom.server.cluster.order;

import dev.chatroom.server.config.ClusterException;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Where the stream ends, as long as it is the one that was read before. Owned by the reader's thread. */
final class StreamEnd {
    private final String stream;

    /** When it was made, as the broker says; null before it was asked for the first time. */
    private @Nullable ZonedDateTime madeAt;

    StreamEnd(String stream) {
        this.stream = stream;
    }

    /**
     * The place of the last event.
     *
     * @param taken the place of the last one that this node has taken
     * @throws ClusterException if the stream is another, or has lost what this node has taken: rooms here would not be as elsewhere
     */
    long find(JetStreamManagement management, long taken) throws IOException, JetStreamApiException {
        StreamInfo now = management.getStreamInfo(stream);
        long end = now.getStreamState().getLastSequence();
        long first = now.getStreamState().getFirstSequence();
        if (end < taken) {
            throw new ClusterException(
                    "the stream %s ends at %d, and this node has taken %d: it has lost events, or is another"
                            .formatted(stream, end, taken));
        } else if (first > taken + 1) {
            throw new ClusterException(
                    "the stream %s begins at %d, and this node has taken only %d: it has to be started anew"
                            .formatted(stream, first, taken));
        } else if (madeAt != null && !madeAt.equals(now.getCreateTime())) {
            throw new ClusterException(
                    "the stream %s has been made anew since this node took events of it".formatted(stream));
        }
        madeAt = now.getCreateTime();
        return end;
    }
}
