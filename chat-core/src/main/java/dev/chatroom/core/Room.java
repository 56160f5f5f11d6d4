package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.CrowdChanged;
import dev.chatroom.core.ChatEvent.Joined;
import dev.chatroom.core.ChatEvent.Left;
import dev.chatroom.core.ChatEvent.Message;
import dev.chatroom.core.ChatEvent.Renamed;
import dev.chatroom.core.ChatEvent.Told;
import dev.chatroom.core.ChatEvent.TopicChanged;
import dev.chatroom.core.Outcome.Done;
import dev.chatroom.core.Outcome.Refused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A room: who is in it, what it is about, and its one history, in which everything that happens in it has its place.
 *
 * <p>All of its state changes under the append lock of its {@link Broadcaster}, in the same step that puts the event
 * into the history; so a {@link RoomView} and its position always agree. For any thread.
 */
public final class Room {
    /** How many members a welcome can name. */
    private static final int WELCOME_MEMBERS = 16;

    /** Quiet events may fill this part of the log before readers are woken for them. */
    private static final int QUIET_PART_OF_LOG = 8;

    private static final Duration BETWEEN_SUMMARIES = Duration.ofSeconds(3);

    private final RoomName name;
    private final boolean kept;
    private final ChatSettings settings;
    private final Broadcaster<ChatEvent> history;

    // All that follows is guarded by the append lock of the history.
    private final Roster roster = new Roster();
    private final ArrayDeque<Message> recent = new ArrayDeque<>(0);
    private String topic = "";
    private boolean gone;
    /** Quiet events since readers were woken last. */
    private int quietSinceWake;

    private int quietlyJoined;
    private int quietlyLeft;
    private long summarisedAtMillis;

    /** @param kept whether the room stays when it empties */
    Room(RoomName name, boolean kept, ChatSettings settings) {
        this.name = name;
        this.kept = kept;
        this.settings = settings;
        this.history = new Broadcaster<>(
                name.text(),
                settings.limits().of(Limit.LOG_EVENTS),
                settings.limits().of(Limit.LOG_TEXT),
                Room::weight,
                settings.executor());
    }

    /** The name. */
    public RoomName name() {
        return name;
    }

    /**
     * The room as it is now.
     *
     * @param maxMembers how many members to list at most
     * @param maxRecent how many recent messages to list at most
     */
    public RoomView view(int maxMembers, int maxRecent) {
        history.lock();
        try {
            List<Message> messages = recent.stream().skip(Math.max(0, recent.size() - maxRecent)).toList();
            return new RoomView(name, topic, roster.size(), roster.first(maxMembers), messages, history.newest());
        } finally {
            history.unlock();
        }
    }

    /** Lets a user in, or says why not; null if the room emptied and went away in the meantime. */
    @Nullable Outcome<Membership> admit(User user, int eventsBack, Function<RoomView, List<String>> welcome) {
        boolean wakes;
        RoomView view;
        Membership membership = new Membership(user, this);
        history.lock();
        try {
            int limit = settings.limits().of(Limit.MEMBERS);
            if (gone) {
                return null;
            } else if (roster.contains(user)) {
                return new Refused<>(new Refusal.AlreadyThere(name));
            } else if (roster.size() >= limit) {
                return new Refused<>(new Refusal.RoomFull(name, limit));
            }
            boolean quiet = isLarge();
            wakes = wakesReaders(quiet);
            roster.add(membership);
            quietlyJoined += quiet ? 1 : 0;
            long before = history.newest();
            history.append(new Joined(stamp(membership.asAuthor()), quiet));
            membership.setSubscription(
                    history.subscribeAfter(before - Math.max(0, eventsBack), user.outbox().signaller()));
            view = view(WELCOME_MEMBERS, settings.limits().of(Limit.HISTORY));
        } finally {
            history.unlock();
        }
        user.outbox().attach(membership, welcome.apply(view), view.position());
        if (wakes) {
            history.wake();
        }
        return new Done<>(membership);
    }

    /** Takes a user off the roster; false if the membership had ended before. */
    boolean release(Membership membership, String reason, long departure) {
        boolean wakes;
        history.lock();
        try {
            if (!roster.contains(membership)) {
                return false;
            }
            boolean quiet = isLarge();
            wakes = wakesReaders(quiet);
            roster.remove(membership);
            if (gone) {
                return true; // The room is closed, and its history with it.
            }
            quietlyLeft += quiet ? 1 : 0;
            gone = roster.size() == 0 && !kept;
            long last = history.append(new Left(stamp(membership.asAuthor()), reason, departure, quiet));
            membership.subscription().closeAfter(last);
        } finally {
            history.unlock();
        }
        if (wakes) {
            history.wake();
        }
        return true;
    }

