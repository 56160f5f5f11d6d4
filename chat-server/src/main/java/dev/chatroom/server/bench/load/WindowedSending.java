package dev.chatroom.server.bench.load;

/** Sends as fast as the windows allow: the load that shows how much a server can do. */
final class WindowedSending implements Activity {
    private static final long CHECK_MICROS = 100_000;

    private final Stopwatch clock;
    private final Sending sending;
    private final SendWindows windows;
    private long checkedAt;

    WindowedSending(Stopwatch clock, Sending sending, SendWindows windows) {
        this.clock = clock;
        this.sending = sending;
        this.windows = windows;
    }

    @Override
    public long step(long now) {
        if (now - checkedAt >= CHECK_MICROS) {
            checkedAt = now;
            windows.giveUpLost(now);
        }
        for (int i = windows.waiting(); i > 0; i--) {
            fill(windows.next(), now);
        }
        return CHECK_MICROS;
    }

    private void fill(int sender, long now) {
        if (sending.isGone(sender)) {
            return;
        }
        int room = windows.room(sender, now);
        while (room > 0 && !sending.isBlocked(sender)) {
            room -= sending.send(sender, room, clock.micros());
        }
        if (room > 0) {
            windows.wait(sender);
        }
    }
}
