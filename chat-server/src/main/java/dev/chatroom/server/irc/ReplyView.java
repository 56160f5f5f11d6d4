package dev.chatroom.server.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.room.RoomReport;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.server.dialect.LineSink;
import dev.chatroom.server.irc.client.ChannelLines;
import dev.chatroom.server.irc.client.IrcReply;
import dev.chatroom.server.irc.history.ChannelWelcome;
import java.util.List;

/** Puts the replies to a client into lines, when their turn has come to be read. */
final class ReplyView {
    private ReplyView() {}

    /** Shows a reply; nothing for one that is of the dialect that the client was taken to speak at first. */
    static void show(Delivery.Reply<ChatEvent> reply, LineSink sink) {
        switch (reply) {
            case IrcReply.Line line -> show(line.text(), sink);
            case RoomReport(RoomView view, IrcReply.OnChannel about) ->
                lines(view, about).forEach(line -> show(line.tagged(about.tag()).text(), sink));
            case Delivery.TextReply<ChatEvent>(String line) -> show(line, sink);
            case Delivery.Reply<ChatEvent> foreign -> {}
        }
    }

    private static List<IrcReply.Line> lines(RoomView view, IrcReply.OnChannel about) {
        return switch (about) {
            case IrcReply.Welcome welcome -> ChannelWelcome.lines(view, welcome);
            case IrcReply.Names names -> new ChannelLines(names.to())
                    .names(view.name(), view.modes(), view.members()).stream().map(IrcReply.Line::new).toList();
        };
    }

    private static void show(String line, LineSink sink) {
        sink.line(line.getBytes(UTF_8));
    }
}
