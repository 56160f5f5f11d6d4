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
import org.jspecify.annotations.Nullable;

/** What is for one person of another node, or for all people of all nodes without being kept. For any thread. */
final class PersonalMail implements AutoCloseable {
    /** Their places here are what nodes tell each other. */
    private static final List<Delivered> ANSWERS =
            List.of(Delivered.DELIVERED, Delivered.GONE, Delivered.FULL, Delivered.CUT_OFF);

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ClusterConnection cluster;
    private final long instance;
    private @Nullable Dispatcher dispatcher;

    PersonalMail(ClusterConnection cluster, long instance) {
        this.cluster = cluster;
        this.instance = instance;
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
        dispatcher.subscribe(subject(cluster.config().node()), message -> Thread.startVirtualThread(() -> {
            Delivered delivered = take(message, receiver);
            if (message.getReplyTo() != null) {
                cluster.connection().publish(message.getReplyTo(), new byte[] {(byte) ANSWERS.indexOf(delivered)});
            }
        }));
        dispatcher.subscribe(everybody(), message -> announceHere(message, receiver));
    }

    private static Delivered take(Message message, Directory.Receiver receiver) {
        byte[] data = message.getData();
        if (data == null || data.length < Long.BYTES) {
            return Delivered.GONE;
        }
        ByteBuffer form = ByteBuffer.wrap(data);
        long userId = form.getLong();
        try {
            return receiver.deliver(userId, EventCodec.decode(rest(form)));
        } catch (MalformedEventException unreadable) {
            // Of a later version: who wrote it is told that it cannot be brought.
            return Delivered.FULL;
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
        byte[] data = ByteBuffer.allocate(Long.BYTES + form.length).putLong(to.id()).put(form).array();
        try {
            Message reply = cluster.connection().request(subject(to.node()), data, PATIENCE);
            return reply == null || reply.getData() == null || reply.getData().length != 1
                    ? Delivered.CUT_OFF
                    : answer(reply.getData()[0]);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Delivered.CUT_OFF;
        } catch (IllegalStateException closed) {
            return Delivered.CUT_OFF;
        }
    }

    private static Delivered answer(int number) {
        return number >= 0 && number < ANSWERS.size() ? ANSWERS.get(number) : Delivered.CUT_OFF;
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
