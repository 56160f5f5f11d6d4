package dev.chatroom.server.cli;

import dev.chatroom.server.ChatServer;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.TlsConfig;
import dev.chatroom.server.config.TlsConfig.SelfSigned;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the operator reads when the server starts, or cannot. */
final class Greeting {
    /** More would not help anybody to join. */
    private static final int ADDRESSES_NAMED = 3;

    private Greeting() {}

    /** Where the server listens, that it keeps nothing if so, and how to join it, in one line. */
    private static String onStart(ServerConfig config, int port) {
        InetAddress address = config.bind().getAddress();
        List<String> hosts = reachable(address);
        List<String> joins = new ArrayList<>();
        if (config.web() != null) {
            joins.add("http://" + shown(hosts.getFirst(), port) + "/");
        }
        hosts.forEach(host -> joins.add("nc " + host + " " + port));
        return listens(config, port) + "; join with: " + String.join("  or  ", joins);
    }

    private static String listens(ServerConfig config, int port) {
        return config.name() + " listens on " + shown(config.bind().getAddress(), port)
                + kept(config);
    }

    private static String kept(ServerConfig config) {
        if (config.cluster() != null) {
            return " as node " + config.cluster().node();
        }
        return config.data() == null ? "; nothing is kept without --data" : "";
    }

    /**
     * The same for TLS too: a line on how to join, and the certificate's fingerprint if only that vouches for it; and a
     * line if rooms can come to be without anybody who may run them.
     */
    static List<String> onStart(ServerConfig config, ChatServer server) throws IOException {
        List<String> lines = new ArrayList<>(howToJoin(config, server));
        if (config.data() != null && !config.hasOperators()) {
            lines.add("nobody runs this server, so kept rooms without an operator stay so: see --operator");
        }
        return lines;
    }

    private static List<String> howToJoin(ServerConfig config, ChatServer server) throws IOException {
        InetAddress address = config.bind().getAddress();
        int port = server.address().getPort();
        TlsConfig tls = config.tls();
        if (tls == null) {
            return List.of(onStart(config, port));
        }
        List<String> lines = new ArrayList<>();
        lines.add(tls.only()
                ? listens(config, port) + "; TLS only"
                : onStart(config, port));
        int tlsPort = server.tlsAddress().orElse(server.address()).getPort();
        String there = shown(reachable(address).getFirst(), tlsPort);
        String page = config.web() == null ? "" : "https://" + there + "/  or  ";
        lines.add("with TLS: " + page + "openssl s_client -quiet -connect " + there);
        if (tls.certificate() instanceof SelfSigned) {
            lines.add("certificate SHA-256: " + server.certificateFingerprint().orElse(""));
        }
        return lines;
    }

    /** Why the port cannot be had, and what to do. */
    static String cannotListen(InetSocketAddress wanted, IOException e) {
        String cause = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        String where = shown(wanted.getAddress(), wanted.getPort());
        if (cause.contains("already in use")) {
            return "cannot listen on " + where + ": the port is taken; choose another with --port";
        } else if (cause.contains("permission denied")) {
            return "cannot listen on " + where
                    + ": this user may not have that port; choose one above 1023 with --port";
        } else if (cause.contains("cannot assign")) {
            return "cannot listen on " + where + ": this machine does not have that address; --bind 0.0.0.0 takes all";
        }
        return "cannot listen on " + where + ": " + e.getMessage();
    }

    private static String shown(InetAddress address, int port) {
        return shown(bare(address), port);
    }

    private static String shown(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static List<String> reachable(InetAddress listening) {
        if (!listening.isAnyLocalAddress()) {
            return List.of(bare(listening));
        }
        try {
            List<String> own = NetworkInterface.networkInterfaces()
                    .filter(Greeting::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .sorted(Comparator.comparing((InetAddress address) -> !(address instanceof Inet4Address)))
                    .map(Greeting::bare)
                    .limit(ADDRESSES_NAMED)
                    .toList();
            return own.isEmpty() ? List.of("127.0.0.1") : own;
        } catch (SocketException noInterfaces) {
            return List.of("127.0.0.1");
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException gone) {
            return false;
        }
    }

    /** The address without its zone; in IPv6 the longest run of zeros is left out (RFC 5952, section 4.2). */
    private static String bare(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        for (int zeros = 8; zeros >= 2 && address instanceof Inet6Address; zeros--) {
            String run = "0" + ":0".repeat(zeros - 1);
            int at = (":" + text + ":").indexOf(":" + run + ":");
            if (at >= 0) {
                String before = text.substring(0, Math.max(0, at - 1));
                String after = text.substring(Math.min(text.length(), at + run.length() + 1));
                return before + "::" + after;
            }
        }
        return text;
    }
}
