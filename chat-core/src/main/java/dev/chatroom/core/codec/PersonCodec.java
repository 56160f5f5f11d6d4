package dev.chatroom.core.codec;

import dev.chatroom.core.directory.Person;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.room.UserMode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The form of a {@link Person} in bytes, made of the same parts as the form of an event; see {@link EventCodec}. Nodes of two versions
 * read each other's people: a later version adds at the end, where an earlier one does not look, and a mode that is not known
 * is passed over. For any thread.
 */
public final class PersonCodec {
    private static final int VERSION = 1;

    private PersonCodec() {}

    /** The form of a person. Equal people have the same. */
    public static byte[] encode(Person person) {
        FormWriter form = new FormWriter();
        form.octet(VERSION);
        new EventWriter(form).author(person.author());
        form.text(person.node());
        form.text(person.address());
        form.instant(person.enteredAt());
        form.flag(person.known());
        form.flag(person.away().isPresent());
        person.away().ifPresent(form::text);
        form.varint(person.modes().size());
        new TreeSet<>(person.modes()).forEach(mode -> form.octet(FormNumbers.MODES.of(mode)));
        return form.bytes();
    }

    /**
     * The person of a form. Bounds are as {@link EventCodec#decode} says.
     *
     * @throws MalformedEventException if the bytes do not begin with what {@link #encode} makes of some person
     */
    public static Person decode(byte[] bytes) throws MalformedEventException {
        FormReader form = new FormReader(bytes);
        if (form.octet() < VERSION) {
            throw new MalformedEventException("an earlier version than " + VERSION);
        }
        Author author = new EventReader(form).author();
        String node = form.text();
        String address = form.text();
        Instant enteredAt = form.instant();
        boolean known = form.flag();
        Optional<String> away = form.flag() ? Optional.of(form.text()) : Optional.empty();
        Set<UserMode> modes = EnumSet.noneOf(UserMode.class);
        for (int left = form.count(); left > 0; left--) {
            FormNumbers.MODES.find(form.octet()).ifPresent(modes::add);
        }
        return new Person(author, node, address, enteredAt, known, away, modes);
    }
}
