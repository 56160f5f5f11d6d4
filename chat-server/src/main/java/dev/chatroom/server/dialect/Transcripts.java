package dev.chatroom.server.dialect;

import dev.chatroom.core.ChatEvent;
import dev.chatroom.core.Stretch;
import java.util.concurrent.ConcurrentHashMap;

/** The transcripts of one room, one for each edition that somebody reads; kept with the room. For any thread. */
public final class Transcripts {
    private final ConcurrentHashMap<Edition, Transcript> known = new ConcurrentHashMap<>(1);

    /** The transcript of the room that these events are from. */
    public static Transcript of(Stretch<ChatEvent> events, Edition edition) {
        return events.attachment(Transcripts.class, Transcripts::new).known.computeIfAbsent(edition, Transcript::new);
    }
}
