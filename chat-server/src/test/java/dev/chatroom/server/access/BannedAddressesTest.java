package dev.chatroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.access.AddressBans.Banning;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BannedAddressesTest {
    private static final String FAR_AWAY = "2001:dba::1";
    private final BannedAddresses banned = new BannedAddresses();

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, 10.1.2.4",
        "10.1.0.0/16, 10.1.255.255, 10.2.0.0",
        "10.1.16.0/20, 10.1.31.255, 10.1.32.0",
        "10.1.2.2/31, 10.1.2.3, 10.1.2.4",
        "0.0.0.0/0, 203.0.113.9, ::1",
        "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::1",
        "2001:db8::/33, 2001:db8:7fff::1, 2001:db8:8000::1",
        "2001:db8::7, 2001:db8::7, 2001:db8::8"
    })
    void aBanHoldsForItsAddressesAndNoOther(String ban, String inside, String outside) throws Exception {
        assertThat(banned.ban(ban, FAR_AWAY)).isEqualTo(Banning.DONE);

        assertThat(banned.isBanned(InetAddress.getByName(inside))).isTrue();
        assertThat(banned.isBanned(InetAddress.getByName(outside))).isFalse();
        assertThat(banned.banned()).containsExactly(ban);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.1.2", "10.1.2.3/33", "10.1.2.3/", "10.1.2.3/x", "::1/129", "*"})
    void whatIsNoAddressIsNotBanned(String text) {
        assertThat(banned.ban(text, FAR_AWAY)).isEqualTo(Banning.NO_ADDRESS);
        assertThat(banned.banned()).isEmpty();
    }

    @Test
    void aBanEnds() throws Exception {
        assertThat(banned.ban("10.0.0.0/8", FAR_AWAY)).isEqualTo(Banning.DONE);
        assertThat(banned.lift("10.0.0.0/8")).isTrue();

        assertThat(banned.lift("10.0.0.0/8")).isFalse();
        assertThat(banned.isBanned(InetAddress.getByName("10.1.2.3"))).isFalse();
    }

    @Test
    void theNumberOfBansIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(banned.ban("10.0.%d.%d".formatted(i / 250, i % 250), FAR_AWAY)).isEqualTo(Banning.DONE);
        }
        assertThat(banned.ban("10.9.9.9", FAR_AWAY)).isEqualTo(Banning.TOO_MANY);
    }

    @Test
    void oneNetworkIsOneBanHoweverItIsWritten() {
        assertThat(banned.ban("10.1.2.3/16", FAR_AWAY)).isEqualTo(Banning.DONE);
        assertThat(banned.ban("10.1.0.0/16", FAR_AWAY)).isEqualTo(Banning.DONE);
        assertThat(banned.ban("10.1.0.0/17", FAR_AWAY)).isEqualTo(Banning.DONE);
        assertThat(banned.banned()).containsExactly("10.1.0.0/17", "10.1.2.3/16");
        assertThat(banned.lift("::ffff:10.1.9.9/16")).isTrue();
        assertThat(banned.banned()).containsExactly("10.1.0.0/17");
        assertThat(banned.lift("nonsense")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "::ffff:192.0.2.7", "192.0.0.0/16", "0.0.0.0/0"})
    void nobodyBansTheirOwnAddress(String ban) {
        assertThat(banned.ban(ban, "192.0.2.7")).isEqualTo(Banning.OWN);
        assertThat(banned.banned()).isEmpty();
        assertThat(banned.takeAdded()).isFalse();
    }

    @Test
    void aNewBanIsToldOfOnce() {
        assertThat(banned.takeAdded()).isFalse();
        assertThat(banned.ban("10.1.2.3", FAR_AWAY)).isEqualTo(Banning.DONE);

        assertThat(banned.takeAdded()).isTrue();
        assertThat(banned.takeAdded()).isFalse();
    }

    @Test
    void bansAreKeptAndComeBack() {
        List<String> heard = new ArrayList<>();
        BannedAddresses kept = new BannedAddresses(
                List.of("10.0.0.1", "not an address"), (address, on) -> heard.add((on ? "+" : "-") + address));

        kept.ban("10.0.0.1", FAR_AWAY);
        kept.ban("10.0.0.0/24", FAR_AWAY);
        kept.ban("nowhere", FAR_AWAY);
        kept.lift("10.0.0.1/32");
        kept.lift("10.9.9.9");

        assertThat(heard).containsExactly("+10.0.0.0/24", "-10.0.0.1");
        assertThat(kept.banned()).containsExactly("10.0.0.0/24");
    }
}
