package dev.chatroom.server.irc.history;

import dev.chatroom.core.room.RoomView;
import dev.chatroom.server.irc.client.ChannelLines;
import dev.chatroom.server.irc.client.IrcReply;
import dev.chatroom.server.irc.client.ReadMarkers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a client is told of a channel that it has come into. */
public final class ChannelWelcome {
    /** If there are more, they are named at length, behind the rest. */
    public static final int NAMED_AT_ONCE = 128;

    private ChannelWelcome() {}

    /** The lines without their ends. */
    public static List<IrcReply.Line> lines(RoomView view, IrcReply.Welcome welcome) {
        List<String> lines = new ArrayList<>();
        ChannelLines channel = new ChannelLines(welcome.to());
        if (view.topic().isSet()) {
            lines.addAll(channel.topic(view.name(), view.topic()));
        }
        if (!welcome.readUpTo().isEmpty()) {
            lines.add(ReadMarkers.line(welcome.to().server(), "#" + view.name(), welcome.readUpTo()));
        }
        if (welcome.names() && view.present() <= NAMED_AT_ONCE) {
            lines.addAll(channel.names(view.name(), view.modes(), view.members()));
            lines.add(channel.endOfNames(view.name()));
        }
        return Stream.concat(
                lines.stream().map(IrcReply.Line::new),
                Playback.lines(welcome.to(), welcome.playback(), view, welcome.since()).stream()).toList();
    }
}
