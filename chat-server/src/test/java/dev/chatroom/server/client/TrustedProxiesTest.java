package dev.chatroom.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.access.AddressText;
import dev.chatroom.server.access.Network;
import dev.chatroom.server.http.RequestHead;
import dev.chatroom.server.http.Target;
import java.net.InetAddress;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For whom proxies at 127.0.0.1, in 10.0.0.0/8 and in 2001:db8:ff::/48 say that they ask; the one that asks is at 127.0.0.1. */
class TrustedProxiesTest {
    private static final String CLIENT = "203.0.113.5";

    private final TrustedProxies proxies = new TrustedProxies(
            Stream.of("127.0.0.1", "10.0.0.0/8", "2001:db8:ff::/48").map(Network::parse).toList());

    private static InetAddress address(String text) {
        return AddressText.parse(text).orElseThrow();
    }

    private Forwarding of(Map<String, String> fields) {
        RequestHead head =
                new RequestHead("GET", new Target(List.of(""), Map.of()), true, "127.0.0.1:2020", fields, 0);
        return proxies.of(head, address("127.0.0.1"));
    }

    /** The client's address, or {@code malformed}. */
    private String client(Map<String, String> fields) {
        return switch (of(fields)) {
            case Forwarding.Told told -> told.client().getHostAddress();
            case Forwarding.Malformed malformed -> "malformed";
        };
    }

