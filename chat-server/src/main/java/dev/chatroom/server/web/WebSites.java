package dev.chatroom.server.web;

import dev.chatroom.server.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which web pages may use the server through a visitor's browser: its own, and those that an operator has named. For any
 * thread.
 *
 * <p>A page elsewhere can have a browser send anything here, but the browser then says from where (RFC 6454). And whoever owns
 * a name may let it lead to this server, so that their page counts as its own: such a name is none that the server is known by.
 */
final class WebSites {
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    /** Names that the network itself does not lead elsewhere. */
    private static final List<String> LOCAL = List.of("localhost");

    private final Set<String> hosts;
    private final Set<String> origins;

    /**
     * Those of a server.
     *
     * @param hosts the names by which it is known, besides its addresses
     * @param origins pages elsewhere that may use it, such as {@code https://example.org}
     */
    WebSites(List<String> hosts, List<String> origins) {
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.origins =
                origins.stream().map(one -> one.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether the server is known by the names that a request is for: the one in {@code Host}, which no page can change, and the one that a proxy
     * tells, which may be the client's own word. Old clients name none, and are no browsers.
     */
    boolean isKnown(Request request) {
        return isKnown(request.head().host()) && isKnown(request.requester().host());
    }

    private boolean isKnown(String host) {
        String name = PORT.matcher(host).replaceFirst("");
        return name.isEmpty() || ADDRESS.matcher(name).matches() || LOCAL.contains(name) || hosts.contains(name);
    }

    /** Whether a request that does something may have been made by a page. */
    boolean mayAct(Request request) {
        return request.head().field("origin")
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .map(origin -> origins.contains(origin) || origin.equals(own(request)))
                .orElseGet(() -> !request.head().field("sec-fetch-site").filter("cross-site"::equals).isPresent());
    }

    /** The origin of the server's own pages, as the browser that sends this sees them. */
    private static String own(Request request) {
        String host = request.requester().host();
        // Browsers do not name the usual port; some proxies do.
        return request.requester().encrypted()
                ? "https://" + host.replaceFirst(":443$", "")
                : "http://" + host.replaceFirst(":80$", "");
    }
}
