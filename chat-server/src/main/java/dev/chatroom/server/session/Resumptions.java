package dev.chatroom.server.session;

import dev.chatroom.core.Chat;
import dev.chatroom.core.User;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.pace.ServerClock;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The users whose clients may come back, by the secret with which they do. A secret is good for one return; the next comes with
 * it. For any thread.
 */
public final class Resumptions {
    /** Each keeps what a connection keeps, without counting as one. */
    private static final int MOST_DETACHED = 256;

    /** So many connections leave room for one more user without. */
    private static final int CONNECTIONS_PER_DETACHED = 8;

    private static final int MOST_DETACHED_PER_ADDRESS = 32;
    private static final int SECRET_BYTES = 18;

    private final Map<String, Resumption> bySecret = new ConcurrentHashMap<>();

    /** Those without a connection, and what counts as the address that they came from. */
    private final Map<Resumption, Object> detached = new ConcurrentHashMap<>();

    /** Held while a place is given, so that no more are given than there are. */
    private final ReentrantLock places = new ReentrantLock();

    private final SecureRandom random = new SecureRandom();
    private final Chat chat;
    private final WriterPool writers;
    private final ServerClock clock;
    private final Duration longest;
    private final int most;

    /**
     * Those of a chat, within {@link Limit#CATCH_UP_SECONDS}.
     *
     * @param connections how many connections there may be; 0 if that has no bound
     */
    public Resumptions(Chat chat, WriterPool writers, ServerClock clock, int connections) {
        this.most = connections == 0
                ? MOST_DETACHED
                : Math.clamp(connections / CONNECTIONS_PER_DETACHED, 1, MOST_DETACHED);
        this.chat = chat;
        this.writers = writers;
        this.clock = clock;
        this.longest = Duration.ofSeconds(chat.limits().of(Limit.CATCH_UP_SECONDS));
    }

    /** For a user who is about to arrive. */
    Resumption begin(InetAddress address) {
        return new Resumption(writers, address);
    }

    /** A new secret for a user; the one before is good for nothing any more. */
    String renew(Resumption user) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String before = user.secret();
        // Never without one, so that whoever ends all from an address finds the user.
        bySecret.put(secret, user);
        user.setSecret(secret);
        bySecret.remove(before);
        return secret;
    }

    /** Whose secret this is; null if nobody's. */
    @Nullable Resumption find(String secret) {
        return secret.isEmpty() ? null : bySecret.get(secret);
    }

    /**
     * Keeps a place for a user whose connection ends; false if there is none. If all are taken, the one who has been away longest
     * leaves, of the same address if that has too many, else of the one that has most.
     */
    boolean admit(Resumption user, CloseReason how) {
        if (longest.isZero()) {
            return false;
        }
        Object address = ConnectionLimits.key(user.origin());
        places.lock();
        try {
            // Whoever has come over another connection is about to be taken up, and gives the place back.
            boolean admitted = how == CloseReason.TAKEN_UP || isFree(address);
            if (admitted) {
                detached.put(user, address);
            }
            return admitted;
        } finally {
            places.unlock();
        }
    }

    private boolean isFree(Object address) {
        long same = detached.values().stream().filter(address::equals).count();
        if (same >= MOST_DETACHED_PER_ADDRESS) {
            return endLongestOf(address);
        }
        return detached.size() < most || endLongestOf(fullest());
    }

    /** The address that has most of them; the empty text if there are none. */
    private Object fullest() {
        Map<Object, Integer> count = new HashMap<>();
        detached.values().forEach(address -> count.merge(address, 1, Integer::sum));
        return count.entrySet().stream().max(Map.Entry.comparingByValue()).<Object>map(Map.Entry::getKey).orElse("");
    }

    /** False if there is none who could leave: those whose connection is just ending cannot yet. */
    private boolean endLongestOf(Object address) {
        return detached.entrySet().stream()
                .filter(entry -> entry.getValue().equals(address))
                .map(Map.Entry::getKey)
                .min(Comparator.comparingLong(Resumption::detachedAt))
                .filter(this::end)
                .isPresent();
    }

    /** How many users have no connection. */
    int absent() {
        return detached.size();
    }

    /** The connection of a user has ended, for whom there is a place. */
    void detach(Resumption user, CloseReason how) {
        Duration most = how.longestAway();
        user.detach(clock.now(), most.compareTo(longest) < 0 ? most : longest, how.reason());
    }

    /** Takes a user for a new connection; null if another was faster, or the user has left or been put out. */
    @Nullable User claim(Resumption returning) {
        User back = returning.claim();
        if (back != null && chat.user(back.id()).isEmpty()) {
            forget(returning);
            return null;
        }
        if (back != null) {
            detached.remove(returning);
        }
        return back;
    }

    /** The user has left. */
    void forget(Resumption user) {
        if (user.end()) {
            detached.remove(user);
            bySecret.remove(user.secret());
        }
    }

    /** Lets those leave whose time is up, and forgets those who have been put out. Called by the sweeper. */
    public void sweep() {
        long now = clock.now();
        for (Resumption each : detached.keySet()) {
            User user = each.user();
            if (each.isLate(now) || user == null || chat.user(user.id()).isEmpty()) {
                boolean unused = end(each);
            }
        }
    }

    /** Ends those who came from there last. */
    public void endFrom(Predicate<InetAddress> addresses) {
        for (Resumption each : bySecret.values()) {
            if (addresses.test(each.origin())) {
                boolean unused = each.endConnection(CloseReason.BANNED, new Notice.AddressBanned()) || end(each);
            }
        }
    }

    /**
     * Lets a user without a connection leave whose name somebody from the same address wants: that is most likely the same person.
     *
     * @param key the name, folded
     * @return whether there was one
     */
    public boolean yieldName(String key, String address) {
        for (Resumption each : detached.keySet()) {
            User user = each.user();
            if (user != null && user.nickname().key().equals(key) && user.address().equals(address)
                    && each.claim() != null) {
                leave(each, user);
                return true;
            }
        }
        return false;
    }

    /** Has a user leave soon, whose place is free at once; false if that cannot be now. */
    private boolean end(Resumption each) {
        User user = each.claim();
        if (user != null) {
            detached.remove(each);
            writers.executeBackground(() -> leave(each, user));
        }
        return user != null;
    }

    private void leave(Resumption each, User user) {
        chat.takeOut(user, each.reason());
        user.outbox().close();
        forget(each);
    }
}
