package dev.chatroom.core;

import java.util.Map;

/** How much text an event holds, in UTF-16 characters: what a room's log is bounded by. */
final class EventWeight {
    private EventWeight() {}

    static int of(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Message message -> message.text().length() + of(message.tags());
            case ChatEvent.Tagged tagged -> of(tagged.tags());
            case ChatEvent.TopicChanged changed -> changed.topic().length();
            case ChatEvent.Left left -> left.reason().length();
            case ChatEvent.Kicked kicked -> kicked.reason().length();
            case ChatEvent.Told told -> told.text().length() + of(told.tags());
            case ChatEvent.AwayChanged changed -> changed.away().map(String::length).orElse(0);
            case ChatEvent.ProfileChanged changed -> changed.profile().realName().length();
            case ChatEvent.ContactChanged changed -> changed.detail().length();
            case ChatEvent.Announced announced -> announced.text().length();
            case ChatEvent.Expelled expelled -> expelled.reason().length();
            case ChatEvent.ModesChanged changed -> changed.changes().size();
            case ChatEvent.Joined joined -> 0;
            case ChatEvent.Renamed renamed -> 0;
            case ChatEvent.Invited invited -> 0;
            case ChatEvent.Invitation invitation -> 0;
            case ChatEvent.CrowdChanged changed -> 0;
        };
    }

    private static int of(Map<String, String> tags) {
        int weight = 0;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            weight += tag.getKey().length() + tag.getValue().length();
        }
        return weight;
    }
}
