package dev.chatroom.core.codec;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.core.room.RoomCheckpoint.Crowd;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.room.RoomView.Member;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The form of a {@link RoomCheckpoint} in bytes, made of the same parts as the form of an event; see {@link EventCodec}. For any thread. */
public final class CheckpointCodec {
    private static final int VERSION = 1;

    private CheckpointCodec() {}

    /** The form of a room. Equal rooms have the same. */
    public static byte[] encode(RoomCheckpoint room) {
        FormWriter form = new FormWriter();
        form.octet(VERSION);
        SnapshotCodec.write(room.snapshot(), form);
        form.signed(room.first());
        form.signed(room.last());
        form.signed(room.lastChange());
        form.varint(room.members().size());
        room.members().forEach(member -> write(member, form));
        form.numbers(room.invited());
        form.signed(room.crowd().joined());
        form.signed(room.crowd().left());
        form.instant(room.crowd().toldAt());
        form.varint(room.recent().size());
        room.recent().forEach(message -> EventWriter.write(message, form));
        return form.bytes();
    }

    private static void write(Member member, FormWriter form) {
        new EventWriter(form).author(member.author());
        form.flag(member.away().isPresent());
        member.away().ifPresent(form::text);
        form.varint(member.ranks().size());
        new TreeSet<>(member.ranks()).forEach(rank -> form.octet(FormNumbers.RANKS.of(rank)));
    }

    /**
     * The room of a form, which nothing may follow. Bounds are as {@link EventCodec#decode} says.
     *
     * @throws MalformedEventException if the bytes are not what {@link #encode} makes of some room
     */
    public static RoomCheckpoint decode(byte[] bytes) throws MalformedEventException {
        FormReader form = new FormReader(bytes);
        if (form.octet() != VERSION) {
            throw new MalformedEventException("another version than " + VERSION);
        }
        RoomSnapshot snapshot = SnapshotCodec.read(form);
        long first = form.signed();
        long last = form.signed();
        long lastChange = form.signed();
        List<Member> members = new ArrayList<>();
        for (int left = form.count(); left > 0; left--) {
            members.add(member(form));
        }
        List<Long> invited = form.numbers();
        Crowd crowd = new Crowd(form.signedInt(), form.signedInt(), form.instant());
        List<Message> recent = new ArrayList<>();
        for (int left = form.count(); left > 0; left--) {
            recent.add(message(form));
        }
        form.end();
        return new RoomCheckpoint(snapshot, first, last, lastChange, members, invited, crowd, recent);
    }

    private static Member member(FormReader form) throws MalformedEventException {
        Author author = new EventReader(form).author();
        Optional<String> away = form.flag() ? Optional.of(form.text()) : Optional.empty();
        Set<Rank> ranks = EnumSet.noneOf(Rank.class);
        for (int left = form.count(); left > 0; left--) {
            ranks.add(FormNumbers.RANKS.read(form));
        }
        return new Member(author, away, ranks);
    }

    private static Message message(FormReader form) throws MalformedEventException {
        if (EventReader.read(form) instanceof Message message) {
            return message;
        }
        throw new MalformedEventException("nothing that was said");
    }
}
