package dev.chatroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 00000000",
        "192.0.2.255, c00002ff",
        "::ffff:192.0.2.1, c0000201",
        "0:0:0:0:0:ffff:c000:201, c0000201",
        "::ffff:0:0, 00000000",
        "0:0:0:0:0:0:0:1, 00000000000000000000000000000001",
        "2001:db8:0:0:0:0:0:aBcD, 20010db800000000000000000000abcd",
        "fe80:0:0:0:1:2:3:4%eth0, fe800000000000000001000200030004",
        "fe80::1%2, fe800000000000000000000000000001",
        "::, 00000000000000000000000000000000",
        "::1, 00000000000000000000000000000001",
        "1::, 00010000000000000000000000000000",
        "1:2::7:8, 00010002000000000000000000070008",
        "1:2:3:4:5:6:7::, 00010002000300040005000600070000",
        "::2:3:4:5:6:7:8, 00000002000300040005000600070008",
        "::192.0.2.1, 000000000000000000000000c0000201",
        "64:ff9b::192.0.2.1, 0064ff9b0000000000000000c0000201",
        "1:2:3:4:5:6:192.0.2.1, 000100020003000400050006c0000201",
    })
    void readsAddresses(String text, String bytes) {
        assertThat(HexFormat.of().formatHex(AddressText.bytes(text))).isEqualTo(bytes);
        assertThat(AddressText.parse(text).map(InetAddress::getAddress)).contains(HexFormat.of().parseHex(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1.2.3.256", "1.2.3.-4",
        "1.2.3.04", "1.2.3.0004", "1.2.3.4 ", "١.2.3.4", "a.b.c.d", "1.2.3.4%eth0", ":", ":::", "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9", "1:2:3:4::5:6:7:8", "1::2::3", "1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:12345",
        "1:2:3:4:5:6:7:g", "1:2:3:4:5:6:7:-1", "::1.2.3", "1.2.3.4::", "::1.2.3.4:1", "1:2:3:4:5:6:7:1.2.3.4",
        "::٣", "%", "%::1"})
    void anythingElseIsNoAddress(String text) {
        assertThat(AddressText.bytes(text)).isEmpty();
    }

    @Test
    void veryLongTextIsNoAddress() {
        assertThat(AddressText.bytes("1:".repeat(100_000) + "1")).isEmpty();
        assertThat(AddressText.bytes("1.".repeat(100_000) + "1")).isEmpty();
    }

    @Property
    void readsWhatTheJdkWritesOfIpv4(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
        assertThat(AddressText.bytes(InetAddress.getByAddress(bytes).getHostAddress())).isEqualTo(bytes);
    }

    @Property
    void readsWhatTheJdkWritesOfIpv6(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        assertThat(AddressText.bytes(address.getHostAddress())).isEqualTo(address.getAddress());
    }
}