    /** Whether the room emptied and went away for good. */
    boolean isGone() {
        history.lock();
        try {
            return gone;
        } finally {
            history.unlock();
        }
    }

    <M extends Message> Outcome<M> post(Membership membership, String text, BiFunction<Stamp, String, M> message) {
        User author = membership.user();
        Refusal refusal = settings.refuseText(text, Limit.MESSAGE);
        if (refusal == null) {
            refusal = settings.refusePace(author);
        }
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        M posted;
        history.lock();
        try {
            refusal = refuse(membership);
            if (refusal != null) {
                return new Refused<>(refusal);
            }
            posted = message.apply(stamp(membership.asAuthor()), text);
            history.append(posted);
            remember(posted);
        } finally {
            history.unlock();
        }
        history.wake();
        return new Done<>(posted);
    }

    Outcome<TopicChanged> changeTopic(Membership membership, String newTopic) {
        Refusal refusal = newTopic.isEmpty() ? null : settings.refuseText(newTopic, Limit.TOPIC);
        if (refusal == null) {
            refusal = settings.refusePace(membership.user());
        }
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        TopicChanged changed;
        history.lock();
        try {
            refusal = refuse(membership);
            if (refusal != null) {
                return new Refused<>(refusal);
            }
            topic = newTopic;
            changed = new TopicChanged(stamp(membership.asAuthor()), newTopic);
            history.append(changed);
        } finally {
            history.unlock();
        }
        history.wake();
        return new Done<>(changed);
    }

    /** Records that a member has another nickname. */
    void rename(Membership membership, Nickname nickname, long renaming) {
        history.lock();
        try {
            if (refuse(membership) != null) {
                return;
            }
            history.append(new Renamed(stamp(membership.asAuthor()), nickname, renaming));
            membership.setNickname(nickname);
        } finally {
            history.unlock();
        }
        history.wake();
    }

    /** Announces in one event who came and left quietly, unless the last such event is too recent. */
    void summarise(long nowMillis) {
        history.lock();
        try {
            boolean tooSoon = Math.abs(nowMillis - summarisedAtMillis) < BETWEEN_SUMMARIES.toMillis();
            if (gone || tooSoon || (quietlyJoined == 0 && quietlyLeft == 0)) {
                return;
            }
            history.append(new CrowdChanged(stamp(Author.ROOM), quietlyJoined, quietlyLeft, roster.size()));
            quietlyJoined = 0;
            quietlyLeft = 0;
            summarisedAtMillis = nowMillis;
        } finally {
            history.unlock();
        }
        history.wake();
    }

    /** Ends the room for everyone in it, once they have read what is in its history. */
    void close() {
        history.lock();
        try {
            gone = true;
        } finally {
            history.unlock();
        }
        history.close();
    }

    /** Why this membership cannot add to the history, if so. What was closed stays as it was. */
    private @Nullable Refusal refuse(Membership membership) {
        if (!roster.contains(membership)) {
            return new Refusal.NotThere(name);
        }
        return gone ? new Refusal.Gone() : null;
    }

    private boolean isLarge() {
        return roster.size() > settings.limits().of(Limit.QUIET_ABOVE);
    }

    /**
     * Quiet events wake nobody: they are read with the next event that does, at the latest with the summary. Only a
     * storm of them wakes earlier, so that nobody who keeps up falls behind by sleeping.
     */
    private boolean wakesReaders(boolean quiet) {
        int most = settings.limits().of(Limit.LOG_EVENTS) / QUIET_PART_OF_LOG;
        quietSinceWake = quiet && quietSinceWake < most ? quietSinceWake + 1 : 0;
        return quietSinceWake == 0;
    }

    private void remember(Message message) {
        int most = settings.limits().of(Limit.HISTORY);
        if (recent.size() == most) {
            recent.poll();
        }
        if (most > 0) {
            recent.add(message);
        }
    }

    /** The stamp of the next event; under the lock, so that ids and times have the order of the sequence. */
    private Stamp stamp(Author author) {
        return new Stamp(
                settings.eventIds().next(), name, history.nextSequence(), settings.clock().instant(), author);
    }

    private static int weight(ChatEvent event) {
        return switch (event) {
            case Message message -> message.text().length();
            case TopicChanged changed -> changed.topic().length();
            case Left left -> left.reason().length();
            case Joined joined -> 0;
            case Renamed renamed -> 0;
            case CrowdChanged changed -> 0;
            case Told told -> told.text().length();
        };
    }
}
