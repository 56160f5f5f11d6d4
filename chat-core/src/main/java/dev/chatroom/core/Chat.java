package dev.chatroom.core;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.InlineCallback;
import dev.chatroom.core.event.ChatEvent.DirectMessage;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.FormerUser;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.memory.MemoryBudget;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.store.HistoryReader;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A chat: users, and the rooms in which they meet. It knows no socket and no client's format, and has no thread of its own.
 *
 * <p>For any thread; what one user does is to be done by one thread at a time.
 */
@CheckReturnValue
public final class Chat implements AutoCloseable {
    private final ChatSettings settings;
    private final UserRegistry registry;
    private final Rooms rooms;
    private final WatchList watchList;
    private final DirectMessages directMessages;
    private final OtherNodes otherNodes;
    private final UserLifecycle lifecycle;
    private final ProfileChanges profileChanges;
    private final Newcomers newcomers;
    private final Moderation moderation;
    private volatile boolean closed;

    Chat(ChatSettings settings, @Nullable HistoryStore store, Iterable<RoomCheckpoint> checkpoint) {
        this.settings = settings;
        this.registry = new UserRegistry(settings.limits().of(Limit.FORMER_USERS), settings.memory());
        this.rooms = new Rooms(settings, store, registry);
        this.watchList = new WatchList(settings.limits(), settings.memory().lists());
        this.directMessages = new DirectMessages(settings, registry, watchList);
        this.otherNodes = new OtherNodes(settings, registry, rooms, directMessages);
        this.lifecycle = new UserLifecycle(settings, registry, rooms, watchList, directMessages, otherNodes);
        this.profileChanges = new ProfileChanges(settings, registry, directMessages, rooms.order(), otherNodes);
        this.newcomers = new Newcomers(registry, profileChanges, lifecycle, this::viewFor);
        this.moderation = new Moderation(this, settings, rooms, directMessages);
        otherNodes.open(lifecycle, profileChanges);
        rooms.open(checkpoint);
    }

    /** A chat with standard limits, the system's clock, and virtual threads. */
    public static Chat open() {
        return builder().open();
    }

    /** Sets up a chat with other limits, another clock or other rooms. */
    public static ChatBuilder builder() {
        return new ChatBuilder();
    }

    /** The limits of this chat. */
    public Limits limits() {
        return settings.limits();
    }

    MemoryBudget memory() {
        return settings.memory();
    }

    /** How many users there are. */
    public int users() {
        return registry.present();
    }

    /** How many users there have been at most at once. */
    public int mostUsers() {
        return registry.mostPresent();
    }

    /** How many of the users have this switched on. */
    public int usersWith(UserMode mode) {
        return registry.tally().of(mode);
    }

    /** All users, in no order; those who come and go meanwhile may be missing or not. */
    public Stream<User> everybody() {
        return registry.everybody();
    }

    /** Lets somebody in, for a program that reads with {@link Outbox#take}. */
    public User enter(String address) {
        return enter(address, Profile.NONE, InlineCallback.NONE);
    }

    /**
     * Lets somebody in as {@code guest-<id>}, in no room yet.
     *
     * @param address where the user comes from, as the transport writes it
     * @param onReady called by any thread when there is something in the user's {@link Outbox} after {@link
     *                Outbox#rest} returned true, and for the first thing ever; must be quick, must not block, and must
     *                leave the draining to another thread, since a room may be locked by its caller
     */
    public User enter(String address, Profile profile, Runnable onReady) {
        User user = arrive(address, profile, onReady);
        letIn(user);
        return user;
    }

    /**
     * As {@link #enter}, but nobody learns of the user before {@link #letIn}, though the nickname is taken: for those who have
     * something to say first, such as who they are. A name in full that is longer than {@link Limit#REAL_NAME} is cut.
     */
    public User arrive(String address, Profile profile, Runnable onReady) {
        User user = lifecycle.arrive(address, profile, onReady);
        if (closed) {
            user.outbox().close();
        }
        return user;
    }

    /** Lets others know of somebody who has arrived. Idempotent; does nothing for who has left meanwhile. */
    public void letIn(User user) {
        lifecycle.letIn(user);
    }

    /** The user who has this nickname now, in whatever case or Unicode form it is written. */
    public Optional<User> find(String nickname) {
        return registry.find(CaseFold.key(nickname.strip()));
    }

    /** The user with this id, from being let in to leaving; for those who know it from an event or a {@link RoomView}. */
    public Optional<User> user(long id) {
        return registry.user(id);
    }

    /** Those who had this nickname and do not have it now, the newest first, as far as they are remembered. */
    public List<FormerUser> former(String nickname) {
        return registry.former(CaseFold.key(nickname.strip()));
    }

    /**
     * Takes a user who wants to go out of all rooms and out of the chat; the reason may be empty. Idempotent, and safe
     * even while another thread does something else for the user: that is then undone or refused.
     */
    public void leave(User user, String reason) {
        lifecycle.leave(user, Leaving.CHAT, reason);
    }

