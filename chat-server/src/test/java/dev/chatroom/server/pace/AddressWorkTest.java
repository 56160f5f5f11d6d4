package dev.chatroom.server.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class AddressWorkTest {
    private final WorkLimits limits = new WorkLimits(50, 1_000, 1, InstantSource.system());
    private final AddressWork first = limits.enter("first").address();
    private final AddressWork second = limits.enter("second").address();
    private final List<String> order = new CopyOnWriteArrayList<>();

    @Test
    void longTurnsOfSeveralAddressesFollowOneAnother() throws Exception {
        first.beginLongTurn();
        Thread other = Thread.ofVirtual().start(() -> {
            second.beginLongTurn();
            order.add("second");
            second.endLongTurn();
        });
        awaitWaiting(other);
        order.add("first");
        first.endLongTurn();
        other.join();

        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void anAddressWithManyConnectionsHasNoMoreLongTurnsThanOneWithFew() throws Exception {
        first.beginLongTurn();
        List<Thread> many = List.of(waiting(first, "first"), waiting(first, "first"), waiting(first, "first"));
        Thread few = waiting(second, "second");
        first.endLongTurn();
        for (Thread one : many) {
            one.join();
        }
        few.join();

        assertThat(order).first().isEqualTo("second");
    }

    @Test
    void aShortTurnDoesNotWaitForALongOneOfAnotherAddress() {
        first.beginLongTurn();
        second.beginTurn();
        second.endTurn();
        first.endLongTurn();

        first.beginTurn();
        first.endTurn();
    }

    @Test
    void anAddressWhereSomebodyHasJustBrowsedIsRememberedWithoutAConnection() {
        first.markBrowsed();
        limits.leave("first");
        limits.leave("second");
        limits.sweep();

        assertThat(limits.enter("first").address()).isSameAs(first);
        assertThat(limits.enter("second").address()).isNotSameAs(second);
    }

    @Test
    void noMoreThanTenThousandAddressesAreRememberedForThat() {
        for (int address = 0; address < 10_100; address++) {
            limits.enter(address).address().markBrowsed();
            limits.leave(address);
        }

        assertThat(limits.addresses()).isBetween(10_000, 10_010);
    }

    private Thread waiting(AddressWork address, String name) {
        Thread one = Thread.ofVirtual().start(() -> {
            address.beginLongTurn();
            order.add(name);
            address.endLongTurn();
        });
        awaitWaiting(one);
        return one;
    }

    private static void awaitWaiting(Thread other) {
        while (other.getState() != Thread.State.WAITING && other.isAlive()) {
            Thread.onSpinWait();
        }
    }
}
