package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes the senders' messages, as many as a buffer holds at a time. Owned by the thread that sends and reads. */
final class Sending {
    private static final int BUFFER = 64 * 1024;
    private static final byte FILLING = 'x';

    /** A sender's line; the mark at {@code textAt} is put there anew each time. */
    private static final class Sender {
        private final Client client;
        private final byte[] line;
        private final int textAt;

        Sender(Client client, byte[] line, int textAt) {
            this.client = client;
            this.line = line;
            this.textAt = textAt;
        }
    }

    private final Mark mark;
    private final Ledger ledger;
    private final List<Sender> senders = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    /**
     * Prepares the senders' lines.
     *
     * @param clients all clients; the first {@code count} of them send
     * @param body the length of a message's text in bytes
     */
    Sending(Mark mark, Ledger ledger, List<Client> clients, int count, int body) {
        this.mark = mark;
        this.ledger = ledger;
        for (Client client : clients.subList(0, count)) {
            byte[] before = client.protocol().before(client.number(), body).getBytes(ISO_8859_1);
            byte[] end = client.protocol().after().getBytes(ISO_8859_1);
            byte[] line = Arrays.copyOf(before, before.length + body + end.length);
            Arrays.fill(line, before.length, before.length + body, FILLING);
            System.arraycopy(end, 0, line, before.length + body, end.length);
            senders.add(new Sender(client, line, before.length));
        }
    }

    int senders() {
        return senders.size();
    }

    boolean isGone(int sender) {
        return senders.get(sender).client.isGone();
    }

    /** Whether the sender's socket takes nothing at the moment. */
    boolean isBlocked(int sender) {
        return senders.get(sender).client.isBlocked();
    }

    /**
     * Sends messages, if the sender is neither gone nor blocked.
     *
     * @param count how many at most
     * @param micros the time to be put into them
     * @return how many were sent: as many as the buffer holds
     */
    int send(int sender, int count, long micros) {
        Sender from = senders.get(sender);
        int sent = Math.min(count, BUFFER / from.line.length);
        buffer.clear();
        for (int i = 0; i < sent; i++) {
            mark.put(from.line, from.textAt, sender, ledger.nextSequence(sender), micros);
            buffer.put(from.line);
        }
        from.client.write(buffer.flip());
        return sent;
    }

    /** Sends a message that is not counted, to find out who is there. */
    void probe(int sender, long micros) {
        Sender from = senders.get(sender);
        mark.put(from.line, from.textAt, sender, Reception.PROBE, micros);
        from.client.write(from.line.clone());
    }
}