    /** As {@link #leave(User, String)}, for a user who is put out, or whose connection has ended. */
    public void takeOut(User user, String reason) {
        lifecycle.leave(user, Leaving.TAKEN_OUT, reason);
    }

    /** Those who have arrived and have not been let in yet. */
    public Newcomers newcomers() {
        return newcomers;
    }

    /** Gives a user another nickname, and tells all rooms that the user is in. */
    public Outcome<Nickname> rename(User user, String nickname) {
        return rename(user, nickname, taken -> user.profile());
    }

    /**
     * The same, with the profile that goes with that nickname, of which the function is asked first of all; if it throws, nothing has changed.
     * Masks find the user by the profiles of before as well; whoever has had {@link Limit#FORMER_PROFILES} of them keeps the last.
     */
    public Outcome<Nickname> rename(User user, String nickname, Function<Nickname, Profile> profiles) {
        return profileChanges.rename(user, nickname, profiles);
    }

    /** Gives a user another name in full, up to {@link Limit#REAL_NAME} characters; tells all rooms that the user is in. */
    public Outcome<User> changeRealName(User user, String realName) {
        return profileChanges.changeRealName(user, realName);
    }

    /** Says that a user is away; the reason may be empty, and is cut to {@link Limit#REASON}. */
    public Outcome<User> goAway(User user, String reason) {
        return profileChanges.setAway(user, Optional.of(reason));
    }

    /** Says that a user is back; nobody is told of who has not been away. */
    public Outcome<User> comeBack(User user) {
        return profileChanges.setAway(user, Optional.empty());
    }

    /** Sends a message to one user alone. A recipient who ignores the sender is not told, nor is the sender. */
    public Outcome<DirectMessage> tell(User sender, String nickname, String text) {
        return tell(sender, nickname, OutgoingMessage.said(text));
    }

    /** Sends a message in whatever manner to one user alone. */
    public Outcome<DirectMessage> tell(User sender, String nickname, OutgoingMessage draft) {
        return directMessages.tell(sender, nickname, find(nickname), draft);
    }

    /** Makes a user deaf to another; yields whom. */
    public Outcome<Nickname> ignore(User user, String nickname) {
        return directMessages.ignore(user, nickname, find(nickname));
    }

    /** Undoes {@link #ignore}, for the name it was done for or the one that the other has now. */
    public Outcome<String> unignore(User user, String nickname) {
        return directMessages.unignore(user, nickname, find(nickname));
    }

    /** Who follows whose coming and going. */
    public WatchList watchList() {
        return watchList;
    }

    /** What operators do to others. */
    public Moderation moderation() {
        return moderation;
    }

    /** What this user may know of the rooms, as a door shows it to the user. */
    public ChatView viewFor(User reader) {
        return new ChatView(this, rooms, settings, registry, reader);
    }

    /** The room of this name, if there is one, whoever may know of it. */
    public Optional<Room> room(RoomName name) {
        return rooms.find(name);
    }

    /** What is kept of all rooms, whoever may read it; {@link ChatView#history} is for a user. */
    public HistoryReader history() {
        return rooms.store();
    }

    /** How many rooms there are. */
    public int roomCount() {
        return rooms.all().size();
    }

    /** All rooms, secret ones too, the fullest first. */
    public List<RoomSummary> rooms() {
        return rooms.all().stream().map(Room::summary).sorted(RoomSummary.FULLEST_FIRST).toList();
    }

    /** The rooms for a {@link ChatBuilder#checkpoint}, each as it is when the stream comes to it; throws IllegalStateException once the chat is closed. */
    public Stream<RoomCheckpoint> checkpoint() {
        return rooms.checkpoint();
    }

    /** Lets a user into a room, which is made if there is none of this name. */
    public Outcome<Membership> join(User user, String room) {
        return join(user, room, JoinOptions.SILENT);
    }

    /** The same, as these options say. */
    public Outcome<Membership> join(User user, String room, JoinOptions entry) {
        return rooms.admit(user, room, entry);
    }

    /** Takes a user out of one room; the reason may be empty. */
    public Outcome<Membership> leave(Membership membership, String reason) {
        return rooms.leave(membership, reason);
    }

    /** Says something to a room in which the user need not be, if that takes messages from outside. */
    public Outcome<RoomEvent> post(User author, Room room, OutgoingMessage draft) {
        return room.changes().say(author, author.membership(room.name()).orElse(null), draft);
    }

    /** Says something as somebody would who came in with this key, said it and went, so that the room reads only that. */
    public Outcome<RoomEvent> postInPassing(User author, String room, String key, OutgoingMessage draft) {
        return lifecycle.postInPassing(author, room, key, draft);
    }

    /** Whether nothing can happen in rooms now, as the other chats that share their order cannot be reached. Quick. */
    public boolean isCutOff() {
        return rooms.order().isCutOff();
    }

    /** Closes all rooms, all outboxes and the history: everybody reads what is there, then {@link Delivery.Closed}. Idempotent. */
    @Override
    public void close() {
        closed = true;
        otherNodes.close();
        rooms.close();
        registry.arrived().forEach(user -> user.outbox().close());
    }
}
