package dev.chatroom.core.order;

import dev.chatroom.core.event.ChatEvent.AwayChanged;
import dev.chatroom.core.event.ChatEvent.CrowdChanged;
import dev.chatroom.core.event.ChatEvent.Emoted;
import dev.chatroom.core.event.ChatEvent.Invited;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Kicked;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.ModesChanged;
import dev.chatroom.core.event.ChatEvent.Noticed;
import dev.chatroom.core.event.ChatEvent.ProfileChanged;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.event.ChatEvent.Tagged;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.event.EventHeader;

/** An event as it is once a {@link Sequencer} has given it a place. */
public final class PlacedEvent {
    private PlacedEvent() {}

    /** The same event with the header of its place. */
    @SuppressWarnings("unchecked") // Each case makes an event of the kind that it was given.
    public static <E extends RoomEvent> E of(E event, EventHeader at) {
        return (E) copy(event, at);
    }

    private static RoomEvent copy(RoomEvent event, EventHeader at) {
        return switch (event) {
            case Said(var before, var body, var tags, var audience) -> new Said(at, body, tags, audience);
            case Emoted(var before, var body, var tags, var audience) -> new Emoted(at, body, tags, audience);
            case Noticed(var before, var body, var tags, var audience) -> new Noticed(at, body, tags, audience);
            case Tagged(var before, var tags, var audience) -> new Tagged(at, tags, audience);
            case Joined(var before, var quiet, var away, var ranks) -> new Joined(at, quiet, away, ranks);
            case Left(var before, var reason, var departure, var quiet, var leaving) ->
                new Left(at, reason, departure, quiet, leaving);
            case Kicked(var before, var member, var reason) -> new Kicked(at, member, reason);
            case ModesChanged(var before, var changes) -> new ModesChanged(at, changes);
            case Redacted(var before, var message, var said, var reason, var audience) ->
                new Redacted(at, message, said, reason, audience);
            case Invited(var before, var invited, var audience, var admits, var forgotten) ->
                new Invited(at, invited, audience, admits, forgotten);
            case Renamed(var before, var nickname, var profile, var renaming) ->
                new Renamed(at, nickname, profile, renaming);
            case AwayChanged(var before, var away, var change) -> new AwayChanged(at, away, change);
            case ProfileChanged(var before, var profile, var change) -> new ProfileChanged(at, profile, change);
            case TopicChanged(var before, var topic) -> new TopicChanged(at, topic);
            case CrowdChanged(var before, var joined, var left, var present) ->
                new CrowdChanged(at, joined, left, present);
        };
    }
}
