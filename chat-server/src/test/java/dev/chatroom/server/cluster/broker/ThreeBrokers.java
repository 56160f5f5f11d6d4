package dev.chatroom.server.cluster.broker;

import dev.chatroom.server.config.ClusterConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Three brokers that keep all three times, if nats-server is installed; else the tests are skipped. */
public final class ThreeBrokers implements BeforeAllCallback, AfterAllCallback {
    private static final int BROKERS = 3;

    private final List<NatsServer> brokers = new ArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        List<Integer> ports = freePorts();
        String routes = ports.stream().map(ThreeBrokers::route).collect(Collectors.joining(","));
        for (int i = 0; i < BROKERS; i++) {
            NatsServer broker = new NatsServer(
                    "-n", name(i), "--cluster_name", "three", "--cluster", route(ports.get(i)), "--routes", routes);
            broker.beforeAll(context);
            brokers.add(broker);
        }
    }

    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < BROKERS; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private static String route(int port) {
        return "nats://127.0.0.1:" + port;
    }

    private static String name(int number) {
        return "broker-" + number;
    }

    /** A broker by the name that it has among the others. */
    public NatsServer named(String name) {
        return IntStream.range(0, BROKERS)
                .filter(i -> name(i).equals(name))
                .mapToObj(brokers::get)
                .findFirst()
                .orElseThrow();
    }

    public ClusterConfig cluster() {
        return new ClusterConfig(
                brokers.stream().map(NatsServer::address).toList(), "node", new ClusterConfig.Login.Anonymous(),
                Optional.empty(), "three", BROKERS, Optional.empty());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        for (NatsServer broker : brokers) {
            broker.afterAll(context);
        }
    }
}
