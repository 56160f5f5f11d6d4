package dev.chatroom.server.irc.history;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.server.dialect.Ctcp;
import dev.chatroom.server.dialect.Passage;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.ShownTime;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcReply;
import dev.chatroom.server.irc.client.IrcServer;
import dev.chatroom.server.irc.client.Recipient;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.EventLines;
import dev.chatroom.server.irc.message.IrcEncoding;
import dev.chatroom.server.irc.message.IrcLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was said in a channel before a client came, for clients that cannot ask for it. Those that know when a line was
 * said (IRCv3 server-time) are given the messages themselves, in a batch if they know batches (IRCv3 chathistory batch).
 * All others would show them as if they had been said now, so they read notices that begin with the time, and of what
 * somebody pasted only the beginning. Who knows no batches is told first what follows, since irssi shows a time of its own.
 */
public final class Playback {
    private Playback() {}

    /** Not by those who fetch it, or are programs. */
    public static boolean isWanted(IrcClient client) {
        return !client.has(Capability.CHATHISTORY) && !client.user().has(UserMode.BOT);
    }

    /** How many turns are looked at, since some of them may be for programs. */
    public static int turns(ServerContext context) {
        return 2 * context.historyShown();
    }

    /** Whether clients that know this are given a batch. */
    public static boolean isBatch(Set<Capability> capabilities) {
        return capabilities.contains(Capability.SERVER_TIME) && capabilities.contains(Capability.BATCH);
    }

    /**
     * The lines; none if nothing was said.
     *
     * @param batch the reference of the batch, for clients that are given one
     * @param since after which point it was said
     */
    public static List<IrcReply.Line> lines(Recipient to, String batch, RoomView view, HistoryPoint since) {
        // A client would answer a question of long ago.
        List<Message> kept =
                view.recent().stream().filter(message -> !Ctcp.is(message) && since.compare(message) > 0).toList();
        List<Passage> shown =
                Passage.newest(kept, to.server().context().historyShown(), Passage.CHARACTERS_AT_ENTRY);
        if (shown.isEmpty()) {
            return List.of();
        }
        boolean timed = to.has(Capability.SERVER_TIME);
        IrcEncoding encoding = to.encoding();
        Stream<String> lines = shown.stream()
                .flatMap(passage -> timed
                        ? passage.lines().stream()
                                .flatMap(message -> EventLines.of(message, encoding, "").lines())
                        : noticed(to, passage));
        return isBatch(to.capabilities())
                ? batch(to.server(), batch, "#" + view.name(), lines)
                : Stream.concat(Stream.of(opening(to, shown)), lines).map(IrcReply.Line::new).toList();
    }

    private static String opening(Recipient to, List<Passage> shown) {
        Message first = shown.getFirst().lines().getFirst();
        String since = ShownTime.of(to.server().context(), first.at());
        int lines = Passage.lines(shown);
        return notice(to, first).ending(lines == 1
                ? "The last message, of %s:".formatted(since)
                : "The last %d %s, since %s:".formatted(lines, lines == shown.size() ? "messages" : "lines", since));
    }

    private static IrcLine notice(Recipient to, Message message) {
        return IrcLine.from(to.server().name(), "NOTICE").with("#" + message.room().text());
    }

    /** The lines as a batch (IRCv3 chathistory batch) of this reference. */
    private static List<IrcReply.Line> batch(IrcServer server, String name, String target, Stream<String> lines) {
        List<IrcReply.Line> batch = new ArrayList<>();
        batch.add(new IrcReply.Line(start(server, name, "chathistory", target)));
        lines.forEach(line -> batch.add(IrcReply.Line.ofBatch(name, line)));
        batch.add(new IrcReply.Line(end(server, name)));
        return batch;
    }

    /**
     * Answers with lines as a batch of that type (IRCv3 batch).
     *
     * @param target what the batch is about; may be empty
     */
    static void answer(IrcClient client, String type, String target, List<String> lines) {
        String name = beginBatch(client, type, target);
        lines.forEach(line -> client.line(IrcReply.Line.ofBatch(name, line)));
        endBatch(client, name);
    }

    /** Begins a batch that is the whole answer; returns its reference. */
    static String beginBatch(IrcClient client, String type, String target) {
        String name = client.newBatch();
        client.replies().batch(start(client.server(), name, type, target));
        return name;
    }

    /** Ends a batch that was begun. */
    static void endBatch(IrcClient client, String name) {
        client.line(end(client.server(), name));
    }

    private static String start(IrcServer server, String name, String type, String target) {
        IrcLine start = IrcLine.from(server.name(), "BATCH").with("+" + name).with(type);
        return (target.isEmpty() ? start : start.with(target)).toString();
    }

    private static String end(IrcServer server, String name) {
        return IrcLine.from(server.name(), "BATCH").with("-" + name).toString();
    }

    private static Stream<String> noticed(Recipient to, Passage passage) {
        Stream<String> lines = passage.beginning().stream().flatMap(message -> noticed(to, message));
        return passage.more() == 0
                ? lines
                : Stream.concat(lines, Stream.of(notice(to, passage.lines().getFirst())
                        .ending("… %,d more lines".formatted(passage.more()))));
    }

    private static Stream<String> noticed(Recipient to, Message message) {
        return MessageNotices.lines(
                to.server().context(), message.at(), MessageNotices.text(message), () -> notice(to, message));
    }
}
