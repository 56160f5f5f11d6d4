package dev.chatroom.core;

import dev.chatroom.core.directory.Delivered;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Announced;
import dev.chatroom.core.event.ChatEvent.AnnouncedHere;
import dev.chatroom.core.event.ChatEvent.ContactChanged;
import dev.chatroom.core.event.ChatEvent.ContactChanged.Change;
import dev.chatroom.core.event.ChatEvent.DirectMessage;
import dev.chatroom.core.event.ChatEvent.Displaced;
import dev.chatroom.core.event.ChatEvent.Expelled;
import dev.chatroom.core.event.ChatEvent.Invitation;
import dev.chatroom.core.event.Loss;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Text;
import java.util.Optional;

/** What reaches single users, without a room. For any thread. */
final class DirectMessages {
    private final ChatSettings settings;
    private final UserRegistry registry;
    private final WatchList watchList;

    DirectMessages(ChatSettings settings, UserRegistry registry, WatchList watchList) {
        this.settings = settings;
        this.registry = registry;
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
        // It does not come by the order of rooms, and is read after what the sender has said there.
        sender.awaitPlaces();
        DirectMessage told = new DirectMessage(
                settings.eventIds().next(), settings.clock().instant(), sender.asAuthor(), recipient.asAuthor(),
                draft.kind(), Text.of(draft.text()), draft.tags());
        String name = recipient.nickname().text();
        Refusal undelivered = switch (deliver(recipient, told)) {
            case DELIVERED -> null;
            case GONE -> new Refusal.NoSuchUser(name);
            case FULL -> new Refusal.RecipientBusy(name);
            case CUT_OFF ->
                settings.sequencer().isCutOff() ? new Refusal.CutOff() : new Refusal.RecipientUnreachable(name);
        };
        if (undelivered != null) {
            return new Refused<>(undelivered);
        }
        sender.spoke(told.at());
        keep(sender, told);
        settings.memory().balance();
        return new Done<>(told);
    }

    private void keep(User user, DirectMessage told) {
        int kept = settings.limits().of(Limit.LETTERS);
        if (kept > 0 && told.kind() != OutgoingMessage.Kind.TAGGED) {
            user.keep(told, kept, settings.memory());
        }
    }

    /** Brings something to somebody, wherever they are: who is on another node is waited for. */
    Delivered deliver(User user, ChatEvent event) {
        return registry.nodeOf(user)
                .map(node -> deliverElsewhere(user, node, event))
                .orElseGet(() -> deliverHere(user, event));
    }

    private Delivered deliverElsewhere(User user, String node, ChatEvent event) {
        settings.beforeWaiting().run();
        return settings.directory().deliver(UserRegistry.person(user, node), event);
    }

    /** Whether somebody is connected to this node. */
    boolean isHere(User user) {
        return registry.isHere(user);
    }

    /** Brings something to somebody who is connected to this node. */
    Delivered deliverHere(User user, ChatEvent event) {
        if (event instanceof Expelled) {
            // Nothing that waits keeps anybody in the chat.
            user.outbox().deliver(event);
            return Delivered.DELIVERED;
        }
        boolean ignored =
                !(event instanceof Announced || event instanceof AnnouncedHere) && user.ignores(event.author());
        if (!ignored && !user.outbox().offer(event)) {
            return Delivered.FULL;
        }
        if (!ignored && event instanceof DirectMessage told) {
            keep(user, told);
        }
        return Delivered.DELIVERED;
    }

    /** Tells somebody of an invitation; lost if too much waits for them already, or if they ignore the author. */
    void invite(Author by, User invited, RoomName room) {
        var unused = deliver(
                invited, new Invitation(settings.eventIds().next(), settings.clock().instant(), by, room));
    }

    /** Announces something to those who are connected to this node, or to those of them who have a mode. */
    void announceHere(ChatEvent event, Optional<UserMode> among) {
        registry.everybodyHere()
                .filter(user -> among.isEmpty() || user.has(among.get()))
                .forEach(user -> deliverHere(user, event));
    }

    /** Tells somebody what they have lost, after what has happened in their rooms. */
    void lost(User user, long id, Author author, Loss loss) {
        user.outbox().deliverInOrder(new Displaced(id, settings.clock().instant(), author, loss));
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
