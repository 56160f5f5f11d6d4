package dev.chatroom.server.protocol;

import dev.chatroom.server.dialect.Line;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The protocols that a server speaks, and which of them a client speaks.
 *
 * @param detected those that a client's first line tells; asked in this order
 * @param spokenByPeople for all other clients, and for those that say nothing: people wait to be greeted
 * @param spokenByScripts for clients that no first line tells apart, and that end their input at once
 */
public record Protocols(List<Protocol> detected, Protocol spokenByPeople, Protocol spokenByScripts) {

    public Protocols {
        detected = List.copyOf(detected);
    }

    /** The protocol that a first line tells; null for a client that has not said anything. */
    public Protocol of(@Nullable Line firstLine) {
        if (firstLine != null) {
            for (Protocol each : detected) {
                if (each.isSpokenIn(firstLine)) {
                    return each;
                }
            }
        }
        return spokenByPeople;
    }

    /** The protocol of a client that has sent these bytes and nothing else; they are read. */
    public Protocol ofFirst(ByteBuffer bytes) {
        LineDecoder decoder = new LineDecoder(Math.max(1, bytes.remaining()));
        Line line = decoder.next(bytes);
        while (line != null && line.text().isEmpty()) {
            line = decoder.next(bytes);
        }
        return of(line);
    }

    /** Whether a client that was taken for a person before it said anything speaks this instead if its first line says so. */
    public boolean replacesGreeting(Protocol told) {
        return detected.contains(told);
    }
}
