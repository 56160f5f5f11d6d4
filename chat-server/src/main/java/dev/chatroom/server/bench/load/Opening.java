package dev.chatroom.server.bench.load;

import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.Progress;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Opens all connections, so many at a time that the queue of those whom the server has yet to accept does not overflow. */
final class Opening implements Activity {
    private static final int PER_STEP = 64;
    private static final long STEP_MICROS = 10_000;
    private static final long SILENCE_MICROS = Stopwatch.SECOND;
    private static final long PATIENCE_MICROS = 30 * Stopwatch.SECOND;

    private final EventLoop loop;
    private final InetSocketAddress target;
    private final int atOnce;
    private final int reading;
    private final int all;
    private final Progress progress;
    private int arrived;
    private long arrivedAt;

    /**
     * Prepares the opening of connections.
     *
     * @param atOnce how many wait to be let in at most
     * @param reading how many clients that read
     * @param stuck how many more that do not
     */
    Opening(EventLoop loop, InetSocketAddress target, int atOnce, int reading, int stuck, Progress progress) {
        this.loop = loop;
        this.target = target;
        this.atOnce = atOnce;
        this.reading = reading;
        this.all = reading + stuck;
        this.progress = progress;
    }

    @Override
    public long step(long now) throws BenchException {
        checkNobodyLeft();
        if (arrivedAt == 0 || loop.arrived() > arrived) {
            arrived = loop.arrived();
            arrivedAt = now;
            progress.at("opening", arrived, all);
        }
        if (arrived == all) {
            return FINISHED;
        }
        int opened = open();
        if (opened == 0 && now - arrivedAt > SILENCE_MICROS) {
            loop.clients().stream()
                    .filter(client -> client.protocol().mayBeSilent() && client.isConnected() && !client.hasArrived())
                    .forEach(loop::arriveInSilence);
        }
        if (now - arrivedAt > PATIENCE_MICROS) {
            throw new BenchException("only %,d of %,d connections were let in".formatted(arrived, all));
        }
        return opened > 0 ? 0 : STEP_MICROS;
    }

    private int open() throws BenchException {
        int next = loop.clients().size();
        int opened = 0;
        while (opened < PER_STEP && next < all && next - loop.arrived() < atOnce) {
            try {
                loop.connect(target, next, next >= reading);
            } catch (IOException e) {
                throw new BenchException("cannot open connection %,d: %s".formatted(next + 1, e.getMessage()), e);
            }
            next++;
            opened++;
        }
        return opened;
    }

    private void checkNobodyLeft() throws BenchException {
        if (loop.gone() > 0) {
            String last = loop.clients().stream()
                    .filter(Client::isGone)
                    .map(Client::lastHeard)
                    .findFirst()
                    .orElse("");
            throw new BenchException("the server ended a connection after %,d had been let in%s".formatted(
                    loop.arrived(), last.isEmpty() ? "" : ", saying: " + last));
        }
    }
}
