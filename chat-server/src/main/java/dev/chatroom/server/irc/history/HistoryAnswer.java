package dev.chatroom.server.irc.history;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcReply;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.pace.LongAnswer;
import dev.chatroom.server.pace.Workload;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Part of a history as an answer in small pieces: a client that does not read its answer has no more than one piece waiting
 * for it. Between the pieces only ids are kept, so that nothing stays in memory for its sake; what has been forgotten
 * meanwhile is left out. Owned by the reader.
 */
final class HistoryAnswer<E extends ChatEvent> implements LongAnswer {
    /** A message takes some 8 kB of the heap at most. */
    private static final int MESSAGES_PER_PIECE = 8;

    private static final int CHARACTERS_PER_UNIT = 2_048;

    /** Where the events are read again. */
    @FunctionalInterface
    interface Source<E> {

        /** Those from one id up to another, at most so many. */
        List<E> between(long first, long last, int limit);
    }

    private final IrcClient client;
    private final Supplier<List<E>> wanted;
    private final Source<E> source;
    private final Function<E, Stream<String>> lines;
    private final String type;
    private final String target;
    private final int unitsPerPiece;

    /** The reference of the batch that has begun; empty before that, and for a client that knows none. */
    private String batch = "";

    /** Which events are given; null before they have been read. */
    private long @Nullable [] ids;

    private int next;

    /**
     * An answer to a client.
     *
     * @param type of the batch that it is
     * @param target what the batch is about; may be empty
     * @param wanted reads what is given, in the order of the ids
     * @param lines how one of them is shown
     * @param unitsPerPiece what it costs to read some of them again
     */
    HistoryAnswer(
            IrcClient client, String type, String target, Supplier<List<E>> wanted, Source<E> source,
            Function<E, Stream<String>> lines, int unitsPerPiece) {
        this.client = client;
        this.target = target;
        this.type = type;
        this.wanted = wanted;
        this.source = source;
        this.lines = lines;
        this.unitsPerPiece = unitsPerPiece;
    }

    @Override
    public boolean makePiece(Workload work) {
        long[] ids = this.ids == null ? begin() : this.ids;
        int characters = 0;
        int until = Math.min(ids.length, next + MESSAGES_PER_PIECE);
        if (next < until) {
            for (E event : source.between(ids[next], ids[until - 1], until - next)) {
                for (String line : lines.apply(event).toList()) {
                    characters += line.length();
                    client.line(batch.isEmpty() ? new IrcReply.Line(line) : IrcReply.Line.ofBatch(batch, line));
                }
            }
        }
        work.charge(unitsPerPiece + characters / CHARACTERS_PER_UNIT);
        next = until;
        if (next == ids.length) {
            abandon();
        }
        return next < ids.length;
    }

    private long[] begin() {
        long[] found = wanted.get().stream().mapToLong(ChatEvent::id).toArray();
        ids = found;
        if (client.has(Capability.BATCH)) {
            batch = Playback.beginBatch(client, type, target);
        }
        return found;
    }

    @Override
    public boolean waitsForDisk() {
        return client.chat().history().waitsForDisk();
    }

    @Override
    public void abandon() {
        if (!batch.isEmpty()) {
            Playback.endBatch(client, batch);
            batch = "";
        }
    }
}
