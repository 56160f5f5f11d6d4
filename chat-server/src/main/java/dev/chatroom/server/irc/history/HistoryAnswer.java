package dev.chatroom.server.irc.history;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcReply;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.pace.LongAnswer;
import dev.chatroom.server.pace.Workload;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

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
    private final long[] ids;
    private final Source<E> source;
    private final Function<E, Stream<String>> lines;
    private final String target;
    private final int unitsPerPiece;

    /** The reference of the batch, empty for a client that knows none. */
    private String batch = "";

    private int next;

    /**
     * An answer to a client.
     *
     * @param events what is given, in the order of the ids
     * @param lines how one of them is shown
     * @param unitsPerPiece what it costs to read some of them again
     */
    HistoryAnswer(
            IrcClient client, String target, List<E> events, Source<E> source, Function<E, Stream<String>> lines,
            int unitsPerPiece) {
        this.client = client;
        this.target = target;
        this.ids = events.stream().mapToLong(ChatEvent::id).toArray();
        this.source = source;
        this.lines = lines;
        this.unitsPerPiece = unitsPerPiece;
    }

    @Override
    public boolean makePiece(Workload work) {
        if (next == 0 && client.has(Capability.BATCH)) {
            batch = Playback.beginBatch(client, "chathistory", target);
        }
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
        if (next == ids.length && !batch.isEmpty()) {
            Playback.endBatch(client, batch);
        }
        return next < ids.length;
    }
}
