package dev.chatroom.server.cluster.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Bans of two nodes over a map that loses answers, and that each of them reads later. */
class SharedBansTest {
    private final Shared shared = new Shared();
    private final Node a = new Node(1);
    private final Node b = new Node(2);

    /** What the map has, and what has yet to be told. */
    private static final class Shared {
        private final Map<String, Long> revisions = new HashMap<>();
        private long last;
        private boolean lost;
        private boolean late;
    }

    private final class Node implements SharedMap {
        private final TreeSet<String> banned = new TreeSet<>();
        private final List<Runnable> news = new ArrayList<>();
        private final SharedBans bans;

        Node(long instance) {
            bans = new SharedBans(this, instance, (address, now) -> {
                if (now) {
                    banned.add(address);
                } else {
                    banned.remove(address);
                }
            });
        }

        /** Somebody here does it, and it holds here at once. */
        void change(String address, boolean now) {
            if (now) {
                banned.add(address);
            } else {
                banned.remove(address);
            }
            bans.change(address, now);
        }

        @Override
        public void write(String key, WrittenValue value, long after, Consumer<Answer> answer) {
            if (shared.lost) {
                answer.accept(new Answer.Unknown());
            } else if (shared.revisions.getOrDefault(key, NONE) != after) {
                answer.accept(new Answer.Changed());
            } else {
                long revision = ++shared.last;
                shared.revisions.put(key, revision);
                tellAll(node -> node.bans.put(key, value, revision));
                answer.accept(shared.late ? new Answer.Unknown() : new Answer.Written(revision));
            }
        }

        @Override
        public void delete(String key, long after, Consumer<Answer> answer) {
            if (shared.lost) {
                answer.accept(new Answer.Unknown());
            } else if (shared.revisions.getOrDefault(key, NONE) != after) {
                answer.accept(new Answer.Changed());
            } else {
                long revision = ++shared.last;
                shared.revisions.remove(key);
                tellAll(node -> node.bans.gone(key, revision));
                answer.accept(shared.late ? new Answer.Unknown() : new Answer.Written(after));
            }
        }

        @Override
        public void read(String key, Consumer<Reading> answer) {
            answer.accept(new Reading.Unknown());
        }
    }

    private void tellAll(Consumer<Node> told) {
        a.news.add(() -> told.accept(a));
        b.news.add(() -> told.accept(b));
    }

    private void settle() {
        for (int i = 0; i < 5; i++) {
            for (Node node : List.of(a, b)) {
                List<Runnable> now = List.copyOf(node.news);
                node.news.clear();
                now.forEach(Runnable::run);
                node.bans.tick();
            }
        }
    }

    @Test
    void whatIsBannedAtOneIsBannedAtBoth() {
        a.change("192.0.2.1", true);
        settle();
        assertThat(b.banned).containsExactly("192.0.2.1");
        b.change("192.0.2.1", false);
        settle();
        assertThat(a.banned).isEmpty();
    }

    @Test
    void whatCannotBeWrittenNowIsWrittenLater() {
        shared.lost = true;
        a.change("192.0.2.1", true);
        a.change("192.0.2.2", true);
        a.change("192.0.2.2", false);
        settle();
        assertThat(a.banned).containsExactly("192.0.2.1");
        shared.lost = false;
        settle();
        assertThat(b.banned).containsExactly("192.0.2.1");
        assertThat(shared.revisions).containsOnlyKeys("192.0.2.1");
    }

    @Test
    void anAnswerThatIsLostChangesNothing() {
        shared.late = true;
        a.change("192.0.2.1", true);
        settle();
        b.change("192.0.2.1", false);
        settle();
        assertThat(a.banned).isEmpty();
        assertThat(b.banned).isEmpty();
        assertThat(shared.revisions).isEmpty();
    }

    @Test
    void twoWhoChangeOneBanAtOnceAgreeInTheEnd() {
        a.change("192.0.2.1", true);
        settle();
        b.change("192.0.2.1", false);
        a.change("192.0.2.1", true);
        settle();
        assertThat(a.banned).isEqualTo(b.banned);
        assertThat(a.banned).isEqualTo(new TreeSet<>(shared.revisions.keySet()));
    }

    @Test
    void whatWasLiftedWhileNothingWasToldIsLifted() {
        a.change("192.0.2.1", true);
        settle();
        a.bans.begins(shared.last + 1);
        a.bans.complete();
        assertThat(a.banned).isEmpty();
    }
}
