package dev.chatroom.server.bench;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Membership;
import dev.chatroom.core.Outbox;
import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.server.bench.load.JavaHeap;
import dev.chatroom.server.bench.load.Stopwatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A room of very many users in the library alone, without sockets: what they need, and how long a message takes to reach
 * them all. Run in a process of its own, whose memory is bounded from outside.
 */
final class SocketlessRun {
    static final int USERS = 1_000_000;

    private static final int MESSAGES = 9;
    private static final int LOG_EVENTS = 64;
    private static final long PATIENCE_SECONDS = 120;

    /** Counts who has received a message. */
    private final Semaphore received = new Semaphore(0);

    private final Chat chat;

    private SocketlessRun(int users) {
        this.chat = Chat.builder()
                .limits(Limits.standard()
                        .with(Limit.MEMBERS, users + 1)
                        .with(Limit.LOG_EVENTS, LOG_EVENTS)
                        .with(Limit.RATE, 0))
                .open();
    }

    /** Prints two figures: the heap in use with all users in the room, in bytes, and the median time, in microseconds. */
    public static void main(String[] args) throws InterruptedException {
        int users = args.length == 0 ? USERS : Integer.parseInt(args[0]);
        SocketlessRun multitude = new SocketlessRun(users);
        Membership speaker = multitude.fill(users);
        for (int i = 0; i < JavaHeap.COLLECTIONS; i++) {
            System.gc();
        }
        Runtime machine = Runtime.getRuntime();
        long heap = machine.totalMemory() - machine.freeMemory();
        System.out.println(String.format(Locale.ROOT, "%d %d", heap, multitude.reach(speaker, users)));
    }

    private Membership fill(int users) {
        Membership speaker = done(chat.join(chat.enter("here"), "stadium"));
        for (int i = 0; i < users; i++) {
            Listener listener = new Listener();
            User user = chat.enter("here", Profile.NONE, listener);
            listener.outbox = user.outbox();
            done(chat.join(user, "stadium"));
            listener.run();
        }
        return speaker;
    }

    private long reach(Membership speaker, int users) throws InterruptedException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            Stopwatch clock = new Stopwatch();
            done(speaker.say("can you hear me?"));
            if (!received.tryAcquire(users, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not everybody was reached");
            }
            times.add(clock.micros());
        }
        return times.stream().sorted().toList().get(MESSAGES / 2);
    }

    private static <T> T done(Outcome<T> outcome) {
        if (outcome instanceof Done<T>(T value)) {
            return value;
        }
        throw new IllegalStateException("refused: " + outcome);
    }

    /** Reads as soon as there is something, on whatever thread says so. */
    private final class Listener implements Runnable, DeliverySink<ChatEvent> {
        private @Nullable Outbox outbox;

        @Override
        public void run() {
            Outbox reading = outbox;
            if (reading == null) {
                return;
            }
            boolean more = true;
            while (more) {
                more = reading.drain(this) || !reading.rest();
            }
        }

        @Override
        public boolean take(Delivery<ChatEvent> delivery) {
            if (delivery instanceof Delivery.Event<ChatEvent>(long sequence, Message message)) {
                received.release();
            }
            return true;
        }
    }
}