    @Test
    void aProxyThatSaysNothingAsksForItself() {
        assertThat(of(Map.of())).isEqualTo(new Forwarding.Told(address("127.0.0.1"), "", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "203.0.113.5 | 203.0.113.5",
        "203.0.113.5:4711 | 203.0.113.5",
        "2001:db8::7 | 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7] | 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
        "2001:db8::7:4711 | 2001:db8:0:0:0:0:7:4711",
        "::ffff:203.0.113.5 | 203.0.113.5",
        // What stands before the last that is no proxy, the client can have written.
        "198.51.100.1, 203.0.113.5 | 203.0.113.5",
        "10.1.2.3, 127.0.0.1, 203.0.113.5 | 203.0.113.5",
        "<script>, \", 203.0.113.5 | 203.0.113.5",
        "203.0.113.5, 10.1.2.3 | 203.0.113.5",
        "198.51.100.1, 203.0.113.5, 10.1.2.3,2001:db8:ff::1 | 203.0.113.5",
        ", 203.0.113.5, , | 203.0.113.5",
        "10.1.2.3, 10.1.2.4 | 10.1.2.3",
        "unknown | 127.0.0.1",
        "203.0.113.5, unknown | 127.0.0.1",
        "203.0.113.5, _hidden, 10.1.2.3 | 10.1.2.3",
        "client.example | malformed",
        "203.0.113.5, client.example | malformed",
        "203.0.113.5, client.example, 10.1.2.3 | malformed",
        "203.0.113.256 | malformed", "010.1.2.3 | malformed", "203.0.113.5:x | malformed",
        "203.0.113.5:123456 | malformed", "[203.0.113.5] | malformed", "[2001:db8::7 | malformed",
        "2001:db8::7::1 | malformed", "203.0.113.5 198.51.100.1 | malformed", "\"203.0.113.5\" | malformed"
    })
    void xForwardedForNamesTheClient(String field, String client) {
        assertThat(client(Map.of("x-forwarded-for", field))).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "for=203.0.113.5 | 203.0.113.5",
        "FOR=203.0.113.5;Proto=https;BY=10.0.0.1 | 203.0.113.5",
        "proto=https; for=203.0.113.5 ;by=_x | 203.0.113.5",
        "for=\"203.0.113.5:4711\" | 203.0.113.5",
        "for=203.0.113.5:4711 | 203.0.113.5",
        "for=\"\\203.0.113.5\" | 203.0.113.5",
        "for=\"[2001:db8::7]:4711\" | 2001:db8:0:0:0:0:0:7",
        "for=\"[2001:db8::7]:_port\" | 2001:db8:0:0:0:0:0:7",
        "for=[2001:db8::7] | 2001:db8:0:0:0:0:0:7",
        "for=198.51.100.1, for=203.0.113.5 | 203.0.113.5",
        "for=198.51.100.1;x=\", for=192.0.2.1\", for=203.0.113.5, for=10.1.2.3 | 203.0.113.5",
        "for=nonsense, for=203.0.113.5 | 203.0.113.5",
        ", ;for=203.0.113.5;, | 203.0.113.5",
        "for=_hidden | 127.0.0.1", "for=\"_hidden:_port\" | 127.0.0.1", "for=Unknown | 127.0.0.1",
        "for=203.0.113.5, for=_hidden | 127.0.0.1",
        "for=203.0.113.5, proto=https | 127.0.0.1",
        "for=203.0.113.5, for=_hidden, for=10.1.2.3 | 10.1.2.3",
        "for | malformed", "for= | malformed", "=203.0.113.5 | malformed", "203.0.113.5 | malformed",
        "for=\"203.0.113.5 | malformed", "for=\"203.0.113.5\\ | malformed", "for=\"203.0.113.5\"x | malformed",
        "for=203.0.113.5;for=198.51.100.1 | malformed", "for=203.0.113.5;FOR=203.0.113.5 | malformed",
        "for =203.0.113.5 | malformed", "for=203.0.113.5 x | malformed", "for=\"\" | 127.0.0.1",
        // Without brackets the end could be its port.
        "for=\"2001:db8::7:4711\" | malformed", "for=2001:db8::7 | malformed",
        "for=_ | malformed", "for=\"_a b\" | malformed",
        "for=\"_x, for=203.0.113.5 | malformed",
        "x=\", for=\"[2001:db8::7]:4711\" | malformed"
    })
    void forwardedNamesTheClient(String field, String client) {
        assertThat(client(Map.of("forwarded", field))).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "for=203.0.113.5 | 203.0.113.5 | 203.0.113.5",
        "for=203.0.113.5, for=10.1.2.3 | 203.0.113.5:1 | 203.0.113.5",
        "proto=https | 203.0.113.5 | 203.0.113.5",
        // The proxy sets one of them, and hands on the other as the client has sent it.
        "for=198.51.100.1 | 203.0.113.5 | malformed",
        "for=10.1.2.3 | 203.0.113.5 | malformed",
        "for=_hidden | 203.0.113.5 | malformed",
        "for=203.0.113.5 | unknown | malformed",
        "nonsense | 203.0.113.5 | malformed",
        "for=203.0.113.5 | nonsense | malformed"
    })
    void bothFieldsNameTheSame(String forwarded, String xForwardedFor, String client) {
        assertThat(client(Map.of("forwarded", forwarded, "x-forwarded-for", xForwardedFor))).isEqualTo(client);
    }

    @Test
    void ofManyEntriesTheLastCounts() {
        String spoofed = String.join(", ", Collections.nCopies(63, "198.51.100.1"));
        assertThat(client(Map.of("x-forwarded-for", spoofed + ", " + CLIENT))).isEqualTo(CLIENT);

        String through = String.join(", ", Collections.nCopies(63, "10.1.2.3"));
        assertThat(client(Map.of("x-forwarded-for", CLIENT + ", " + through))).isEqualTo(CLIENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "for=203.0.113.5;proto=https;host=Chat.Example:8443 | https | chat.example:8443",
        "for=198.51.100.1;proto=http;host=evil.example, for=203.0.113.5;proto=https | https | ''",
        // The proxy that the client has asked knows its scheme.
        "for=203.0.113.5;proto=https;host=chat.example, for=10.1.2.3;proto=http | https | chat.example",
        "for=203.0.113.5;proto=WSS | https | ''", "for=203.0.113.5;proto=ws | http | ''",
        "for=203.0.113.5;proto=x | malformed | ''", "for=203.0.113.5;host=\"a@b\" | malformed | ''"
    })
    void forwardedTellsSchemeAndHost(String forwarded, String proto, String host) {
        // Whoever names no client says nothing of it.
        Map<String, String> others = Map.of("x-forwarded-proto", "gopher", "x-forwarded-host", "evil.example");
        expect(of(with(others, "forwarded", forwarded)), proto, host);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTPS | Chat.Example | https | chat.example", "wss | chat.example | https | chat.example",
        "http, https | evil.example, chat.example | https | chat.example", "'' | '' | '' | ''",
        "gopher | '' | malformed | ''", "https | a@b | malformed | ''"
    })
    void soDoTheFieldsBesideXForwardedFor(String xProto, String xHost, String proto, String host) {
        Map<String, String> fields =
                Map.of("x-forwarded-for", CLIENT, "x-forwarded-proto", xProto, "x-forwarded-host", xHost);
        expect(of(fields), proto, host);
        expect(of(with(fields, "forwarded", "proto=gopher;host=evil.example")), proto, host);
        expect(of(with(fields, "forwarded", "for=203.0.113.5;host=evil.example, proto=gopher")), proto, host);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "proto=https;host=chat.example | https | https | chat.example", "proto=https | wss | https | other.example",
        "host=chat.example | '' | '' | chat.example", "proto=http | ws | http | other.example",
        // The one without a scheme may be the proxy's, and the other the client's.
        "proto=https | '' | malformed | ''", "host=chat.example | https | malformed | ''",
        "proto=https | http | malformed | ''", "proto=http | https | malformed | ''"
    })
    void bothTellTheSameScheme(String forwarded, String xProto, String proto, String host) {
        Map<String, String> fields = Map.of(
                "x-forwarded-for", CLIENT, "x-forwarded-proto", xProto, "x-forwarded-host", "other.example");
        expect(of(with(fields, "forwarded", "for=203.0.113.5;" + forwarded)), proto, host);
    }

    @Test
    void whoeverNamesNoClientTellsNoScheme() {
        assertThat(of(Map.of(
                "forwarded", "proto=https;host=chat.example", "x-forwarded-proto", "https", "x-forwarded-host",
                "chat.example"))).isEqualTo(new Forwarding.Told(address("127.0.0.1"), "", ""));
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> all = new HashMap<>(fields);
        all.put(name, value);
        return all;
    }

    private static void expect(Forwarding told, String proto, String host) {
        if (proto.equals("malformed")) {
            assertThat(told).isInstanceOf(Forwarding.Malformed.class);
        } else {
            assertThat(told).isEqualTo(new Forwarding.Told(address(CLIENT), proto, host));
        }
    }

    @Provide
    Arbitrary<String> sentByTheClient() {
        return Arbitraries.strings().withChars("for=\"\\,;: []_.0129abx").ofMaxLength(40);
    }

    /** Whatever the client has sent before it, the proxy's entry names the client, or the request is refused. */
    @Property
    void noClientNamesAnother(@ForAll("sentByTheClient") String before) {
        String own = "for=\"203.0.113.5:4711\";host=\"a,b;for=\\\"192.0.2.1\\\"\"";
        assertThat(client(Map.of("forwarded", before + ", " + own))).isIn(CLIENT, "malformed");
        assertThat(client(Map.of("x-forwarded-for", before + ", " + CLIENT))).isEqualTo(CLIENT);
    }
}
