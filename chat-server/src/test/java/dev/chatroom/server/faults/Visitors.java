package dev.chatroom.server.faults;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** People who come, do this and that, and leave in one way or another. For one thread. */
final class Visitors implements AutoCloseable {
    private static final int MOST = 40;
    private static final int SMALL_BUFFER = 2 * 1024;
    private static final int ROOMS = 10;

    enum Deed {
        COME, STOP_READING, TALK, RENAME, JOIN, QUIT, HANG_UP, VANISH
    }

    private final InetSocketAddress server;
    private final Random random;
    private final List<RudeClient> present = new ArrayList<>();
    private final Map<Deed, Integer> done = new EnumMap<>(Deed.class);
    private int number;

    Visitors(InetSocketAddress server, long seed) {
        this.server = server;
        this.random = new Random(seed);
    }

    /** One of them does something. */
    void act() {
        Deed deed = Deed.values()[random.nextInt(Deed.values().length)];
        boolean coming = deed == Deed.COME || deed == Deed.STOP_READING;
        if (present.isEmpty() || (coming && present.size() < MOST)) {
            deed = deed == Deed.STOP_READING ? deed : Deed.COME;
            present.add(come(deed == Deed.STOP_READING));
        } else if (coming) {
            deed = Deed.VANISH;
            part(deed);
        } else if (deed.compareTo(Deed.QUIT) >= 0) {
            part(deed);
        } else {
            doAsAnybody(deed);
        }
        done.merge(deed, 1, Integer::sum);
    }

    /** What they did, and how often. */
    Map<Deed, Integer> done() {
        return done;
    }

    /** All of them leave. */
    void leave() {
        present.forEach(RudeClient::close);
        present.clear();
    }

    @Override
    public void close() {
        leave();
    }

    private RudeClient come(boolean stuck) {
        RudeClient visitor = RudeClient.connect(server, stuck ? SMALL_BUFFER : 0);
        visitor.write("\n");
        if (!stuck) {
            Thread.startVirtualThread(visitor::readAll);
        }
        return visitor;
    }

    private void doAsAnybody(Deed deed) {
        RudeClient somebody = present.get(random.nextInt(present.size()));
        number++;
        boolean unused = switch (deed) {
            case RENAME -> somebody.write("/nick visitor" + number + "\n");
            case JOIN -> somebody.write("/join room-" + random.nextInt(ROOMS) + "\n");
            default -> somebody.write("v".repeat(random.nextInt(300)) + "\n");
        };
    }

    private void part(Deed deed) {
        RudeClient parting = present.remove(random.nextInt(present.size()));
        switch (deed) {
            case QUIT -> parting.write("/quit that was nice\n");
            case VANISH -> {
                parting.write("I was about to s");
                parting.vanish();
            }
            default -> parting.halfClose();
        }
        if (deed != Deed.VANISH) {
            Thread.startVirtualThread(() -> {
                parting.readAll();
                parting.close();
            });
        }
    }
}
