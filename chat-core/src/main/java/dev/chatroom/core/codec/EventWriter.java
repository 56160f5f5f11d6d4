package dev.chatroom.core.codec;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Loss;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Writes the parts of events, in the order in which {@link EventReader} reads them. */
final class EventWriter {
    private final FormWriter form;

    EventWriter(FormWriter form) {
        this.form = form;
    }

    static void write(ChatEvent event, FormWriter form) {
        form.octet(FormNumbers.type(event));
        new EventWriter(form).parts(event);
    }

    private void parts(ChatEvent event) {
        switch (event) {
            case ChatEvent.RoomEvent inRoom -> {
                stamp(inRoom.stamp());
                inRoom(inRoom);
            }
            case ChatEvent.DirectMessage told -> {
                head(told);
                author(told.recipient());
                form.octet(FormNumbers.KINDS.of(told.kind()));
                form.text(told.text());
                tags(told.tags());
            }
            case ChatEvent.Invitation invitation -> {
                head(invitation);
                room(invitation.room());
            }
            case ChatEvent.ContactChanged changed -> {
                head(changed);
                form.octet(FormNumbers.CONTACT_CHANGES.of(changed.change()));
                form.text(changed.detail());
            }
            case ChatEvent.Announced announced -> {
                head(announced);
                form.text(announced.text());
            }
            case ChatEvent.AnnouncedHere announced -> {
                head(announced);
                form.text(announced.text());
            }
            case ChatEvent.Expelled expelled -> {
                head(expelled);
                form.text(expelled.reason());
            }
            case ChatEvent.Displaced displaced -> {
                head(displaced);
                loss(displaced.loss());
            }
        }
    }

    private void loss(Loss loss) {
        form.octet(FormNumbers.type(loss));
        switch (loss) {
            case Loss.Name name -> nickname(name.now());
            case Loss.Place place -> {
                room(place.room());
                form.octet(FormNumbers.LOSS_REASONS.of(place.reason()));
            }
        }
    }

    private void inRoom(ChatEvent.RoomEvent event) {
        switch (event) {
            case Message message -> message(message);
            case ChatEvent.Tagged tagged -> {
                tags(tagged.tags());
                audience(tagged.audience());
            }
            case ChatEvent.Joined joined -> joined(joined);
            case ChatEvent.Left left -> left(left);
            case ChatEvent.Kicked kicked -> {
                author(kicked.member());
                form.text(kicked.reason());
            }
            case ChatEvent.ModesChanged changed -> {
                form.varint(changed.changes().size());
                changed.changes().forEach(this::change);
            }
            case ChatEvent.Redacted redacted -> redacted(redacted);
            case ChatEvent.Invited invited -> invited(invited);
            case ChatEvent.Renamed renamed -> {
                nickname(renamed.nickname());
                profile(renamed.profile());
                form.signed(renamed.renaming());
            }
            case ChatEvent.AwayChanged changed -> {
                optional(changed.away());
                form.signed(changed.change());
            }
            case ChatEvent.ProfileChanged changed -> {
                profile(changed.profile());
                form.signed(changed.change());
            }
            case ChatEvent.TopicChanged changed -> form.text(changed.topic());
            case ChatEvent.CrowdChanged changed -> {
                form.signed(changed.joined());
                form.signed(changed.left());
                form.signed(changed.present());
            }
        }
    }

    private void message(Message message) {
        form.text(message.text());
        tags(message.tags());
        audience(message.audience());
    }

    private void joined(ChatEvent.Joined joined) {
        form.flag(joined.quiet());
        optional(joined.away());
        form.varint(joined.ranks().size());
        new TreeSet<>(joined.ranks()).forEach(rank -> form.octet(FormNumbers.RANKS.of(rank)));
    }

    private void left(ChatEvent.Left left) {
        form.text(left.reason());
        form.signed(left.departure());
        form.flag(left.quiet());
        form.octet(FormNumbers.LEAVINGS.of(left.leaving()));
    }

    private void redacted(ChatEvent.Redacted redacted) {
        form.signed(redacted.message());
        author(redacted.said());
        form.text(redacted.reason());
        audience(redacted.audience());
    }

    private void invited(ChatEvent.Invited invited) {
        author(invited.invited());
        audience(invited.audience());
        form.flag(invited.admits());
        form.numbers(invited.forgotten());
    }

    private void change(ModeChange change) {
        form.octet(FormNumbers.type(change));
        switch (change) {
            case ModeChange.FlagChange(var flag, boolean on) -> {
                form.octet(FormNumbers.FLAGS.of(flag));
                form.flag(on);
            }
            case ModeChange.KeyChange(String key) -> form.text(key);
            case ModeChange.LimitChange(int limit) -> form.signed(limit);
            case ModeChange.MaskChange(var kind, String mask, boolean on, List<String> meant) -> {
                form.octet(FormNumbers.MASK_KINDS.of(kind));
                form.text(mask);
                form.flag(on);
                form.varint(meant.size());
                meant.forEach(form::text);
            }
            case ModeChange.RankChange(var rank, long member, Nickname nickname, boolean on) -> {
                form.octet(FormNumbers.RANKS.of(rank));
                form.signed(member);
                nickname(nickname);
                form.flag(on);
            }
        }
    }

    /** What events for one user begin with. */
    private void head(ChatEvent event) {
        form.signed(event.id());
        form.instant(event.at());
        author(event.author());
    }

    private void stamp(EventHeader stamp) {
        form.signed(stamp.id());
        room(stamp.room());
        form.signed(stamp.sequence());
        form.instant(stamp.at());
        author(stamp.author());
    }

    void room(RoomName room) {
        form.text(room.text());
        form.text(room.key());
    }

    void author(Author author) {
        form.signed(author.userId());
        nickname(author.nickname());
        profile(author.profile());
    }

    private void nickname(Nickname nickname) {
        form.text(nickname.text());
        form.text(nickname.key());
    }

    private void profile(Profile profile) {
        form.text(profile.username());
        form.text(profile.realName());
        form.text(profile.host());
    }

    private void audience(Audience audience) {
        form.octet(audience.rank().map(FormNumbers.RANKS::of).orElse(0));
        form.numbers(new TreeSet<>(audience.users()));
    }

    private void tags(MessageTags tags) {
        form.varint(tags.asMap().size());
        tags.asMap().forEach((key, value) -> {
            form.text(key);
            form.text(value);
        });
    }

    private void optional(Optional<String> text) {
        form.flag(text.isPresent());
        text.ifPresent(form::text);
    }
}
