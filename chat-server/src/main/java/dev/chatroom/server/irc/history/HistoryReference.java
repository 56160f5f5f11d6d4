package dev.chatroom.server.irc.history;

import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.server.irc.message.Tags;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A place in what was said, as clients name it: by the id of a message or by a time (ISUPPORT token MSGREFTYPES). Clients see
 * times in milliseconds, so all events of one millisecond are at one place.
 *
 * @param id 0 if it is given by a time; ids are in the order of time
 */
record HistoryReference(long id, Instant at) {
    private static final String ID = "msgid=";
    private static final String TIME = "timestamp=";

    static Optional<HistoryReference> parse(String written) {
        if (written.startsWith(ID)) {
            long id = Tags.eventId(written.substring(ID.length()));
            return id == 0 ? Optional.empty() : Optional.of(new HistoryReference(id, Instant.EPOCH));
        }
        if (written.startsWith(TIME)) {
            try {
                return Optional.of(new HistoryReference(0, shown(Instant.parse(written.substring(TIME.length())))));
            } catch (DateTimeParseException noTime) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether it is given by a time. */
    boolean isTime() {
        return id == 0;
    }

    /** The point after which all is that is after this place. */
    HistoryPoint last() {
        return isTime()
                ? new HistoryPoint.OfTime(at.isBefore(Instant.MAX.minusMillis(1)) ? at.plusMillis(1).minusNanos(1) : at)
                : new HistoryPoint.OfId(id);
    }

    /** The point before which all is that is before this place. */
    HistoryPoint first() {
        return isTime() ? new HistoryPoint.OfTime(at) : new HistoryPoint.OfId(id);
    }

    /** The point after which all is that is at this place or after it. */
    HistoryPoint beforeFirst() {
        if (!isTime()) {
            return new HistoryPoint.OfId(id - 1);
        }
        return at.isAfter(Instant.MIN) ? new HistoryPoint.OfTime(at.minusNanos(1)) : HistoryPoint.BEGINNING;
    }

    /** As it is in the tag of a message's time. */
    static Instant shown(Instant at) {
        return at.isAfter(Instant.MIN.plusMillis(1)) ? at.truncatedTo(ChronoUnit.MILLIS) : at;
    }
}
