package dev.chatroom.server.session;

import dev.chatroom.core.Chat;
import dev.chatroom.core.User;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.pace.ServerClock;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<Resumption, String> secrets = new ConcurrentHashMap<>();

    /** Those without a connection, and where they had one. */
    private final Map<Resumption, InetAddress> detached = new ConcurrentHashMap<>();

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
    Resumption begin() {
        return new Resumption(writers);
    }

    /** A new secret for a user; the one before is good for nothing any more. */
    String renew(Resumption user) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String before = secrets.put(user, secret);
        if (before != null) {
            bySecret.remove(before);
        }
        bySecret.put(secret, user);
        return secret;
    }

    /** Whose secret this is; null if nobody's. */
    @Nullable Resumption find(String secret) {
        return secret.isEmpty() ? null : bySecret.get(secret);
    }

    /** Keeps a place for a user whose connection ends; false if there is none. */
    boolean admit(Resumption user, InetAddress address) {
        if (longest.isZero() || detached.size() >= most) {
            return false;
        }
        long same = detached.values().stream().filter(address::equals).count();
        return same < MOST_DETACHED_PER_ADDRESS && detached.put(user, address) == null;
    }

    /** The connection of a user has ended, for whom there is a place. */
    void detach(Resumption user, CloseReason how) {
        Duration most = how.longestAway();
        user.detach(clock.now(), most.compareTo(longest) < 0 ? most : longest, how.reason());
    }

    /** A user is back. */
    void back(Resumption user) {
        detached.remove(user);
    }

    /** The user has left. */
    void forget(Resumption user) {
        if (user.end()) {
            detached.remove(user);
            String secret = secrets.remove(user);
            if (secret != null) {
                bySecret.remove(secret);
            }
        }
    }

    /** Lets those leave whose time is up, and forgets those who have been put out. Called by the sweeper. */
    public void sweep() {
        long now = clock.now();
        for (Resumption each : detached.keySet()) {
            User user = each.user();
            if (each.isLate(now) || user == null || chat.user(user.id()).isEmpty()) {
                end(each);
            }
        }
    }

    /** Lets those leave who came from there. */
    public void endFrom(Predicate<InetAddress> addresses) {
        detached.forEach((each, address) -> {
            if (addresses.test(address)) {
                end(each);
            }
        });
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

    private void end(Resumption each) {
        User user = each.claim();
        if (user != null) {
            writers.executeBackground(() -> leave(each, user));
        }
    }

    private void leave(Resumption each, User user) {
        chat.takeOut(user, each.reason());
        user.outbox().close();
        forget(each);
    }
}
