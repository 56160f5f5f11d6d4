package dev.chatroom.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.Mask;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloakTest {
    private static final byte[] KEY =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    private final Cloak cloak = new Cloak(KEY);

    /** Computed with another implementation of HMAC and base32. Names outlive releases, or bans would end with them. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, rgsmfbe6.37cwia.4shdae.ip",
        "192.0.2.255, soe4f7yv.37cwia.4shdae.ip",
        "192.0.3.1, xyna52g5.vopdc6.4shdae.ip",
        "198.51.100.7, jbi3k5yg.xxugrx.f76q4o.ip",
        "2001:db8:0:1:0:0:0:1, rzuyffw6.3bk5be.edphh6.ip",
        "2001:db8:0:2:0:0:0:1, qd27ofth.3bk5be.edphh6.ip",
        "2001:db8:1:0:0:0:0:0, zmmdl5at.2ggvnf.edphh6.ip",
        "localhost, ozd6ij2w.host",
        "'', px5ehnzw.host",
    })
    void anAddressHasTheSameNameAlways(String address, String name) {
        assertThat(cloak.of(address)).isEqualTo(name);
    }

    @Test
    void oneIpv6NetworkOfTheSmallestSizeIsOnePerson() {
        assertThat(cloak.of("2001:db8:0:1:ffff:ffff:ffff:ffff")).isEqualTo(cloak.of("2001:db8:0:1::"));
        assertThat(cloak.of("fe80:0:0:0:1:2:3:4%eth0")).isEqualTo(cloak.of("fe80::1"));
    }

    @Test
    void ipv4WithinIpv6IsIpv4() {
        assertThat(cloak.of("::ffff:192.0.2.1")).isEqualTo(cloak.of("192.0.2.1"));
        assertThat(cloak.of("0:0:0:0:0:ffff:c000:201")).isEqualTo(cloak.of("192.0.2.1"));
    }

    @Test
    void aMaskStandsForANetwork() {
        String network = "*!*@*" + cloak.of("192.0.2.1").substring(8);
        assertThat(Mask.matches(network, "bob!b@" + cloak.of("192.0.2.77"))).isTrue();
        assertThat(Mask.matches(network, "bob!b@" + cloak.of("192.0.3.1"))).isFalse();
    }

    @Test
    void theSameBytesOfAnotherKindHaveAnotherName() {
        String ipv4 = cloak.of("32.1.13.184");
        assertThat(cloak.of("2001:db8::1")).doesNotContain(ipv4.substring(0, 6));
    }

    @Test
    void anotherKeyGivesAnotherName() {
        assertThat(Cloak.random().of("192.0.2.1")).isNotEqualTo(Cloak.random().of("192.0.2.1"));
        assertThat(Cloak.random().of("localhost")).isNotEqualTo(cloak.of("localhost"));
    }

    @Test
    void whoeverGaveTheKeyMayWipeIt() {
        byte[] key = KEY.clone();
        Cloak other = new Cloak(key);
        key[0] = 1;
        assertThat(other.of("192.0.2.1")).isEqualTo(cloak.of("192.0.2.1"));
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> new Cloak(new byte[15])).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Cloak(new byte[16]).of("")).isNotEmpty();
    }

    @Property
    void aNameIsAHostWhateverItHides(@ForAll String text) {
        assertThat(cloak.of(text)).hasSizeLessThan(64).matches("[a-z2-7]{8}(\\.[a-z2-7]{6}){0,2}\\.(ip|host)");
    }
}
