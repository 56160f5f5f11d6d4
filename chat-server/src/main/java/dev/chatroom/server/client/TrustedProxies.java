package dev.chatroom.server.client;

import dev.chatroom.server.access.Network;
import dev.chatroom.server.http.RequestHead;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The proxies that are believed when they say for whom they ask: by {@code Forwarded} (RFC 7239), or {@code X-Forwarded-For} with
 * {@code X-Forwarded-Proto} and {@code X-Forwarded-Host}. Each proxy adds at the end, and clients can have written whatever stands before. So the
 * client is the last that is no trusted proxy, and nothing before it is looked at. Immutable.
 *
 * <p>A proxy sets one of the two, and may hand on the other as the client has written it. Each is believed only if it names the client, and if both
 * do, they must agree.
 */
public final class TrustedProxies {
    private static final Set<String> SCHEMES = Set.of("", "http", "https");

    private final List<Network> networks;

    public TrustedProxies(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /** Whether a connection from there is a proxy's. */
    boolean includes(InetAddress address) {
        return !networks.isEmpty() && networks.stream().anyMatch(network -> network.contains(address));
    }

    /** In whose name a proxy asks; in its own if it says nothing else, or hides the client. */
    Forwarding of(RequestHead head, InetAddress proxy) {
        Optional<List<Hop>> forwarded = ForwardedField.parse(head.field("forwarded").orElse(""));
        if (forwarded.isEmpty()) {
            return new Forwarding.Malformed("Forwarded is written as in RFC 7239.");
        }
        String proto = last(head, "x-forwarded-proto");
        String host = last(head, "x-forwarded-host");
        List<Hop> older = head.elements("x-forwarded-for").map(node -> new Hop(node, proto, host)).toList();
        Origin first = origin(forwarded.get(), NodeText::ofForwarded, proxy);
        Origin second = origin(older, NodeText::ofXForwardedFor, proxy);
        if (first.malformed() || second.malformed()) {
            return new Forwarding.Malformed(
                    (first.malformed() ? "Forwarded" : "X-Forwarded-For") + " names no address.");
        }
        return first.told() && second.told() ? agreed(first, second) : told(first.told() ? first : second);
    }

    /** Either of them may be the client's own, which the proxy has not taken out. */
    private static Forwarding agreed(Origin first, Origin second) {
        if (!first.address().equals(second.address())) {
            return new Forwarding.Malformed("Forwarded and X-Forwarded-For name different clients.");
        }
        if (!first.scheme().equals(second.scheme())) {
            return new Forwarding.Malformed("Forwarded and X-Forwarded-Proto name different schemes.");
        }
        return told(first.hop().host().isEmpty() ? second : first);
    }

    /** What names no client is not believed in anything else: it may be the client's own, which the proxy has not taken out. */
    private static Forwarding told(Origin origin) {
        String scheme = origin.told() ? origin.scheme() : "";
        String host = origin.told() ? origin.hop().host().toLowerCase(Locale.ROOT) : "";
        if (!SCHEMES.contains(scheme)) {
            return new Forwarding.Malformed("The proxy names no scheme such as https.");
        }
        return RequestHead.isHost(host)
                ? new Forwarding.Told(origin.address(), scheme, host)
                : new Forwarding.Malformed("The proxy names no host.");
    }

    private static String last(RequestHead head, String field) {
        return head.elements(field).reduce("", (before, element) -> element);
    }

    /**
     * The client as one field has it.
     *
     * @param told whether the field says anything of it, be it that it is hidden
     * @param hop the step that tells of it
     */
    private record Origin(InetAddress address, boolean told, boolean malformed, Hop hop) {

        /** A WebSocket's is that of the request by which it begins. */
        String scheme() {
            String written = hop.proto().toLowerCase(Locale.ROOT);
            return switch (written) {
                case "ws" -> "http";
                case "wss" -> "https";
                default -> written;
            };
        }
    }

    private Origin origin(List<Hop> hops, Function<String, Node> reading, InetAddress proxy) {
        InetAddress nearest = proxy;
        Hop telling = hops.isEmpty() ? Hop.NOTHING : hops.getLast();
        boolean told = !telling.node().isEmpty();
        for (Hop hop : hops.reversed()) {
            telling = hop;
            switch (reading.apply(hop.node())) {
                case Node.Malformed malformed -> {
                    return new Origin(nearest, told, true, hop);
                }
                case Node.Hidden hidden -> {
                    return new Origin(nearest, told, false, hop);
                }
                case Node.Address(InetAddress address) -> {
                    nearest = address;
                    if (!includes(address)) {
                        return new Origin(address, true, false, hop);
                    }
                }
            }
        }
        return new Origin(nearest, told, false, telling);
    }
}
