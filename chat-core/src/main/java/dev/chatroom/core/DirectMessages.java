package dev.chatroom.core;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.ContactChanged;
import dev.chatroom.core.event.ChatEvent.ContactChanged.Change;
import dev.chatroom.core.event.ChatEvent.DirectMessage;
import dev.chatroom.core.event.ChatEvent.Invitation;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Text;
import java.util.Optional;

/** What reaches single users, without a room. For any thread. */
final class DirectMessages {
    private final ChatSettings settings;
    private final WatchList watchList;

    DirectMessages(ChatSettings settings, WatchList watchList) {
        this.settings = settings;
        this.watchList = watchList;
    }

    /**
     * Sends a message. A recipient who ignores the sender is not told, nor is the sender.
     *
     * @param recipient who has this nickname, if anybody
     */
    Outcome<DirectMessage> tell(User sender, String nickname, Optional<User> recipient, OutgoingMessage draft) {
        Refusal refusal = settings.refuseDraft(draft);
        return refusal != null
                ? new Refused<>(refusal)
                : recipient.map(one -> tell(sender, one, draft)).orElseGet(() -> noSuchUser(nickname));
    }

    /** Makes a user deaf to another, who has this nickname. */
    Outcome<Nickname> ignore(User user, String nickname, Optional<User> other) {
        return other.filter(one -> one != user)
                .map(one -> user.ignored.add(user, one, settings.limits(), settings.memory().lists()))
                .orElseGet(() -> noSuchUser(nickname));
    }

    /** Undoes that, for the name it was done for or for who has it now. */
    Outcome<String> unignore(User user, String nickname, Optional<User> other) {
        long id = other.map(User::id).orElse(0L);
        return user.ignored.remove(CaseFold.key(nickname.strip()), id, settings.memory().lists())
                ? new Done<>(nickname)
                : noSuchUser(nickname);
    }

    private static <T> Outcome<T> noSuchUser(String nickname) {
        return new Refused<>(new Refusal.NoSuchUser(nickname));
    }

    private Outcome<DirectMessage> tell(User sender, User recipient, OutgoingMessage draft) {
        Refusal refusal = sender.isGone() ? new Refusal.Gone() : settings.refusePace(sender);
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        DirectMessage told = new DirectMessage(
                settings.eventIds().next(), settings.clock().instant(), sender.asAuthor(), recipient.asAuthor(),
                draft.kind(), Text.of(draft.text()), draft.tags());
        boolean ignored = recipient.ignores(told.author());
        if (!ignored && !recipient.outbox().offer(told)) {
            return new Refused<>(new Refusal.RecipientBusy(recipient.nickname().text()));
        }
        int kept = settings.limits().of(Limit.LETTERS);
        sender.spoke(told.at());
        if (kept > 0 && told.kind() != OutgoingMessage.Kind.TAGGED) {
            sender.keep(told, kept, settings.memory());
            if (!ignored) {
                recipient.keep(told, kept, settings.memory());
            }
        }
        settings.memory().balance();
        return new Done<>(told);
    }

    /** Tells somebody of an invitation; lost if too much waits for them already, or if they ignore the author. */
    void invite(Author by, User invited, RoomName room) {
        boolean unused = invited.ignores(by) || invited.outbox().offer(
                new Invitation(settings.eventIds().next(), settings.clock().instant(), by, room));
    }

    /** Tells those who follow somebody by the name that is theirs now. */
    void came(User user, long change) {
        Author author = user.asAuthor();
        contactChanged(change, author, Change.CAME, "");
        // Who leaves says so and then tells of it, perhaps before this was told; the last word must be right.
        if (user.isGone()) {
            contactChanged(change, author, Change.WENT, "");
        }
    }

    /** Tells those who follow somebody; lost for whom too much waits already. */
    void contactChanged(long change, Author author, Change what, String detail) {
        ContactChanged event = new ContactChanged(change, settings.clock().instant(), author, what, detail);
        watchList.followersOf(author.nickname()).forEach(follower -> {
            follower.outbox().offer(event);
        });
    }
}
