package dev.chatroom.server.dialect.irc;

import dev.chatroom.core.ChatEvent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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

    /** Where an event is: negative if before this point, positive if after it. */
    int compare(ChatEvent event) {
        return id == 0 ? event.at().compareTo(at) : Long.compare(event.id(), id);
    }
}
