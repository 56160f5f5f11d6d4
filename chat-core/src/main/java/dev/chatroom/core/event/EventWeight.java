package dev.chatroom.core.event;

import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.memory.HeapSize;
import dev.chatroom.core.text.Nickname;

/**
 * How many bytes of heap an event takes that is kept: it and everything that is there for it alone. Names of those who
 * did something are counted once, where they came up: with the event by which somebody came, or took another name.
 */
public final class EventWeight {
    /** The slot's entry in the log, the stamp and its time. */
    private static final int IN_LOG = 24 + 48 + 24;

    /** What a message has besides: its own object. */
    private static final int MESSAGE = 32;

    /** All others are of about this size. */
    private static final int OTHER = 32;

    private static final int PRIVATE = 48 + 24;

    /** As the author of what comes next, who is another object than before. */
    private static final int AUTHOR = 24;

    private static final int OPTIONAL = 16;
    private static final int LOSS = 24;
    private static final int LIST = 24;
    private static final int MODE_CHANGE = 24;
    private static final int AUDIENCE = 24 + 24 + 16;

    /** A number in a set: the object, and two places of which one is empty. */
    private static final int IN_SET = 24 + 2 * HeapSize.REFERENCE;

    private EventWeight() {}

    public static int of(ChatEvent event) {
        return switch (event) {
            case ChatEvent.RoomEvent inRoom -> IN_LOG + of(inRoom);
            case ChatEvent.DirectMessage told -> PRIVATE + told.body().heapSize() + told.tags().heapSize();
            case ChatEvent.ContactChanged changed -> PRIVATE + HeapSize.string(changed.detail());
            case ChatEvent.Announced announced -> PRIVATE + HeapSize.string(announced.text());
            case ChatEvent.AnnouncedHere announced -> PRIVATE + HeapSize.string(announced.text());
            case ChatEvent.Expelled expelled -> PRIVATE + HeapSize.string(expelled.reason());
            case ChatEvent.Invitation invitation -> PRIVATE;
            case ChatEvent.Displaced displaced -> PRIVATE + LOSS + AUTHOR;
        };
    }

    private static int of(ChatEvent.RoomEvent event) {
        return switch (event) {
            case ChatEvent.Message message ->
                MESSAGE + message.body().heapSize() + message.tags().heapSize() + of(message.audience());
            case ChatEvent.Tagged tagged -> OTHER + tagged.tags().heapSize() + of(tagged.audience());
            case ChatEvent.TopicChanged changed -> OTHER + HeapSize.string(changed.topic());
            case ChatEvent.Left left -> OTHER + HeapSize.string(left.reason());
            case ChatEvent.Redacted redacted -> OTHER + HeapSize.string(redacted.reason()) + of(redacted.audience());
            case ChatEvent.Kicked kicked -> OTHER + HeapSize.string(kicked.reason());
            case ChatEvent.AwayChanged changed ->
                OTHER + changed.away().map(reason -> OPTIONAL + HeapSize.string(reason)).orElse(0);
            case ChatEvent.ProfileChanged changed -> OTHER + AUTHOR + profile(changed.profile());
            case ChatEvent.ModesChanged changed ->
                OTHER + LIST + changed.changes().stream().mapToInt(EventWeight::of).sum();
            case ChatEvent.Joined joined -> OTHER + author(joined.author());
            case ChatEvent.Renamed renamed ->
                OTHER + AUTHOR + nickname(renamed.nickname()) + profile(renamed.profile());
            case ChatEvent.Invited invited -> OTHER + of(invited.audience())
                    + (invited.forgotten().isEmpty() ? 0 : LIST + invited.forgotten().size() * IN_SET);
            case ChatEvent.CrowdChanged changed -> OTHER;
        };
    }

    private static int of(ModeChange change) {
        return MODE_CHANGE + HeapSize.REFERENCE + switch (change) {
            case ModeChange.KeyChange(String key) -> HeapSize.string(key);
            case MaskChange masking -> HeapSize.string(masking.mask())
                    + masking.meant().stream().mapToInt(HeapSize::string).sum();
            case RankChange ranking -> 0;
            case ModeChange.FlagChange flag -> 0;
            case ModeChange.LimitChange limit -> 0;
        };
    }

    private static int of(Audience audience) {
        return audience.isEverybody() ? 0 : AUDIENCE + audience.users().size() * IN_SET;
    }

    /** Of an author with everything that is known of one. */
    public static int author(Author author) {
        return 24 + nickname(author.nickname()) + profile(author.profile());
    }

    public static int nickname(Nickname nickname) {
        int text = HeapSize.string(nickname.text());
        return 24 + (nickname.text().equals(nickname.key()) ? text : text + HeapSize.string(nickname.key()));
    }

    static int profile(Profile profile) {
        return 24 + HeapSize.string(profile.username()) + HeapSize.string(profile.realName())
                + HeapSize.string(profile.host());
    }
}
