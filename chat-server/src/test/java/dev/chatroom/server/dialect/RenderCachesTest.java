package dev.chatroom.server.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Membership;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.plain.text.PlainEncoding;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which caches a server has, and for how long. */
class RenderCachesTest {
    private final ManualClock clock = new ManualClock();
    private final Chat chat =
            Chat.builder().limits(Limits.standard().with(Limit.RATE, 0)).clock(clock).open();
    private final RenderCaches caches = new RenderCaches();
    private final Membership ann = done(chat.join(chat.enter("here"), "tea"));
    private final Membership bob = done(chat.join(chat.enter("here"), "lobby"));

    @AfterEach
    void close() {
        chat.close();
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done<T>) outcome).value();
    }

    /** What somebody reads in the room who has just come. */
    private static EventBatch<ChatEvent> events(Membership in) {
        Subscription<ChatEvent> reader = in.room().observe(1);
        EventBatch<ChatEvent> events = reader.batchTo(in.room().newest());
        assertThat(events).isNotNull();
        return events;
    }

    @Test
    void allReadersOfARoomInOneEncodingShareACache() {
        RenderCache tea = caches.of(events(ann), PlainEncoding.LF);

        assertThat(caches.of(events(ann), PlainEncoding.LF)).isSameAs(tea);
        assertThat(caches.of(events(ann), PlainEncoding.CRLF)).isNotSameAs(tea);
        assertThat(caches.of(events(bob), PlainEncoding.LF)).isNotSameAs(tea);
        assertThat(caches.size()).isEqualTo(2);
    }

    @Test
    void theCachesOfARoomGoWithTheRoom() {
        EventBatch<ChatEvent> last = events(ann);
        RenderCache tea = caches.of(last, PlainEncoding.LF);
        RenderCache unused = caches.of(events(bob), PlainEncoding.LF);

        done(chat.leave(ann, ""));
        assertThat(caches.of(last, PlainEncoding.LF)).as("some have yet to read").isSameAs(tea);
        clock.advance(Duration.ofMinutes(1));
        done(bob.say("a minute later"));

        assertThat(caches.size()).as("rooms with caches").isEqualTo(1);
        assertThat(caches.of(last, PlainEncoding.LF)).isNotSameAs(tea);
        assertThat(caches.size()).as("nothing is kept for a room that is gone").isEqualTo(1);
    }
}
