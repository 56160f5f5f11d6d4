package dev.chatroom.server.irc.history;

import dev.chatroom.core.event.ChatEvent.Emoted;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.Noticed;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.ShownTime;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.LineSplit;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What was said before, as notices of the server: for clients that would take it for something that is said now. */
final class MessageNotices {
    private MessageNotices() {}

    /** What somebody said, as clients show it. */
    static String text(Message message) {
        String name = message.author().nickname().text();
        return switch (message) {
            case Said said -> "<" + name + "> " + said.text();
            case Emoted emoted -> "* " + name + " " + emoted.text();
            case Noticed noticed -> "-" + name + "- " + noticed.text();
        };
    }

    /**
     * The lines for something that was said at a time.
     *
     * @param start a new notice without its text
     */
    static Stream<String> lines(ServerContext context, Instant at, String text, Supplier<IrcLine> start) {
        String time = "[" + ShownTime.of(context, at) + "] ";
        return LineSplit.split(text, start.get().spaceForText() - time.length()).stream()
                .map(piece -> start.get().ending(time + piece));
    }
}
