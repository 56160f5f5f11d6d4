package dev.chatroom.server.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** Bans of addresses and networks, a bounded number. For any thread. */
public final class BannedAddresses implements AddressBans {
    private static final int MOST = 1_000;

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
            Network network = Network.parse(address);
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
        Network network = Network.parse(address);
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
        Network network = Network.parse(address);
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

    /** Takes over what another server was told; the keeper knows. */
    public void take(String address, boolean banned) {
        changes.lock();
        try {
            Network network = Network.parse(address);
            if (!banned) {
                networks.remove(address);
            } else if (network != null && networks.size() < MOST && networks.put(address, network) == null) {
                added.set(true);
            }
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
}
