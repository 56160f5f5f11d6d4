package dev.chatroom.server.access;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bans of addresses and networks, a bounded number. Networks are written as in {@code
 * 10.1.0.0/16} (RFC 4632 section 3.1). For any thread.
 */
public final class BannedAddresses implements AddressBans {
    private static final int MOST = 1_000;

    /** A network, or one address if all bits count. */
    private static final class Network {
        private final byte[] address;
        private final int bits;

        Network(byte[] address, int bits) {
            this.address = address;
            this.bits = bits;
        }

        /** Whether it is the same one, however both were written. */
        boolean isSame(Network other) {
            return bits == other.bits && contains(other.address);
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / 8;
            if (Arrays.mismatch(address, 0, whole, other, 0, whole) >= 0) {
                return false;
            }
            int rest = bits % 8;
            int differing = rest == 0 ? 0 : (address[whole] ^ other[whole]) & 0xFF;
            return differing >>> (8 - rest) == 0;
        }
    }

    /** Is told of each change, so that bans may outlive the server. Quick. */
    public interface Keeper {
        /** Nothing is kept. */
        Keeper NONE = (address, banned) -> {
        };

        /** An address or a network is banned from now on, or is not any more. */
        void changed(String address, boolean banned);
    }

    private final Keeper keeper;

    /** Held while something is changed, so that the keeper hears of changes in their order. */
    private final ReentrantLock changes = new ReentrantLock();

    /** By how they were written. */
    private final Map<String, Network> networks = new ConcurrentSkipListMap<>();

    private final AtomicBoolean added = new AtomicBoolean();

    /** Without any, and for as long as the server runs. */
    public BannedAddresses() {
        this(List.of(), Keeper.NONE);
    }

    /**
     * With those that were kept.
     *
     * @param kept as the keeper was told of them; what is no address is left out
     */
    public BannedAddresses(List<String> kept, Keeper keeper) {
        this.keeper = keeper;
        for (String address : kept) {
            Network network = parse(address);
            if (network != null && networks.size() < MOST) {
                networks.put(address, network);
            }
        }
    }

    @Override
    public Banning ban(String address, String own) {
        changes.lock();
        try {
            return add(address, own);
        } finally {
            changes.unlock();
        }
    }

    private Banning add(String address, String own) {
        Network network = parse(address);
        if (network == null) {
            return Banning.NO_ADDRESS;
        } else if (network.contains(AddressText.bytes(own))) {
            return Banning.OWN;
        } else if (networks.values().stream().anyMatch(network::isSame)) {
            return Banning.DONE;
        } else if (networks.size() >= MOST) {
            return Banning.TOO_MANY;
        }
        networks.put(address, network);
        added.set(true);
        keeper.changed(address, true);
        return Banning.DONE;
    }

    @Override
    public boolean lift(String address) {
        Network network = parse(address);
        if (network == null) {
            return false;
        }
        changes.lock();
        try {
            List<String> same = networks.entrySet().stream()
                    .filter(ban -> ban.getValue().isSame(network))
                    .map(Map.Entry::getKey)
                    .toList();
            for (String ban : same) {
                networks.remove(ban);
                keeper.changed(ban, false);
            }
            return !same.isEmpty();
        } finally {
            changes.unlock();
        }
    }

    @Override
    public List<String> banned() {
        return List.copyOf(networks.keySet());
    }

    /** Whether connections from there are banned. */
    public boolean isBanned(InetAddress address) {
        if (networks.isEmpty()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return networks.values().stream().anyMatch(network -> network.contains(bytes));
    }

    /** Whether there is a ban that there was not when this was asked last. */
    public boolean takeAdded() {
        return added.getAndSet(false);
    }

    /** Null if it is no address; names are not looked up. */
    private static @Nullable Network parse(String written) {
        int slash = written.indexOf('/');
        byte[] address = AddressText.bytes(slash < 0 ? written : written.substring(0, slash));
        int all = 8 * address.length;
        if (all == 0) {
            return null;
        }
        if (slash < 0) {
            return new Network(address, all);
        }
        String bits = written.substring(slash + 1);
        return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= all
                ? new Network(address, Integer.parseInt(bits))
                : null;
    }
}
