package dev.chatroom.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.chatroom.core.directory.Person;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.MessageTags;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * This version reads the forms that a former one wrote: a store keeps it for years, and nodes of two versions run side by side while they
 * are renewed one by one. The file has lines with a type, a form in hexadecimal digits as version 0.1.0 wrote it, and what is in it; a later version adds
 * lines and never changes one.
 */
class FormerFormsTest {
    private static final String FILE = "forms.txt";

    /** @param content what is read of it, in ASCII */
    private record Form(String type, String hex, String content) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    private static List<Form> forms() {
        try (InputStream file = FormerFormsTest.class.getResourceAsStream(FILE)) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" ", 3))
                    .map(parts -> new Form(parts[0], parts[1], parts[2]))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @TestFactory
    Stream<DynamicTest> eachIsReadAndWrittenAgainAsItWas() {
        return forms().stream().map(form -> dynamicTest(form.type(), () -> {
            Record read;
            byte[] again;
            switch (form.type()) {
                case "Person" -> {
                    Person person = PersonCodec.decode(form.bytes());
                    read = person;
                    again = PersonCodec.encode(person);
                }
                case "RoomCheckpoint" -> {
                    RoomCheckpoint room = CheckpointCodec.decode(form.bytes());
                    read = room;
                    again = CheckpointCodec.encode(room);
                }
                case "RoomSnapshot" -> {
                    RoomSnapshot room = SnapshotCodec.decode(form.bytes());
                    read = room;
                    again = SnapshotCodec.encode(room);
                }
                default -> {
                    ChatEvent event = EventCodec.decode(form.bytes());
                    read = (Record) event;
                    again = EventCodec.encode(event);
                }
            }
            assertThat(content(read)).isEqualTo(form.content());
            assertThat(again).isEqualTo(form.bytes());
        }));
    }

    /** All that is in a value, always in the same words. */
    private static String content(Object value) {
        return switch (value) {
            case Record parts ->
                Stream.of(parts.getClass().getRecordComponents())
                        .map(part -> part.getName() + '=' + content(part(parts, part)))
                        .collect(Collectors.joining(", ", parts.getClass().getSimpleName() + '(', ")"));
            case Set<?> some ->
                some.stream().map(FormerFormsTest::content).sorted().collect(Collectors.joining(", ", "{", "}"));
            case List<?> some ->
                some.stream().map(FormerFormsTest::content).collect(Collectors.joining(", ", "[", "]"));
            case Optional<?> maybe -> maybe.map(FormerFormsTest::content).orElse("nothing");
            case Map<?, ?> some ->
                content(some.entrySet().stream().map(Map.Entry::toString).collect(Collectors.toSet()));
            case MessageTags tags -> content(tags.asMap());
            default ->
                value.toString()
                        .chars()
                        .mapToObj(c -> c < ' ' || c > '~' ? "\\u%04x".formatted(c) : Character.toString(c))
                        .collect(Collectors.joining());
        };
    }

    private static Object part(Record of, RecordComponent part) {
        try {
            part.getAccessor().setAccessible(true);
            return part.getAccessor().invoke(of);
        } catch (ReflectiveOperationException failed) {
            throw new LinkageError("a part cannot be read: " + part, failed);
        }
    }

    @Test
    void allTypesAreThere() {
        Set<String> there = forms().stream().map(Form::type).collect(Collectors.toSet());

        assertThat(there).containsAll(leaves(ChatEvent.class).map(Class::getSimpleName).toList());
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(FormerFormsTest::leaves)
                : Stream.of(type);
    }
}
