package dev.chatroom.server.client;

import dev.chatroom.server.access.AddressText;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where a request came from. */
final class NodeText {
    private static final String PORT = "(?::\\d{1,5}|:_[A-Za-z0-9._-]+)?";
    private static final Pattern IPV6 = Pattern.compile("\\[([0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)]" + PORT);
    private static final Pattern IPV4 = Pattern.compile("([0-9.]+)" + PORT);
    private static final Pattern NO_ADDRESS = Pattern.compile("(?i)(?:unknown|_[a-z0-9._-]+)" + PORT);

    private NodeText() {}

    /** As in {@code Forwarded}: an IPv6 address is in brackets, since it could not be told from its port otherwise. */
    static Node ofForwarded(String written) {
        if (written.isEmpty() || NO_ADDRESS.matcher(written).matches()) {
            return new Node.Hidden();
        }
        Matcher ipv6 = IPV6.matcher(written);
        if (ipv6.matches()) {
            return address(ipv6.group(1));
        }
        Matcher ipv4 = IPV4.matcher(written);
        return ipv4.matches() ? address(ipv4.group(1)) : new Node.Malformed();
    }

    /** As in {@code X-Forwarded-For}: there an IPv6 address without brackets is one, and has no port. */
    static Node ofXForwardedFor(String written) {
        Node bare = address(written);
        return bare instanceof Node.Address ? bare : ofForwarded(written);
    }

    private static Node address(String text) {
        Optional<InetAddress> address = AddressText.parse(text);
        return address.isPresent() ? new Node.Address(address.get()) : new Node.Malformed();
    }
}
