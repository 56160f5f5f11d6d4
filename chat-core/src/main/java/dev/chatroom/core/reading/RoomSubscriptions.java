package dev.chatroom.core.reading;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that one user reads, each at its own place; of several rooms in the order of {@link RoomMerge}. Guarded by the
 * lock of the user's outbox, except {@link #hasSomething}, {@link #haveToBeRead} and {@link #count}, which are for
 * any thread.
 */
public final class RoomSubscriptions {
    private static final int MOST_LEFT = 4;

    /** What came of handing out. */
    public enum Progress {
        /** There was nothing. */
        NOTHING,
        /** The sink has got what came first, if anything, and wants more. */
        MORE,
        /** The sink has had enough. */
        ENOUGH
    }

    /** A position in a room, or nowhere. */
    public record Place(@Nullable Subscription<ChatEvent> room, long position) {
        static final Place NONE = new Place(null, 0);
    }

    /** Something that the user did. */
    private record Own(Broadcaster<ChatEvent> log, long sequence) {}

    /** Never changed, only replaced. */
    private volatile List<Subscription<ChatEvent>> rooms = List.of();

    /**
     * What the user did last while the chat's store had yet to keep it; null as long as there was nothing of the kind. Written
     * by the thread that acts for the user.
     */
    private volatile @Nullable Own own;

    /** Null as long as the user has not read several rooms at once. */
    private @Nullable RoomMerge merge;

    public void add(Subscription<ChatEvent> room) {
        List<Subscription<ChatEvent>> more = new ArrayList<>(rooms);
        more.add(room);
        rooms = List.copyOf(more);
        if (merge != null) {
            merge.forget();
        }
    }

    /**
     * Hands out what comes first.
     *
     * @param awaited a room in which the reader has yet to come to a position, if anything waits for that
     * @param position that position, which has been published and is not passed
     */
    public Progress handOut(@Nullable Subscription<ChatEvent> awaited, long position, DeliverySink<ChatEvent> sink) {
        List<Subscription<ChatEvent>> now = rooms;
        if (now.size() == 1) {
            Subscription<ChatEvent> room = now.get(0);
            boolean something = awaited != null || (room.isAwake() && room.hasNext());
            return something ? give(room, awaited == null ? Long.MAX_VALUE : position, sink) : Progress.NOTHING;
        }
        return now.isEmpty() ? Progress.NOTHING : handOutOfSeveral(now, awaited, position, sink);
    }

    private Progress handOutOfSeveral(
            List<Subscription<ChatEvent>> now, @Nullable Subscription<ChatEvent> awaited, long position,
            DeliverySink<ChatEvent> sink) {
        RoomMerge order = merge == null ? new RoomMerge() : merge;
        merge = order;
        Subscription<ChatEvent> room = order.findEarliest(now, awaited != null);
        if (room == null) {
            return Progress.NOTHING;
        }
        long last = order.lastBeforeOthers(room);
        order.forget();
        Progress progress = give(room, room == awaited ? Math.min(position, last) : last, sink);
        if (rooms.size() == now.size()) {
            order.readOn(room);
        }
        return progress;
    }

    private Progress give(Subscription<ChatEvent> room, long position, DeliverySink<ChatEvent> sink) {
        EventBatch<ChatEvent> events = room.batchTo(position);
        boolean more = true;
        if (events != null) {
            more = sink.take(events);
        } else if (!room.skipOthers(position)) {
            // Only what has been taken is passed: the sink may throw.
            long before = room.cursor();
            Delivery<ChatEvent> next = room.poll();
            if (next instanceof Delivery.Closed) {
                remove(room);
            } else if (next != null) {
                long after = room.cursor();
                room.moveTo(before);
                more = sink.take(next);
                room.moveTo(after);
            }
        }
        return more ? Progress.MORE : Progress.ENOUGH;
    }

    /** Takes a room off the list that has been read to its end. */
    private void remove(Subscription<ChatEvent> room) {
        List<Subscription<ChatEvent>> fewer = new ArrayList<>(rooms);
        fewer.remove(room);
        rooms = List.copyOf(fewer);
    }

    /** Including those left that have yet to be read to their end. */
    public int count() {
        return rooms.size();
    }

    /** Whether the reader has come to the place in a room that this must follow, or reads that room no more. */
    public boolean areReadTo(PersonalQueue.Item item) {
        Subscription<ChatEvent> room = item.room();
        return room == null || room.cursor() >= item.position() || !rooms.contains(room);
    }

    /** The user has done this, which nobody may read yet. Under the append lock of the log. */
    public void noteOwn(Broadcaster<ChatEvent> log, long sequence) {
        own = new Own(log, sequence);
    }

    /** What waits for what the user did last, if that may not be read yet; otherwise null. */
    public PersonalQueue.@Nullable Item ownUnshown() {
        Own last = own;
        List<Subscription<ChatEvent>> now = last == null ? List.of() : rooms;
        for (Subscription<ChatEvent> room : now) {
            if (last != null && room.isIn(last.log()) && room.lastPublished() < last.sequence()) {
                return new PersonalQueue.Item(room, last.sequence());
            }
        }
        return null;
    }

    /** The rooms in which something has happened that the reader has yet to come to. */
    public List<Subscription<ChatEvent>> unread() {
        return rooms.stream().filter(room -> room.cursor() < room.lastPublished()).toList();
    }

    /**
     * The place of the newest event that the reader has yet to come to. Who has come there has read all rooms as far,
     * since what is older is read first.
     */
    public Place newestUnread() {
        Place newest = Place.NONE;
        long newestId = 0;
        List<Subscription<ChatEvent>> now = rooms;
        for (int i = 0; i < now.size(); i++) {
            Subscription<ChatEvent> room = now.get(i);
            long position = room.lastPublished();
            if (room.cursor() < position) {
                long id = now.size() == 1 ? 0 : RoomMerge.id(room, position);
                if (newest.room() == null || id > newestId) {
                    newest = new Place(room, position);
                    newestId = id;
                }
            }
        }
        return newest;
    }

    public void closeAfterNewest() {
        rooms.forEach(room -> room.closeAfter(room.lastPublished()));
    }

    /** Whether a room has something, as far as anybody can tell without looking. */
    public boolean hasSomething() {
        List<Subscription<ChatEvent>> now = rooms;
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).isAwake()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the reader must have its turn first: because many rooms have yet to be read to their end that the user has
     * left, each of which takes memory until then, or because a room is about to leave the reader behind.
     *
     * @param sinceLong whether the reader has had no turn since this was asked first
     */
    public boolean haveToBeRead(boolean sinceLong) {
        List<Subscription<ChatEvent>> now = rooms;
        int left = 0;
        boolean farBehind = false;
        for (int i = 0; i < now.size(); i++) {
            left += now.get(i).isEnding() ? 1 : 0;
            farBehind |= now.get(i).isFarBehind();
        }
        return left > MOST_LEFT || (sinceLong && farBehind);
    }
}
