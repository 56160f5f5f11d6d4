package dev.chatroom.server.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.ChatEvent;
import dev.chatroom.core.ChatEvent.CrowdChanged;
import dev.chatroom.core.ChatEvent.Joined;
import dev.chatroom.core.ChatEvent.Left;
import dev.chatroom.core.ChatEvent.Message;
import dev.chatroom.core.ChatEvent.Renamed;
import dev.chatroom.core.ChatEvent.RoomEvent;
import dev.chatroom.core.ChatEvent.TopicChanged;

/** What plain readers are shown of a room, with the line ends of one kind of client or the other. */
enum PlainEdition implements Edition {
    LF("\n"),
    CRLF("\r\n");

    private static final byte[] NOTHING = {};

    private final String end;

    PlainEdition(String end) {
        this.end = end;
    }

    static PlainEdition of(boolean crlf) {
        return crlf ? CRLF : LF;
    }

    @Override
    public byte[] render(RoomEvent event) {
        String line = text(event);
        return line.isEmpty() ? NOTHING : (line + end).getBytes(UTF_8);
    }

    private static String text(RoomEvent event) {
        String name = event.author().nickname().text();
        return switch (event) {
            case Message message -> PlainText.message(message);
            case Joined joined -> joined.quiet() ? "" : PlainText.joined(name);
            case Left left -> left.quiet() ? "" : PlainText.left(name, left.reason());
            case Renamed renamed -> PlainText.renamed(name, renamed.nickname().text());
            case TopicChanged changed -> PlainText.topicChanged(name, changed.topic());
            case CrowdChanged crowd -> PlainText.crowdChanged(crowd.joined(), crowd.left(), crowd.present());
        };
    }

    /** The line for an event by the reader; empty if the reader knows already. */
    static String ownLine(RoomEvent event) {
        return switch (event) {
            case Renamed renamed -> PlainText.youAreNow(renamed.nickname().text());
            case TopicChanged changed -> PlainText.topicChanged("you", changed.topic());
            case ChatEvent.Said said -> "";
            case ChatEvent.Emoted emoted -> "";
            case Joined joined -> "";
            case Left left -> "";
            case CrowdChanged crowd -> "";
        };
    }
}
