package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is true at the moment at which somebody reads that somebody was put out. */
class KickTest {
    private final House house = new House();
    private final AtomicReference<Runnable> whenReady = new AtomicReference<>(() -> {
    });

    private User somebody(String nickname) {
        return house.enter(nickname, () -> whenReady.get().run());
    }

    private static void readAll(User user) {
        List<String> unused = House.reads(user);
        assertThat(user.outbox().rest()).isTrue();
    }

    @Test
    void whoReadsOfBeingPutOutIsOut() {
        Membership ann = house.member("ann", "cats");
        User bob = somebody("bob");
        house.join(bob, "cats");
        readAll(bob);
        List<List<Membership>> seen = new ArrayList<>();
        whenReady.set(() -> seen.add(bob.memberships()));

        done(house.chat.moderation().kick(ann, bob, ""));

        assertThat(seen).containsExactly(List.of());
    }

    @Test
    void whoIsPutOutWhileComingInIsOut() {
        User ann = somebody("ann");
        Membership operator = house.join(ann, "cats");
        User bob = house.enter("bob");
        readAll(ann);
        whenReady.set(() -> {
            whenReady.set(() -> {
            });
            done(house.chat.moderation().kick(operator, bob, "too early"));
        });

        house.join(bob, "cats");

        assertThat(bob.memberships()).isEmpty();
        assertThat(House.reads(bob)).last().asString().endsWith("ann kicks bob (too early)");
    }
}
