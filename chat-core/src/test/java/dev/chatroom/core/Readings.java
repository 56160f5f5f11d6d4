package dev.chatroom.core;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What readers of a broadcaster were handed, in words. */
public final class Readings {
    private Readings() {}

    /** Everything there is now, up to the end if it has come. */
    public static <E> List<String> all(Subscription<E> reader) {
        List<String> read = new ArrayList<>();
        for (String next = next(reader); !next.equals("nothing"); next = next(reader)) {
            read.add(next);
            if (next.equals("closed")) {
                break;
            }
        }
        return read;
    }

    public static <E> String next(Subscription<E> reader) {
        return text(reader.poll());
    }

    public static <E> String text(Delivery.@Nullable FromLog<E> delivery) {
        return switch (delivery) {
            case null -> "nothing";
            case Delivery.Event<E>(long sequence, E event) -> sequence + " " + event;
            case Delivery.Lagged<E>(String source, long missed) -> source + " lagged " + missed;
            case Delivery.Closed<E> closed -> "closed";
        };
    }
}
