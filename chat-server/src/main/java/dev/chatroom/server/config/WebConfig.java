package dev.chatroom.server.config;

import dev.chatroom.server.access.Network;
import java.util.List;

/**
 * How the server answers browsers and programs that speak HTTP.
 *
 * @param hosts names by which it is known, besides its addresses and {@code localhost}; without ports
 * @param origins web pages elsewhere that may use it, such as {@code https://example.org}
 * @param embedders sites whose pages may show its page within theirs
 * @param behind where the proxies are that are believed when they say for whom they ask
 */
public record WebConfig(List<String> hosts, List<String> origins, List<String> embedders, List<Network> behind) {
    /** Known by its addresses alone, used by its own page alone, shown within no other, and behind no proxy. */
    public static final WebConfig STANDARD = new WebConfig(List.of(), List.of(), List.of(), List.of());

    /** Copies. */
    public WebConfig {
        hosts = List.copyOf(hosts);
        origins = List.copyOf(origins);
        embedders = List.copyOf(embedders);
        behind = List.copyOf(behind);
    }

    /**
     * Reads addresses and networks, as in {@code 10.1.0.0/16}.
     *
     * @throws IllegalArgumentException if one is neither; the message is that one
     */
    public static List<Network> networks(List<String> written) {
        return written.stream().map(one -> {
            Network network = Network.parse(one);
            if (network == null) {
                throw new IllegalArgumentException(one);
            }
            return network;
        }).toList();
    }
}
