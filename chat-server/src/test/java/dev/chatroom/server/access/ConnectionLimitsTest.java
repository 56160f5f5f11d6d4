package dev.chatroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionLimitsTest {
    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    @Test
    void thereAreOnlySoManyInAll() {
        ConnectionLimits limits = new ConnectionLimits(2, 0);
        assertThat(limits.enter(address("192.0.2.1"))).isNull();
        assertThat(limits.enter(address("192.0.2.2"))).isNull();
        assertThat(limits.enter(address("192.0.2.3"))).isEqualTo(new ConnectionLimits.ServerFull(2));
        limits.leave(address("192.0.2.1"));
        assertThat(limits.enter(address("192.0.2.3"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "::ffff:192.0.2.1, 192.0.2.1, true",
        "2001:db8::1, 192.0.2.1, false"
    })
    void anIpv6NetworkOf64BitsIsOneAddress(String one, String other, boolean same) {
        ConnectionLimits limits = new ConnectionLimits(0, 1);
        assertThat(limits.enter(address(one))).isNull();
        assertThat(limits.enter(address(other))).isEqualTo(same ? new ConnectionLimits.AddressFull(1) : null);
    }

    @Test
    void whoIsRefusedIsNotCounted() {
        ConnectionLimits limits = new ConnectionLimits(2, 1);
        InetAddress crowded = address("192.0.2.1");
        assertThat(limits.enter(crowded)).isNull();
        for (int i = 0; i < 100; i++) {
            assertThat(limits.enter(crowded)).isEqualTo(new ConnectionLimits.AddressFull(1));
        }
        assertThat(limits.enter(address("192.0.2.2"))).isNull();
        limits.leave(crowded);
        assertThat(limits.enter(crowded)).isNull();
    }

    @Test
    void aPlaceOfAnAddressMayBeTakenLater() {
        ConnectionLimits limits = new ConnectionLimits(2, 1);
        InetAddress named = address("192.0.2.1");
        assertThat(limits.enterUnnamed()).isNull();
        assertThat(limits.enterUnnamed()).isNull();
        assertThat(limits.enterUnnamed()).isEqualTo(new ConnectionLimits.ServerFull(2));
        assertThat(limits.takePlace(named)).isNull();
        assertThat(limits.takePlace(named)).isEqualTo(new ConnectionLimits.AddressFull(1));
        assertThat(limits.takeRefused()).isEqualTo(1);
        assertThat(limits.takeRefused()).isZero();

        limits.giveBack(named);
        limits.leaveUnnamed();

        assertThat(limits.enter(named)).isNull();
    }

    @Test
    void zeroIsNoLimit() {
        ConnectionLimits limits = new ConnectionLimits(0, 0);
        for (int i = 0; i < 1_000; i++) {
            assertThat(limits.enter(address("192.0.2.1"))).isNull();
        }
    }

    @Test
    void manyWhoComeAtOnceAreCountedEach() throws Exception {
        ConnectionLimits limits = new ConnectionLimits(0, 50);
        AtomicInteger entered = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                if (limits.enter(address("192.0.2.1")) == null) {
                    entered.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(entered).hasValue(50);
    }
}
