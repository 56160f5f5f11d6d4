package dev.chatroom.server.archive;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Events as lines for people. The times are UTC. */
final class TextLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private TextLine() {}

    /** Nothing for what people would not miss. */
    static Optional<String> of(RoomEvent event) {
        return words(event).map(words -> "%s #%s %s".formatted(
                TIME.format(event.at()), Unseen.replaced(event.room().text()), Unseen.replaced(words)));
    }

    private static Optional<String> words(RoomEvent event) {
        String name = event.author().nickname().text();
        return Optional.ofNullable(switch (event) {
            case ChatEvent.Said said -> "<" + name + "> " + said.text();
            case ChatEvent.Emoted emoted -> "* " + name + " " + emoted.text();
            case ChatEvent.Noticed noticed -> "-" + name + "- " + noticed.text();
            case ChatEvent.Joined joined -> "-- " + name + " joined";
            case ChatEvent.Left left -> "-- " + name + " left" + reason(left.reason());
            case ChatEvent.Kicked kicked ->
                "-- " + name + " put " + kicked.member().nickname().text() + " out" + reason(kicked.reason());
            case ChatEvent.Renamed renamed -> "-- " + name + " is now " + renamed.nickname().text();
            case ChatEvent.TopicChanged changed ->
                "-- " + name
                        + (changed.topic().isEmpty() ? " took the topic away" : " set the topic: " + changed.topic());
            case ChatEvent.Redacted redacted ->
                "-- " + name + " took back something of " + redacted.said().nickname().text()
                        + reason(redacted.reason());
            case ChatEvent.ModesChanged changed -> "-- " + name + " "
                    + changed.changes().stream().map(ModeText::of).collect(Collectors.joining(", "));
            case ChatEvent.Invited invited -> "-- " + name + " invited " + invited.invited().nickname().text();
            case ChatEvent.Tagged tagged -> null;
            case ChatEvent.AwayChanged changed -> null;
            case ChatEvent.ProfileChanged changed -> null;
            case ChatEvent.CrowdChanged changed -> null;
        });
    }

    private static String reason(String reason) {
        return reason.isEmpty() ? "" : " (" + reason + ")";
    }
}
