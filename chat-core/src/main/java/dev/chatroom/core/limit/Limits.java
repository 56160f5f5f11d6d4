package dev.chatroom.core.limit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The value of each {@link Limit}. Immutable. */
public final class Limits {
    private static final Limits STANDARD = new Limits(standardValues());

    private final Map<Limit, Integer> values;

    private Limits(Map<Limit, Integer> values) {
        this.values = values;
    }

    /** Every limit at its default. */
    public static Limits standard() {
        return STANDARD;
    }

    /**
     * These limits with one of them changed.
     *
     * @throws IllegalArgumentException if the value is out of the limit's range; the message names the range
     */
    public Limits with(Limit limit, int value) {
        if (value < limit.least() || value > limit.most()) {
            throw new IllegalArgumentException("%s must be from %d to %d, not %d"
                    .formatted(limit.optionName(), limit.least(), limit.most(), value));
        }
        Map<Limit, Integer> changed = new EnumMap<>(values);
        changed.put(limit, value);
        return new Limits(changed);
    }

    /** The value of a limit. */
    public int of(Limit limit) {
        return Objects.requireNonNull(values.get(limit));
    }

    /** The beginning of a text, so long that it keeps to the limit and no surrogate pair is torn. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    private static Map<Limit, Integer> standardValues() {
        Map<Limit, Integer> values = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            values.put(limit, limit.standard());
        }
        return values;
    }
}
