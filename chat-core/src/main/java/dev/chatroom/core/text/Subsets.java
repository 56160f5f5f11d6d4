package dev.chatroom.core.text;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * All sets of the constants of a small enum, each made once: so that having one costs a user or a member a reference.
 * Immutable, for any thread.
 *
 * @param <E> the enum, of a few constants
 */
public final class Subsets<E extends Enum<E>> {
    private final Class<E> type;

    /** Each by what equals it. */
    private final Map<Set<E>, Set<E>> sets;

    public Subsets(Class<E> type) {
        this.type = type;
        Map<Set<E>, Set<E>> all = new HashMap<>();
        all.put(Set.of(), Set.of());
        for (E constant : type.getEnumConstants()) {
            for (Set<E> without : List.copyOf(all.keySet())) {
                Set<E> with = Set.copyOf(changed(without, constant, true));
                all.put(with, with);
            }
        }
        sets = Map.copyOf(all);
    }

    /** The set with this constant in it, or without it. */
    public Set<E> with(Set<E> set, E constant, boolean in) {
        return Objects.requireNonNull(sets.get(changed(set, constant, in)));
    }

    /** The one object for all sets that equal this one. */
    public Set<E> shared(Set<E> set) {
        return Objects.requireNonNull(sets.get(set));
    }

    private Set<E> changed(Set<E> set, E constant, boolean in) {
        EnumSet<E> changed = EnumSet.noneOf(type);
        changed.addAll(set);
        boolean unused = in ? changed.add(constant) : changed.remove(constant);
        return changed;
    }
}
