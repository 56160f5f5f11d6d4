package dev.chatroom.core.codec;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Text;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Events of any type with anything in them, found by what the records are made of: so a new part is not forgotten. */
final class RandomEvents {
    private static final String[] TEXTS =
            {"", "a", "Grüße", "語", "😀", "\ud800", "a\udc00b", "\0;=\r\n", "x".repeat(200)};
    private static final long[] NUMBERS = {0, 1, -1, 63, 64, 127, 128, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53};

    private final Random random;

    private RandomEvents(Random random) {
        this.random = random;
    }

    static ChatEvent of(Class<?> type, Random random) {
        return (ChatEvent) new RandomEvents(random).any(type);
    }

    private Object any(Type type) {
        if (type instanceof ParameterizedType generic) {
            return collection((Class<?>) generic.getRawType(), generic.getActualTypeArguments()[0]);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return anyRecord(plain);
        } else if (plain.isSealed()) {
            return any(oneOf(plain.getPermittedSubclasses()));
        } else if (plain.isEnum()) {
            return oneOf(plain.getEnumConstants());
        }
        return switch (plain.getSimpleName()) {
            case "long", "Long" -> anyNumber();
            case "int" -> (int) anyNumber();
            case "boolean" -> random.nextBoolean();
            case "String" -> oneOf(TEXTS);
            case "Text" -> Text.of(oneOf(TEXTS));
            case "Instant" ->
                Instant.ofEpochSecond(random.nextLong(-9_999_999, 9_999_999), random.nextInt(1_000_000_000));
            case "MessageTags" -> anyTags();
            default -> throw new AssertionError("nothing of this kind is made here: " + type);
        };
    }

    private Object anyRecord(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        try {
            Constructor<?> made = type.getDeclaredConstructor(
                    Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return made.newInstance(Stream.of(parts).map(part -> any(part.getGenericType())).toArray());
        } catch (ReflectiveOperationException failed) {
            throw new LinkageError("a record cannot be made: " + type, failed);
        }
    }

    private Object collection(Class<?> type, Type of) {
        List<Object> some = IntStream.range(0, random.nextInt(4)).mapToObj(i -> any(of)).toList();
        if (type == Set.class) {
            return Set.copyOf(new HashSet<>(some));
        }
        return type == Optional.class ? some.stream().findFirst() : some;
    }

    private MessageTags anyTags() {
        Map<String, String> tags = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tags.put(oneOf(new String[] {"+a", "b", "+語", "\ud800"}), oneOf(TEXTS));
        }
        return MessageTags.of(tags);
    }

    private long anyNumber() {
        return random.nextBoolean() ? random.nextLong() : NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private <T> T oneOf(T[] things) {
        return things[random.nextInt(things.length)];
    }
}
