package dev.chatroom.server.bench.load;

import dev.chatroom.server.bench.report.Histogram;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What is done with what a client has read. Owned by the thread that sends and reads. */
final class Reception implements MarkScanner.Sink {
    /** Not a message, but a question who is there. */
    static final int PROBE = 0;

    private final Ledger ledger;
    private final SendWindows windows;
    private final Histogram latency = new Histogram();
    private final BitSet present = new BitSet();
    private @Nullable Client reader;
    private int readerNumber;
    private boolean hearsItself;
    private long now;
    private long lastMarkAt;
    private long missed;

    Reception(Ledger ledger, SendWindows windows) {
        this.ledger = ledger;
        this.windows = windows;
    }

    /** What is told from now on, was read by this client at this time. */
    void reading(Client client, long micros) {
        reader = client;
        readerNumber = client.number();
        hearsItself = client.protocol().hearsItself();
        now = micros;
    }

    @Override
    public void mark(int sender, int sequence, long sentMicros) {
        lastMarkAt = now;
        if (sequence == PROBE) {
            present.set(readerNumber, sender != readerNumber);
            return;
        }
        if (hearsItself && sender == readerNumber) {
            return;
        }
        if (ledger.received(readerNumber, sender, sequence)) {
            latency.record(now - sentMicros);
        }
        windows.received(readerNumber, sender, sequence, now);
    }

    @Override
    public void notice(byte[] bytes, int from, int to) {
        Client told = reader;
        if (told == null) {
            return;
        }
        switch (told.protocol()) {
            case Protocol.Talk talk -> missed += Protocol.Talk.missed(bytes, from, to);
            case Protocol.Irc irc -> told.write(Protocol.Irc.pong(bytes, from, to));
            case Web web -> told.say(Web.pong());
        }
    }

    /** How many lines the server says that clients have missed, in all. */
    long missed() {
        return missed;
    }

    /** The clients that have received a probe. */
    BitSet present() {
        return present;
    }

    /** Of the messages that are measured, in microseconds. */
    Histogram latency() {
        return latency;
    }

    long lastMarkAt() {
        return lastMarkAt;
    }
}
