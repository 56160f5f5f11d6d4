package dev.chatroom.core.codec;

import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.MaskEntry;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The form of a {@link RoomSnapshot} in bytes, made of the same parts as the form of an event; see {@link EventCodec}. For any thread. */
public final class SnapshotCodec {
    private static final int VERSION = 1;

    private SnapshotCodec() {}

    /** The form of a snapshot. Equal snapshots have the same. */
    public static byte[] encode(RoomSnapshot snapshot) {
        FormWriter form = new FormWriter();
        form.octet(VERSION);
        write(snapshot, form);
        return form.bytes();
    }

    static void write(RoomSnapshot snapshot, FormWriter form) {
        EventWriter writer = new EventWriter(form);
        writer.room(snapshot.name());
        form.instant(snapshot.createdAt());
        form.text(snapshot.topic().text());
        writer.author(snapshot.topic().setBy());
        form.instant(snapshot.topic().at());
        write(snapshot.modes(), form, writer);
        form.signed(snapshot.position());
    }

    private static void write(RoomModes modes, FormWriter form, EventWriter writer) {
        List<RoomFlag> flags =
                FormNumbers.FLAGS.all().stream().filter(modes::has).toList();
        form.varint(flags.size());
        flags.forEach(flag -> form.octet(FormNumbers.FLAGS.of(flag)));
        form.text(modes.key());
        form.signed(modes.limit());
        for (MaskKind kind : FormNumbers.MASK_KINDS.all()) {
            form.varint(modes.masks(kind).size());
            for (MaskEntry entry : modes.masks(kind)) {
                form.text(entry.mask());
                form.varint(entry.meant().size());
                entry.meant().forEach(form::text);
                writer.author(entry.setBy());
                form.instant(entry.at());
            }
        }
    }

    /**
     * The snapshot of a form, which nothing may follow. Bounds are as {@link EventCodec#decode} says.
     *
     * @throws MalformedEventException if the bytes are not what {@link #encode} makes of some snapshot
     */
    public static RoomSnapshot decode(byte[] bytes) throws MalformedEventException {
        FormReader form = new FormReader(bytes);
        if (form.octet() != VERSION) {
            throw new MalformedEventException("another version than " + VERSION);
        }
        RoomSnapshot snapshot = read(form);
        form.end();
        return snapshot;
    }

    static RoomSnapshot read(FormReader form) throws MalformedEventException {
        EventReader reader = new EventReader(form);
        RoomName name = reader.room();
        Instant createdAt = form.instant();
        Topic topic = new Topic(form.text(), reader.author(), form.instant());
        RoomModes modes = modes(form, reader);
        return new RoomSnapshot(name, createdAt, topic, modes, form.signed());
    }

    private static RoomModes modes(FormReader form, EventReader reader) throws MalformedEventException {
        Set<RoomFlag> flags = EnumSet.noneOf(RoomFlag.class);
        for (int left = form.count(); left > 0; left--) {
            flags.add(FormNumbers.FLAGS.read(form));
        }
        String key = form.text();
        int limit = form.signedInt();
        Map<MaskKind, List<MaskEntry>> masks = new EnumMap<>(MaskKind.class);
        for (MaskKind kind : FormNumbers.MASK_KINDS.all()) {
            List<MaskEntry> entries = new ArrayList<>();
            for (int left = form.count(); left > 0; left--) {
                entries.add(new MaskEntry(form.text(), reader.texts(), reader.author(), form.instant()));
            }
            if (!entries.isEmpty()) {
                masks.put(kind, List.copyOf(entries));
            }
        }
        return new RoomModes(flags, key, limit, masks);
    }
}
