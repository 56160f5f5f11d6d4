package dev.chatroom.core;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistoryQuery.Detail;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What one user may know of a chat, for every door: a secret room is as good as none to those outside, and of any room they
 * learn neither the key, nor the masks, nor who is invisible. What was said there they find by {@link #search} alone, in rooms that
 * they could enter as they are. Of rooms that nobody is in {@link DesertedRooms} decides, of searches {@link SearchableRooms}.
 * Those inside are the members, and everybody who runs the server.
 *
 * <p>Coming into a room is not asked here: whoever tries to join a secret room learns that it exists, by entering it or
 * by what keeps them out.
 *
 * <p>Keeps nothing; what it tells is so at the moment of asking. For any thread.
 */
@CheckReturnValue
public final class ChatView {
    private final Chat chat;
    private final Rooms rooms;
    private final ChatSettings settings;
    private final UserRegistry registry;
    private final SearchableRooms searchable;
    private final DesertedRooms deserted;
    private final User reader;

    ChatView(Chat chat, Rooms rooms, ChatSettings settings, UserRegistry registry, User reader) {
        this.settings = settings;
        this.registry = registry;
        this.chat = chat;
        this.searchable = new SearchableRooms(settings, rooms);
        this.deserted = new DesertedRooms(settings, rooms);
        this.rooms = rooms;
        this.reader = reader;
    }

    /** The room of this name, if there is one that the reader may know of. */
    public Optional<Room> room(RoomName name) {
        return chat.room(name).filter(room -> !room.modes().has(RoomFlag.SECRET) || isInside(room.name()));
    }

    /** All rooms that the reader may know of, the fullest first. */
    public List<RoomSummary> rooms() {
        return chat.rooms().stream().filter(room -> !room.secret() || isInside(room.name())).toList();
    }

    /** How many rooms these are, in a time that does not grow with their number. */
    public int roomCount() {
        int all = rooms.all().size();
        if (reader.has(UserMode.SERVER_OPERATOR)) {
            return all;
        }
        int own = (int) reader.memberships().stream()
                .filter(membership -> membership.room().modes().has(RoomFlag.SECRET))
                .count();
        // The two numbers change one after the other.
        return Math.max(own, all - rooms.secret() + own);
    }

    /** The same rooms in no order: each is looked at when the stream comes to it. */
    public Stream<Room> everyRoom() {
        return rooms.all().stream().filter(room -> !room.modes().has(RoomFlag.SECRET) || isInside(room.name()));
    }

    /** Whether the reader may know everything about the room of this name. */
    public boolean isInside(RoomName room) {
        return reader.has(UserMode.SERVER_OPERATOR) || reader.membership(room).isPresent();
    }

    /**
     * Whether joining would make a room of this name; whoever joins learns that anyway, as also if what is kept cannot be read.
     * May wait for a disk.
     */
    public boolean wouldMake(RoomName name) {
        try {
            return chat.room(name).isEmpty() && deserted.named(name).isEmpty();
        } catch (UnreadableHistoryException e) {
            return false;
        }
    }

    /**
     * Rooms that are kept and that nobody is in.
     *
     * @param rooms those in which something happened last first
     * @param all whether these are all
     * @param lookedAt how many rooms were looked at to find them, which is what it cost
     */
    public record Deserted(List<RoomSummary> rooms, boolean all, int lookedAt) {}

    /**
     * Rooms that nobody is in and of which the reader may know, at most {@link Limit#SEARCH_ROOMS}. None of them is among {@link
     * #rooms}. May wait for a disk.
     *
     * @param wanted which of them are asked for, by their names; is called by any thread, and quick
     * @throws UnreadableHistoryException if they cannot be read now
     */
    public Deserted deserted(Predicate<RoomName> wanted) {
        return deserted.any(reader, wanted);
    }

    /** The room of this name, if it is kept and nobody is in it; otherwise the same. */
    public Optional<RoomView> deserted(RoomName name) {
        return deserted.named(name, reader);
    }

    /**
     * A room that the reader may know of, as the reader may see it; see {@link Room#view}. To those outside, members may
     * be missing of the number that was asked for.
     */
    public RoomView of(Room room, int maxMembers, int maxRecent) {
        if (isInside(room.name())) {
            return room.view(maxMembers, maxRecent);
        }
        RoomView view = room.view(maxMembers, 0);
        return new RoomView(
                view.name(), view.owner(), view.lasts(), view.topic(), view.modes().forOutsiders(), view.createdAt(),
                view.present(), view.members().stream().filter(member -> isVisible(member.userId())).toList(),
                List.of(), view.position());
    }

    /**
     * What the reader may read of a room's history, the oldest first: nothing from outside, nor of an earlier room that had
     * the same name. May wait for a disk.
     *
     * @throws UnreadableHistoryException if that cannot be answered now
     */
    public List<RoomEvent> history(
            RoomName name, HistoryPoint after, HistoryPoint before, HistoryQuery.End end, int limit, Detail detail) {
        return roomInside(name)
                .map(room -> rooms.store().read(
                        new HistoryQuery(name, room.since(after), before, end, limit, detail, reader.id())))
                .orElse(List.of());
    }

    /** Whether the reader is in the room of this name, or could enter it as it is, so that a search looks into it too. */
    public boolean mayRead(RoomName room) {
        return !searchable.named(reader, room).since().isEmpty();
    }

    /**
     * What was said in a room that the reader {@link #mayRead}, without going in, the oldest first; otherwise as {@link
     * #history}. Empty if the reader may not. May wait for a disk.
     *
     * @throws UnreadableHistoryException if that cannot be answered now
     */
    public Optional<List<RoomEvent>> read(
            RoomName name, HistoryPoint after, HistoryPoint before, HistoryQuery.End end, int limit, Detail detail) {
        if (!mayRead(name)) {
            return Optional.empty();
        }
        HistoryPoint since = chat.room(name).map(room -> room.since(after)).orElse(after);
        return Optional.of(rooms.store().read(
                new HistoryQuery(name, since, before, end, limit, detail, reader.id())));
    }

    /**
     * Since when the reader has missed what was said in a room: since somebody of the same name and address left the chat who
     * was in it, if that is no longer ago than {@link Limit#CATCH_UP_SECONDS}.
     */
    public Optional<HistoryPoint> missedSince(RoomName room) {
        Instant earliest = settings.clock().instant().minusSeconds(settings.limits().of(Limit.CATCH_UP_SECONDS));
        return registry.departures().of(reader.nickname().key(), reader.address())
                .filter(departure -> departure.rooms().contains(room.key()) && departure.at().isAfter(earliest))
                .map(departure -> new HistoryPoint.OfId(departure.event()));
    }

    /**
     * What a search has found.
     *
     * @param messages in the order that was asked for
     * @param rooms in how many rooms was looked
     * @param everywhere whether that were all in which the reader may look
     * @param lookedAt how many rooms there were to choose from, which is what it cost besides
     */
    public record Found(List<Message> messages, int rooms, boolean everywhere, int lookedAt) {}

    /**
     * Messages that the reader may read and that have all of these phrases, in rooms that the reader is in or could enter, at
     * most {@link Limit#SEARCH_ROOMS} of them; otherwise as {@link #history}.
     *
     * @param room where to look, if not everywhere; 0 rooms are looked at if the reader may not
     * @param end the newest, of which the newest comes first, or the oldest
     */
    public Found search(
            Optional<RoomName> room, List<String> phrases, Optional<String> author, HistoryPoint after,
            HistoryPoint before, HistoryQuery.End end, int limit) {
        SearchableRooms.Found where = room.map(name -> searchable.named(reader, name))
                .orElseGet(() -> searchable.any(reader));
        List<Message> found = where.since().isEmpty()
                ? List.of()
                : rooms.store().search(new HistorySearch(
                        where.since(), phrases, author, after, before, end, limit, reader.id()));
        return new Found(found, where.since().size(), where.all(), where.lookedAt());
    }

    private Optional<Room> roomInside(RoomName name) {
        return chat.room(name).filter(room -> isInside(name));
    }

    /** Those of these users who are members now, as far as the reader may find them there, in the order given. */
    public List<RoomView.Member> members(Room room, List<Long> userIds) {
        List<RoomView.Member> members = room.members(userIds);
        return isInside(room.name())
                ? members
                : members.stream().filter(member -> place(room, member.userId()).isPresent()).toList();
    }

    /** The place of the user with this id in a room, if there is one and the reader may find it. */
    public Optional<Membership> place(Room room, long userId) {
        return chat.user(userId).flatMap(user -> user.membership(room.name())).filter(this::mayFind);
    }

    /**
     * Somebody whom the reader ignores.
     *
     * @param name by which the reader ignores them
     * @param now what they are called now; the same if they are not here
     */
    public record Ignored(Nickname name, Nickname now) {}

    /** Those whom the reader ignores, sorted by the names by which that is so. */
    public List<Ignored> ignored() {
        return reader.ignored.entries().entrySet().stream()
                .map(entry -> new Ignored(
                        entry.getKey(), chat.user(entry.getValue()).map(User::nickname).orElse(entry.getKey())))
                .sorted(Comparator.comparing(ignored -> ignored.name().text(), String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** Whether a mute keeps this member from speaking, as far as the reader runs the room. */
    public boolean isMuted(RoomView room, RoomView.Member member) {
        return !room.modes().masks(MaskKind.MUTE).isEmpty()
                && member.ranks().isEmpty()
                && reader.membership(room.name()).filter(Membership::isOperator).isPresent()
                && chat.user(member.userId()).filter(room.modes()::mutes).isPresent();
    }

    private boolean isVisible(long userId) {
        return chat.user(userId).filter(user -> !user.has(UserMode.INVISIBLE)).isPresent();
    }

    /** The places of somebody in the rooms where the reader may find them, in the order of their joining. */
    public List<Membership> membershipsOf(User somebody) {
        return somebody.memberships().stream().filter(this::mayFind).toList();
    }

    /** The node that somebody is connected to, empty if there is only one. */
    public String nodeOf(User somebody) {
        return registry.nodeOf(somebody).orElseGet(settings.directory()::node);
    }

    /** Whether the reader may find somebody in that room. */
    public boolean mayFind(Membership membership) {
        User somebody = membership.user();
        return somebody == reader
                || isInside(membership.room().name())
                || !(somebody.has(UserMode.INVISIBLE) || membership.room().modes().has(RoomFlag.SECRET));
    }
}
