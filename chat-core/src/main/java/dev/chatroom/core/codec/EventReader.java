package dev.chatroom.core.codec;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Loss;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads events, and takes only what {@link EventWriter} writes. */
final class EventReader {
    private static final int FIRST_PRIVATE = 16;

    private final FormReader form;

    EventReader(FormReader form) {
        this.form = form;
    }

    static ChatEvent read(FormReader form) throws MalformedEventException {
        EventReader reader = new EventReader(form);
        int type = form.octet();
        return type < FIRST_PRIVATE ? reader.inRoom(type) : reader.toOne(type);
    }

    private ChatEvent inRoom(int type) throws MalformedEventException {
        EventHeader stamp = new EventHeader(form.signed(), room(), form.signed(), form.instant(), author());
        return switch (type) {
            case 1 -> new ChatEvent.Said(stamp, words(), tags(), audience());
            case 2 -> new ChatEvent.Emoted(stamp, words(), tags(), audience());
            case 3 -> new ChatEvent.Noticed(stamp, words(), tags(), audience());
            case 4 -> new ChatEvent.Tagged(stamp, tags(), audience());
            case 5 -> new ChatEvent.Joined(stamp, form.flag(), optional(), ranks());
            case 6 -> new ChatEvent.Left(
                    stamp, form.text(), form.signed(), form.flag(), FormNumbers.LEAVINGS.read(form));
            case 7 -> new ChatEvent.Kicked(stamp, author(), form.text());
            case 8 -> new ChatEvent.ModesChanged(stamp, changes());
            case 9 -> new ChatEvent.Redacted(stamp, form.signed(), author(), form.text(), audience());
            case 10 -> new ChatEvent.Invited(stamp, author(), audience(), form.flag(), form.numbers());
            case 11 -> new ChatEvent.Renamed(stamp, nickname(), profile(), form.signed());
            case 12 -> new ChatEvent.AwayChanged(stamp, optional(), form.signed());
            case 13 -> new ChatEvent.ProfileChanged(stamp, profile(), form.signed());
            case 14 -> new ChatEvent.TopicChanged(stamp, form.text());
            case 15 -> new ChatEvent.CrowdChanged(stamp, form.signedInt(), form.signedInt(), form.signedInt());
            default -> throw new MalformedEventException("no such type: " + type);
        };
    }

    private ChatEvent toOne(int type) throws MalformedEventException {
        long id = form.signed();
        Instant at = form.instant();
        Author author = author();
        return switch (type) {
            case 16 ->
                new ChatEvent.DirectMessage(id, at, author, author(), FormNumbers.KINDS.read(form), words(), tags());
            case 17 -> new ChatEvent.Invitation(id, at, author, room());
            case 18 -> new ChatEvent.ContactChanged(
                    id, at, author, FormNumbers.CONTACT_CHANGES.read(form), form.text());
            case 19 -> new ChatEvent.Announced(id, at, author, form.text());
            case 20 -> new ChatEvent.Expelled(id, at, author, form.text());
            case 21 -> new ChatEvent.Displaced(id, at, author, loss());
            case 22 -> new ChatEvent.AnnouncedHere(id, at, author, form.text());
            default -> throw new MalformedEventException("no such type: " + type);
        };
    }

    private Loss loss() throws MalformedEventException {
        int type = form.octet();
        return switch (type) {
            case 1 -> new Loss.Name(nickname());
            case 2 -> new Loss.Place(room(), FormNumbers.LOSS_REASONS.read(form));
            default -> throw new MalformedEventException("no such loss: " + type);
        };
    }

    private List<ModeChange> changes() throws MalformedEventException {
        int count = form.count();
        List<ModeChange> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            changes.add(change());
        }
        return List.copyOf(changes);
    }

    private ModeChange change() throws MalformedEventException {
        int type = form.octet();
        return switch (type) {
            case 1 -> new ModeChange.FlagChange(FormNumbers.FLAGS.read(form), form.flag());
            case 2 -> new ModeChange.KeyChange(form.text());
            case 3 -> new ModeChange.LimitChange(form.signedInt());
            case 4 -> new ModeChange.MaskChange(
                    FormNumbers.MASK_KINDS.read(form), form.text(), form.flag(), texts());
            case 5 -> new ModeChange.RankChange(
                    FormNumbers.RANKS.read(form), form.signed(), nickname(), form.flag());
            default -> throw new MalformedEventException("no such change: " + type);
        };
    }

    List<String> texts() throws MalformedEventException {
        int count = form.count();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(form.text());
        }
        return texts;
    }

    RoomName room() throws MalformedEventException {
        return new RoomName(form.text(), form.text());
    }

    Author author() throws MalformedEventException {
        return new Author(form.signed(), nickname(), profile());
    }

    private Nickname nickname() throws MalformedEventException {
        return new Nickname(form.text(), form.text());
    }

    private Profile profile() throws MalformedEventException {
        return new Profile(form.text(), form.text(), form.text());
    }

    private Text words() throws MalformedEventException {
        return Text.of(form.text());
    }

    private Optional<String> optional() throws MalformedEventException {
        return form.flag() ? Optional.of(form.text()) : Optional.empty();
    }

    private Set<Rank> ranks() throws MalformedEventException {
        int count = form.count();
        EnumSet<Rank> ranks = EnumSet.noneOf(Rank.class);
        Rank before = null;
        for (int i = 0; i < count; i++) {
            Rank rank = FormNumbers.RANKS.read(form);
            ascends(before == null || before.compareTo(rank) < 0);
            ranks.add(rank);
            before = rank;
        }
        return Set.copyOf(ranks);
    }

    private Audience audience() throws MalformedEventException {
        int rank = form.number(FormNumbers.RANKS.all().size() + 1, "rank");
        List<Long> users = form.numbers();
        for (int i = 1; i < users.size(); i++) {
            ascends(users.get(i - 1) < users.get(i));
        }
        return rank == 0 && users.isEmpty()
                ? Audience.EVERYBODY
                : new Audience(
                        rank == 0 ? Optional.empty() : Optional.of(FormNumbers.RANKS.all().get(rank - 1)),
                        Set.copyOf(users));
    }

    private MessageTags tags() throws MalformedEventException {
        int count = form.count();
        TreeMap<String, String> tags = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String key = form.text();
            ascends(tags.isEmpty() || tags.lastKey().compareTo(key) < 0);
            if (!MessageTags.isKey(key)) {
                throw new MalformedEventException("not the key of a tag");
            }
            tags.put(key, form.text());
        }
        return MessageTags.of(tags);
    }

    private static void ascends(boolean does) throws MalformedEventException {
        if (!does) {
            throw new MalformedEventException("a set that does not ascend");
        }
    }
}
