package dev.chatroom.server.dialect;

import dev.chatroom.core.ChatEvent;
import dev.chatroom.core.MemoryAccount;
import dev.chatroom.core.Stretch;
import java.util.concurrent.ConcurrentHashMap;

/** The transcripts of one room, one for each edition that somebody reads; kept with the room. For any thread. */
public final class Transcripts implements MemoryAccount.Cache {
    private final MemoryAccount account;
    private final ConcurrentHashMap<Edition, Transcript> known = new ConcurrentHashMap<>(1);

    private Transcripts(MemoryAccount account) {
        this.account = account;
    }

    /** The transcript of the room that these events are from. */
    public static Transcript of(Stretch<ChatEvent> events, Edition edition) {
        Transcripts all = events.attachment(Transcripts.class, Transcripts::new);
        return all.known.computeIfAbsent(edition, one -> new Transcript(one, all.account));
    }

    @Override
    public void clear() {
        known.values().forEach(Transcript::clear);
    }
}
