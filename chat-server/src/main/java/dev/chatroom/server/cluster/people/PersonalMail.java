package dev.chatroom.server.cluster.people;

import dev.chatroom.core.codec.EventCodec;
import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.directory.Delivered;
import dev.chatroom.core.directory.Directory;
import dev.chatroom.core.directory.Person;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Announced;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.server.cluster.broker.ClusterConnection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is for one person of another node, or for all people of all nodes without being kept. For any thread.
 *
 * <p>What was answered with "cut off" must not come later, when its author has written something else. So a node takes only what comes with
 * a {@link Ticket} that it issued a moment ago: each answer has one, and whoever comes with an old one is told to come again.
 */
final class PersonalMail implements AutoCloseable {
    /** Their places here are what nodes tell each other. */
    private static final List<Delivered> ANSWERS =
            List.of(Delivered.DELIVERED, Delivered.GONE, Delivered.FULL, Delivered.CUT_OFF);

    /** What the number after the last answer says: the ticket was not good, and nothing has happened. */
    private static final int COME_AGAIN = ANSWERS.size();

    private static final int MOST_TRIES = 3;

    /** Longer than a ticket is good: then it is known that nothing happens later. */
    private static final Duration PATIENCE = Ticket.GOOD.plusMillis(500);

    private final ClusterConnection cluster;
    private final long instance;
    private final BooleanSupplier mayAnswer;
    private @Nullable Dispatcher dispatcher;

    /** The last ticket that each node has issued to this one, by the names of nodes. */
    private final ConcurrentHashMap<String, Ticket> tickets = new ConcurrentHashMap<>();

    /**
     * @param mayAnswer whether this process may act as its node now: if it stood still, another may have taken its name, and answers
     */
    PersonalMail(ClusterConnection cluster, long instance, BooleanSupplier mayAnswer) {
        this.cluster = cluster;
        this.instance = instance;
        this.mayAnswer = mayAnswer;
    }

    private String subject(String node) {
        return cluster.config().prefix() + ".node." + NameKeys.KEYS.write(node);
    }

    private String everybody() {
        return cluster.config().prefix() + ".all";
    }

    /** Begins to take what is for this node. */
    void open(Directory.Receiver receiver) {
        dispatcher = cluster.connection().createDispatcher();
        // What somebody is told may have to wait for others, for whom the dispatcher must not wait.
        dispatcher.subscribe(subject(cluster.config().node()), message -> {
            if (mayAnswer.getAsBoolean()) {
                Thread.startVirtualThread(() -> answer(message, receiver));
            }
        });
        dispatcher.subscribe(everybody(), message -> announceHere(message, receiver));
    }

    private void answer(Message message, Directory.Receiver receiver) {
        int answer = take(message, receiver);
        if (message.getReplyTo() != null) {
            ByteBuffer form = ByteBuffer.allocate(1 + Ticket.BYTES).put((byte) answer);
            new Ticket(instance, System.nanoTime()).write(form);
            cluster.connection().publish(message.getReplyTo(), form.array());
        }
    }

    private int take(Message message, Directory.Receiver receiver) {
        byte[] data = message.getData();
        if (data == null || data.length < Ticket.BYTES + Long.BYTES) {
            return ANSWERS.indexOf(Delivered.GONE);
        }
        ByteBuffer form = ByteBuffer.wrap(data);
        if (!Ticket.read(form).isGood(instance, System.nanoTime())) {
            return COME_AGAIN;
        }
        long userId = form.getLong();
        try {
            return ANSWERS.indexOf(receiver.deliver(userId, EventCodec.decode(rest(form))));
        } catch (MalformedEventException unreadable) {
            // Of a later version: who wrote it is told that it cannot be brought.
            return ANSWERS.indexOf(Delivered.FULL);
        }
    }

    private void announceHere(Message message, Directory.Receiver receiver) {
        ByteBuffer form = ByteBuffer.wrap(message.getData());
        if (form.remaining() <= Long.BYTES || form.getLong() == instance) {
            return;
        }
        byte[] mode = new byte[form.get()];
        form.get(mode);
        try {
            if (EventCodec.decode(rest(form)) instanceof Announced announced) {
                receiver.announce(announced, mode.length == 0
                        ? Optional.empty()
                        : Optional.of(UserMode.valueOf(new String(mode, StandardCharsets.US_ASCII))));
            }
        } catch (MalformedEventException | IllegalArgumentException unreadable) {
            // Of a later version.
        }
    }

    private static byte[] rest(ByteBuffer form) {
        byte[] rest = new byte[form.remaining()];
        form.get(rest);
        return rest;
    }

    Delivered deliver(Person to, ChatEvent event) {
        byte[] form = EventCodec.encode(event);
        try {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                int answer = ask(to, form);
                if (answer != COME_AGAIN) {
                    return answer >= 0 && answer < ANSWERS.size() ? ANSWERS.get(answer) : Delivered.CUT_OFF;
                }
            }
            return Delivered.CUT_OFF;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Delivered.CUT_OFF;
        } catch (IllegalStateException closed) {
            return Delivered.CUT_OFF;
        }
    }

    /** The number of the answer; less than 0 if none has come. */
    private int ask(Person to, byte[] event) throws InterruptedException {
        ByteBuffer data = ByteBuffer.allocate(Ticket.BYTES + Long.BYTES + event.length);
        tickets.getOrDefault(to.node(), Ticket.NONE).write(data);
        data.putLong(to.id()).put(event);
        Message reply = cluster.connection().request(subject(to.node()), data.array(), PATIENCE);
        if (reply == null || reply.getData() == null || reply.getData().length != 1 + Ticket.BYTES) {
            tickets.remove(to.node());
            return -1;
        }
        ByteBuffer form = ByteBuffer.wrap(reply.getData());
        int answer = form.get();
        tickets.put(to.node(), Ticket.read(form));
        return answer;
    }

    void announce(Announced event, Optional<UserMode> among) {
        byte[] mode = among.map(one -> one.name().getBytes(StandardCharsets.US_ASCII)).orElse(new byte[0]);
        byte[] form = EventCodec.encode(event);
        try {
            cluster.connection().publish(everybody(), ByteBuffer.allocate(Long.BYTES + 1 + mode.length + form.length)
                    .putLong(instance).put((byte) mode.length).put(mode).put(form).array());
        } catch (IllegalStateException lost) {
            // Nobody elsewhere reads it.
        }
    }

    @Override
    public void close() {
        Dispatcher before = dispatcher;
        if (before != null) {
            dispatcher = null;
            try {
                cluster.connection().closeDispatcher(before);
            } catch (IllegalStateException | IllegalArgumentException closed) {
                // With the connection.
            }
        }
    }
}
