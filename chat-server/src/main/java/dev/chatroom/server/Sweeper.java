package dev.chatroom.server;

import dev.chatroom.server.access.BannedAddresses;
import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.session.CloseReason;
import dev.chatroom.server.session.ServerResources;
import dev.chatroom.server.session.Session;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks about once a second at all that has a time to end, so that no thread waits with a timeout for that. Runs on the server's timer. */
final class Sweeper {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");
    private static final int SWEEPS_PER_REPORT = 60;

    private final ServerResources resources;
    private final SessionRegistry sessions;
    private final BannedAddresses banned;
    private final ConnectionLimits limits;
    private final Listeners listeners;
    private final OutageWatch outage;

    /** Owned by the timer's thread. */
    private int sweeps;

    Sweeper(
            ServerResources resources, SessionRegistry sessions, BannedAddresses banned, ConnectionLimits limits,
            Listeners listeners) {
        this.resources = resources;
        this.sessions = sessions;
        this.banned = banned;
        this.limits = limits;
        this.listeners = listeners;
        this.outage = new OutageWatch(resources.clock());
    }

    /** Begins, until the timer is shut down. */
    void start() {
        long beat = resources.clock().interval().toMillis();
        ScheduledFuture<?> unused =
                resources.timer().scheduleWithFixedDelay(this::sweep, beat, beat, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            resources.clock().beat();
            sessions.forEach(Session::sweep);
            resources.resumptions().sweep();
            resources.work().sweep();
            outage.look(resources.chat().isCutOff())
                    .ifPresent(notice -> sessions.forEach(session -> session.tell(notice)));
            if (banned.takeAdded()) {
                endBanned();
            }
            sweeps++;
            if (sweeps % SWEEPS_PER_REPORT == 0) {
                reportRefused();
            }
        } catch (RuntimeException fault) {
            // The timer would otherwise never call again, and nobody would be swept out any more.
            LOG.log(Level.ERROR, "sweeping met a fault", fault);
        }
    }

    private void endBanned() {
        sessions.forEachFrom(banned::isBanned, session -> session.end(CloseReason.BANNED, new Notice.AddressBanned()));
        resources.resumptions().endFrom(banned::isBanned);
    }

    private void reportRefused() {
        long refused = listeners.takeRefused() + limits.takeRefused();
        if (refused > 0) {
            LOG.log(Level.WARNING,
                    "turned away {0} in the last minute: banned, or too many in all or from one address",
                    refused == 1 ? "1 connection" : "%,d connections".formatted(refused));
        }
    }
}
