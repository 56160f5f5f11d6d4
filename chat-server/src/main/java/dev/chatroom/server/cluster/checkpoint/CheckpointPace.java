package dev.chatroom.server.cluster.checkpoint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a checkpoint is due, which are kept, and with which a node begins.
 *
 * @param every so many events after the last one it is time for the next
 * @param replayed a node that begins reads so many events at least, so that its rooms have a history too
 * @param look how often it is looked
 */
record CheckpointPace(long every, long replayed, Duration look) {
    static final CheckpointPace STANDARD = new CheckpointPace(20_000, 50_000, Duration.ofSeconds(10));

    /**
     * What the stream has.
     *
     * @param first the place of its first event; one more than {@code last} if there is none
     * @param last the place of the last event that it ever had
     */
    record Extent(long first, long last) {
        /** Whether nothing is missing between a checkpoint and the stream. */
        boolean follows(long place) {
            return first <= place + 1;
        }
    }

    /** Whether it is time for one. A stream that forgets must not forget what no checkpoint includes. */
    boolean isDue(List<Long> places, Extent stream) {
        long newest = places.isEmpty() ? 0 : places.getLast();
        if (stream.last() <= newest) {
            return false;
        }
        boolean forgets = stream.first() > 1;
        return stream.last() - newest >= every
                || (forgets && newest - stream.first() < (stream.last() - stream.first()) / 2);
    }

    /** Those that no node will begin with. */
    List<Long> superfluous(List<Long> places, Extent stream) {
        long oldest = beginnings(places, stream).stream().findFirst().orElse(0L);
        return places.stream().filter(place -> place < oldest).toList();
    }

    /** Those with which a node may begin, the best first; 0 is the beginning of the stream. The stream follows on all of them. */
    List<Long> beginnings(List<Long> places, Extent stream) {
        List<Long> good = Stream.concat(Stream.of(0L), places.stream()).filter(stream::follows).toList();
        long best = farEnough(good, stream).orElse(0L);
        List<Long> later = good.stream().filter(place -> place >= best).toList();
        List<Long> earlier = good.stream().filter(place -> place < best).toList().reversed();
        return Stream.concat(later.stream(), earlier.stream()).toList();
    }

    /** The last one after which there is enough to read. */
    private Optional<Long> farEnough(List<Long> places, Extent stream) {
        return places.reversed().stream().filter(place -> stream.last() - place >= replayed).findFirst();
    }
}
