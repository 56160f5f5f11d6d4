package dev.chatroom.core;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.chatroom.core.directory.Delivered;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Announced;
import dev.chatroom.core.event.ChatEvent.AnnouncedHere;
import dev.chatroom.core.event.ChatEvent.Expelled;
import dev.chatroom.core.event.ChatEvent.Invited;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What operators do to others: those of a room, and those who run the server. For any thread. */
@CheckReturnValue
public final class Moderation {
    private final Chat chat;
    private final ChatSettings settings;
    private final Rooms rooms;
    private final DirectMessages directMessages;

    Moderation(Chat chat, ChatSettings settings, Rooms rooms, DirectMessages directMessages) {
        this.chat = chat;
        this.settings = settings;
        this.rooms = rooms;
        this.directMessages = directMessages;
    }

    /**
     * Puts a member out of a room, who reads by whom and why as the last thing of that room, and may come in again if
     * its modes allow that. For operators of the room. The reason may be empty, and is cut to {@link Limit#REASON}.
     */
    public Outcome<Membership> kick(Membership by, User member, String reason) {
        Objects.requireNonNull(member, "a member is not null");
        Objects.requireNonNull(reason, "a reason is not null, only empty");
        Outcome<User> counted = settings.count(by.user());
        return counted instanceof Refused<User>(Refusal refusal)
                ? new Refused<>(refusal)
                : rooms.kick(by, member, reason);
    }

    /**
     * Asks somebody into a room. If an operator of the room does so, the user may come in once whatever its modes say,
     * unless so many are invited after that that this is forgotten ({@link Limit#INVITATIONS}); others may ask only if
     * the room is not closed to the uninvited. Whoever ignores the one who asks is not told.
     */
    public Outcome<Invited> invite(Membership by, User user) {
        if (!user.isPresent()) {
            return new Refused<>(new Refusal.NoSuchUser(user.nickname().text()));
        }
        Outcome<User> counted = settings.count(by.user());
        if (counted instanceof Refused<User>(Refusal refusal)) {
            return new Refused<>(refusal);
        }
        Outcome<Invited> outcome = by.room().changes().invite(by, user);
        if (outcome instanceof Done<Invited>(Invited invited)) {
            directMessages.invite(invited.author(), user, by.room().name());
        }
        return outcome;
    }

    /** The rooms into which a user has been invited by operators, and has not come. */
    public List<RoomName> invitations(User user) {
        return rooms.all().stream().filter(room -> room.hasInvited(user)).map(Room::name).toList();
    }

    /**
     * Puts a user out of the chat, who reads by whom and why, and then the end. For those who run the server. The
     * reason may be empty, and is cut to {@link Limit#REASON}.
     */
    public Outcome<User> expel(User by, User user, String reason) {
        return expel(by, user, reason, reason);
    }

    /** The same, with a reason in other words for those who see the user leave. */
    public Outcome<User> expel(User by, User user, String reason, String forOthers) {
        Objects.requireNonNull(reason, "a reason is not null, only empty");
        Objects.requireNonNull(forOthers, "a reason is not null, only empty");
        if (!by.has(UserMode.SERVER_OPERATOR)) {
            return new Refused<>(new Refusal.NotServerOperator());
        } else if (user.isGone()) {
            return new Refused<>(new Refusal.NoSuchUser(user.nickname().text()));
        }
        Expelled event = new Expelled(
                settings.eventIds().next(), settings.clock().instant(), by.asAuthor(), settings.cutReason(reason));
        Delivered delivered = directMessages.deliver(user, event);
        if (directMessages.isHere(user)) {
            chat.takeOut(user, forOthers);
        }
        return switch (delivered) {
            case DELIVERED, FULL -> new Done<>(user);
            case GONE -> new Refused<>(new Refusal.NoSuchUser(user.nickname().text()));
            case CUT_OFF -> new Refused<>(new Refusal.CutOff());
        };
    }

    /**
     * Tells something to all, except those for whom too much waits already, by an {@link Announced}, or only to those of this node, by an
     * {@link AnnouncedHere}, if the others cannot be reached. For those who run the server.
     */
    public Outcome<ChatEvent> announce(User by, String text) {
        return announce(by, text, Optional.empty());
    }

    /** Tells something to those of them who have a mode, such as {@link UserMode#WALLOPS}. */
    public Outcome<ChatEvent> announce(User by, String text, UserMode mode) {
        Objects.requireNonNull(mode, "a mode is not null");
        return announce(by, text, Optional.of(mode));
    }

    private Outcome<ChatEvent> announce(User by, String text, Optional<UserMode> among) {
        Refusal refusal = by.has(UserMode.SERVER_OPERATOR)
                ? settings.refuseText(text, Limit.MESSAGE)
                : new Refusal.NotServerOperator();
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        long id = settings.eventIds().next();
        Instant now = settings.clock().instant();
        if (settings.sequencer().isCutOff()) {
            return announceHere(new AnnouncedHere(id, now, by.asAuthor(), text), among);
        }
        Announced event = new Announced(id, now, by.asAuthor(), text);
        settings.directory().announce(event, among);
        return announceHere(event, among);
    }

    private Outcome<ChatEvent> announceHere(ChatEvent event, Optional<UserMode> among) {
        directMessages.announceHere(event, among);
        return new Done<>(event);
    }
}
