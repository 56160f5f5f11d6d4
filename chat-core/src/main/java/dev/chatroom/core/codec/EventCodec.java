package dev.chatroom.core.codec;

import dev.chatroom.core.event.ChatEvent;

/**
 * The form of events in bytes, for those who store them or send them to another process. Each event has exactly one form,
 * equal events have the same, and every later version reads it. What is read equals what was written.
 *
 * <p>The first byte is the version, 1. The second is the number of the type, which never changes. The parts of the event
 * follow, in the order of its record. Whole numbers are varints of seven bits a byte, the lowest first, in as few bytes
 * as possible; those that may be negative are zigzag-coded. A text is a varint of twice its length in bytes and then its
 * UTF-8; a text that has half a surrogate pair has no UTF-8, so its varint is one more, and UTF-16 follows, the high byte
 * first. Lists and sets are a varint of their size and then their elements; sets and tags are in ascending order.
 *
 * <p>A form does not say where it ends: those who put several one after the other write down how long each is.
 *
 * <p>For any thread.
 */
public final class EventCodec {
    static final int VERSION = 1;

    private EventCodec() {}

    /** The form of an event; it has a few bytes for each part, and at most three for each character of a text. */
    public static byte[] encode(ChatEvent event) {
        FormWriter form = new FormWriter();
        form.octet(VERSION);
        EventWriter.write(event, form);
        return form.bytes();
    }

    /**
     * The event of a form, which nothing may follow. Time and memory are in the order of the length of the form, whatever
     * lengths that claims; to bound that is for the caller. Whether the chat could have made such an event is not checked.
     *
     * @throws MalformedEventException if the bytes are not exactly what {@link #encode} makes of some event
     */
    public static ChatEvent decode(byte[] form) throws MalformedEventException {
        FormReader reader = new FormReader(form);
        if (reader.octet() != VERSION) {
            throw new MalformedEventException("another version than " + VERSION);
        }
        ChatEvent event = EventReader.read(reader);
        reader.end();
        return event;
    }
}
