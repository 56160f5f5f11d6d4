package dev.chatroom.server.config;

import java.util.List;

/**
 * How the server answers browsers and programs that speak HTTP.
 *
 * @param hosts names by which it is known, besides its addresses and {@code localhost}; without ports
 * @param origins web pages elsewhere that may use it, such as {@code https://example.org}
 */
public record WebConfig(List<String> hosts, List<String> origins) {
    /** Known by its addresses alone, and used by its own page alone. */
    public static final WebConfig STANDARD = new WebConfig(List.of(), List.of());

    /** Copies. */
    public WebConfig {
        hosts = List.copyOf(hosts);
        origins = List.copyOf(origins);
    }
}
