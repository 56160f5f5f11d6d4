package dev.chatroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.Chat;
import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.text.Mask;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloakTest {
    private static final byte[] KEY =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    private final Cloak cloak = Cloak.of(KEY);

    /** Computed with another implementation of HMAC and base32. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, rgsmfb.37cwi.4shdae.ip",
        "192.0.2.255, soe4f7.37cwi.4shdae.ip",
        "192.0.3.1, xyna52.vopdc.4shdae.ip",
        "198.51.100.7, jbi3k5.xxugr.f76q4o.ip",
        "2001:db8:0:1:0:0:0:1, rzuyff.3bk5b.edphh6.ip",
        "2001:db8:0:2:0:0:0:1, qd27of.3bk5b.edphh6.ip",
        "2001:db8:1:0:0:0:0:0, zmmdl5.2ggvn.edphh6.ip",
        "localhost, ozd6ij.host",
        "'', px5ehn.host",
    })
    void anAddressHasTheSameNameAlways(String address, String name) {
        assertThat(cloak.addressPart(address)).isEqualTo(name);
    }

    /** Computed likewise. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, bob, e7zmm+, xfyyvb.rgsmfb.37cwi.4shdae.ip",
        "192.0.2.1, BOB, e7zmm+, xfyyvb.rgsmfb.37cwi.4shdae.ip",
        "192.0.2.1, Zoë, amtla+, otu7i4.rgsmfb.37cwi.4shdae.ip",
        "192.0.2.2, bob, ytlzb+, ra6ghq.32u5sv.37cwi.4shdae.ip",
    })
    void aPersonIsKnownByAddressAndNickname(String address, String nickname, String username, String host) {
        assertThat(profile(address, nickname)).isEqualTo(new Profile(username, "", host));
    }

    private Profile profile(String address, String nickname) {
        try (Chat chat = Chat.open()) {
            User user = chat.enter(address, cloak.ofNewcomer(address), () -> {
            });
            return cloak.of(user, chat.rename(user, nickname).orThrow());
        }
    }

    @Test
    void masksOfClientsStandForOnePersonOrTheAddress() {
        Profile bob = profile("192.0.2.1", "bob");
        String author = "bob!" + bob.username() + "@" + bob.host();
        Profile cid = profile("192.0.2.1", "cid");
        String sameAddress = "cid!" + cid.username() + "@" + cid.host();
        Profile dan = profile("192.0.2.2", "dan");
        String sameNetwork = "dan!" + dan.username() + "@" + dan.host();
        String withoutLabel = bob.host().substring(bob.host().indexOf('.'));

        for (String one : List.of("*!*" + bob.username() + "@*" + withoutLabel, "*!*@" + bob.host(),
                "*!" + bob.username() + "@" + bob.host())) {
            assertThat(List.of(author, sameAddress, sameNetwork)).as(one)
                    .filteredOn(somebody -> Mask.matches(one, somebody)).containsExactly(author);
        }
        String address = "*!*@*" + withoutLabel;
        assertThat(List.of(author, sameAddress, sameNetwork))
                .filteredOn(somebody -> Mask.matches(address, somebody)).containsExactly(author, sameAddress);
        String network = "*!*@*" + withoutLabel.substring(withoutLabel.indexOf('.', 1));
        assertThat(List.of(author, sameAddress, sameNetwork)).allMatch(somebody -> Mask.matches(network, somebody));
    }

    @Test
    void oneIpv6NetworkOfTheSmallestSizeIsOnePerson() {
        assertThat(cloak.addressPart("2001:db8:0:1:ffff:ffff:ffff:ffff"))
                .isEqualTo(cloak.addressPart("2001:db8:0:1::"));
        assertThat(cloak.addressPart("fe80:0:0:0:1:2:3:4%eth0")).isEqualTo(cloak.addressPart("fe80::1"));
    }

    @Test
    void ipv4WithinIpv6IsIpv4() {
        assertThat(cloak.addressPart("::ffff:192.0.2.1")).isEqualTo(cloak.addressPart("192.0.2.1"));
        assertThat(cloak.addressPart("0:0:0:0:0:ffff:c000:201")).isEqualTo(cloak.addressPart("192.0.2.1"));
    }

    @Test
    void theSameBytesOfAnotherKindHaveAnotherName() {
        String ipv4 = cloak.addressPart("32.1.13.184");
        assertThat(cloak.addressPart("2001:db8::1")).doesNotContain(ipv4.substring(0, 6));
    }

    @Test
    void anotherKeyGivesAnotherName() {
        assertThat(Cloak.random().addressPart("192.0.2.1")).isNotEqualTo(Cloak.random().addressPart("192.0.2.1"));
        assertThat(Cloak.random().addressPart("localhost")).isNotEqualTo(cloak.addressPart("localhost"));
    }

    @Test
    void whoeverGaveTheKeyMayWipeIt() {
        byte[] key = KEY.clone();
        Cloak other = Cloak.of(key);
        key[0] = 1;
        assertThat(other.addressPart("192.0.2.1")).isEqualTo(cloak.addressPart("192.0.2.1"));
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> Cloak.of(new byte[15])).isInstanceOf(IllegalArgumentException.class);
        assertThat(Cloak.of(new byte[16]).addressPart("")).isNotEmpty();
    }

    @Property
    void aNameIsAHostWhateverItHides(@ForAll String text) {
        assertThat(cloak.addressPart(text)).hasSizeLessThan(57)
                .matches("[a-z2-7]{6}(\\.[a-z2-7]{5}\\.[a-z2-7]{6}\\.ip|\\.host)");
    }
}
