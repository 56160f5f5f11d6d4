package dev.chatroom.core;

import java.util.Map;

/**
 * How much an event holds that may be long, in UTF-16 characters, which take two bytes at most: what a room's log is
 * bounded by.
 */
final class EventWeight {
    /** What holds a tag takes memory of its own, and may be more than the tag. */
    private static final int PER_TAG = 48;

    /** An id in a set. */
    private static final int PER_READER = 16;

    private EventWeight() {}

    static int of(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Message message -> message.text().length() + of(message.tags()) + of(message.audience());
            case ChatEvent.Tagged tagged -> of(tagged.tags()) + of(tagged.audience());
            case ChatEvent.TopicChanged changed -> changed.topic().length();
            case ChatEvent.Left left -> left.reason().length();
            case ChatEvent.Redacted redacted -> redacted.reason().length() + of(redacted.audience());
            case ChatEvent.Kicked kicked -> kicked.reason().length();
            case ChatEvent.Told told -> told.text().length() + of(told.tags());
            case ChatEvent.AwayChanged changed -> changed.away().map(String::length).orElse(0);
            case ChatEvent.ProfileChanged changed -> changed.profile().realName().length();
            case ChatEvent.ContactChanged changed -> changed.detail().length();
            case ChatEvent.Announced announced -> announced.text().length();
            case ChatEvent.Expelled expelled -> expelled.reason().length();
            case ChatEvent.ModesChanged changed -> changed.changes().stream().mapToInt(EventWeight::of).sum();
            case ChatEvent.Joined joined -> 0;
            case ChatEvent.Renamed renamed -> 0;
            case ChatEvent.Invited invited -> of(invited.audience());
            case ChatEvent.Invitation invitation -> 0;
            case ChatEvent.CrowdChanged changed -> 0;
        };
    }

    private static int of(ModeChange change) {
        return switch (change) {
            case ModeChange.KeyChange(String key) -> key.length();
            case ModeChange.MaskChange(MaskKind kind, String mask, boolean on) -> mask.length();
            case ModeChange.RankChange rank -> rank.nickname().text().length();
            case ModeChange.FlagChange flag -> 1;
            case ModeChange.LimitChange limit -> 1;
        };
    }

    private static int of(Audience audience) {
        return audience.users().size() * PER_READER;
    }

    private static int of(Map<String, String> tags) {
        int weight = tags.size() * PER_TAG;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            weight += tag.getKey().length() + tag.getValue().length();
        }
        return weight;
    }
}
