package dev.chatroom.server.irc.history;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.server.irc.message.Tags;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A place in what was said, by the id of a message or by a time (ISUPPORT token MSGREFTYPES).
 *
 * @param id 0 if it is given by a time; ids are in the order of time
 */
record HistoryPoint(long id, Instant at) {
    static final HistoryPoint BEGINNING = new HistoryPoint(0, Instant.MIN);

    private static final String ID = "msgid=";
    private static final String TIME = "timestamp=";

    static Optional<HistoryPoint> parse(String written) {
        if (written.startsWith(ID)) {
            long id = Tags.eventId(written.substring(ID.length()));
            return id == 0 ? Optional.empty() : Optional.of(new HistoryPoint(id, Instant.MIN));
        }
        if (written.startsWith(TIME)) {
            try {
                return Optional.of(new HistoryPoint(0, Instant.parse(written.substring(TIME.length()))));
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

    /** Where an event is: negative if before this point, positive if after it. Times are as exact as clients see them. */
    int compare(ChatEvent event) {
        return id == 0 ? shown(event.at()).compareTo(shown(at)) : Long.compare(event.id(), id);
    }

    /** As it is in the tag of a message's time. */
    static Instant shown(Instant at) {
        return at.equals(Instant.MIN) ? at : at.truncatedTo(ChronoUnit.MILLIS);
    }
}
