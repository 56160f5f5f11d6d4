package dev.chatroom.server.cluster.people;

import dev.chatroom.server.cluster.people.SharedMap.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The addresses from which nobody may connect to any node, in a map that all nodes share. What is changed here is written there until that
 * succeeds; the last to write decides. It knows no thread and no broker. Owned by the ledger's thread.
 */
final class SharedBans implements SharedMap.Listener {
    private final SharedMap map;
    private final long instance;
    private final Target target;
    private long numbers;

    /** The revisions of the bans that are there, by how they are written. */
    private final Map<String, Long> revisions = new HashMap<>();

    /** What is to be written: whether there is to be such a ban. */
    private final Map<String, Boolean> wanted = new HashMap<>();

    /** Those of which something is underway. */
    private final Set<String> busy = new HashSet<>();

    /** What has come since all began to be handed over; null if all has. */
    private @Nullable Set<String> come;

    private long newest;

    /** Null unless somebody waits for all to have been handed over. */
    private @Nullable Runnable whenComplete;

    /** Is told which bans hold. */
    @FunctionalInterface
    interface Target {
        /** Nobody may connect from there, or they may again. Idempotent. */
        void changed(String address, boolean banned);
    }

    SharedBans(SharedMap map, long instance, Target target) {
        this.map = map;
        this.instance = instance;
        this.target = target;
    }

    /** Is told, once, when all that was there has been handed over; to be said before that. */
    void whenComplete(Runnable told) {
        whenComplete = told;
    }

    /** Somebody here has banned an address, or ended its ban. */
    void change(String address, boolean banned) {
        wanted.put(address, banned);
        step(address);
    }

    /** To be called several times a second: goes on with what had no answer. */
    void tick() {
        List.copyOf(wanted.keySet()).forEach(this::step);
    }

    private void step(String address) {
        Boolean banned = wanted.get(address);
        if (banned == null || busy.contains(address)) {
            return;
        }
        Long revision = revisions.get(address);
        if (banned && revision == null) {
            busy.add(address);
            map.write(address, new WrittenValue(instance, ++numbers, 0, new byte[0]), SharedMap.NONE,
                    answer -> written(address, answer));
        } else if (!banned && revision != null) {
            busy.add(address);
            map.delete(address, revision, answer -> deleted(address, answer));
        } else {
            wanted.remove(address);
        }
    }

    private void written(String address, Answer answer) {
        busy.remove(address);
        if (answer instanceof Answer.Written(long revision)) {
            revisions.merge(address, revision, Math::max);
            step(address);
        }
    }

    private void deleted(String address, Answer answer) {
        busy.remove(address);
        if (answer instanceof Answer.Written) {
            revisions.remove(address);
            step(address);
        }
    }

    @Override
    public void begins(long greatest) {
        come = new HashSet<>();
        newest = greatest;
    }

    @Override
    public void put(String address, WrittenValue value, long revision) {
        if (come != null) {
            come.add(address);
        }
        revisions.merge(address, revision, Math::max);
        if (!wanted.containsKey(address)) {
            target.changed(address, true);
        }
    }

    @Override
    public void gone(String address, long revision) {
        Long known = revisions.get(address);
        if (known != null && known < revision) {
            revisions.remove(address);
            if (!wanted.containsKey(address)) {
                target.changed(address, false);
            }
        }
    }

    @Override
    public void complete() {
        Set<String> all = come;
        come = null;
        if (all != null) {
            List<String> gone = new ArrayList<>(revisions.keySet());
            gone.removeIf(address -> all.contains(address) || revisions.getOrDefault(address, 0L) > newest);
            gone.forEach(address -> gone(address, Long.MAX_VALUE));
        }
        Runnable told = whenComplete;
        whenComplete = null;
        if (told != null) {
            told.run();
        }
    }
}
