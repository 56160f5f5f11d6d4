package dev.chatroom.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.access.AddressText;
import dev.chatroom.server.access.BannedAddresses;
import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.access.ConnectionLimits.AddressFull;
import dev.chatroom.server.access.ConnectionLimits.Banned;
import dev.chatroom.server.access.ConnectionLimits.ServerFull;
import dev.chatroom.server.access.Network;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.http.RequestHead;
import dev.chatroom.server.http.Requester;
import dev.chatroom.server.http.Requesters.Refused;
import dev.chatroom.server.http.Requesters.Served;
import dev.chatroom.server.http.Requesters.Verdict;
import dev.chatroom.server.http.Status;
import dev.chatroom.server.http.Target;
import dev.chatroom.server.pace.WorkLimits;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A proxy at 127.0.0.1, with one connection for each address and four in all. */
class ConnectionClientTest {
    private static final InetAddress PROXY = address("127.0.0.1");
    private static final String ONE = "203.0.113.5";
    private static final String OTHER = "203.0.113.6";

    private final BannedAddresses banned = new BannedAddresses();
    private final ConnectionLimits limits = new ConnectionLimits(4, 1, banned);
    private final Clients clients = new Clients(
            limits, new WorkLimits(50, 1_000, InstantSource.system()),
            new TrustedProxies(List.of(Network.parse("127.0.0.1"))), Notice::toString);

    private static InetAddress address(String text) {
        return AddressText.parse(text).orElseThrow();
    }

    private ConnectionClient connect() {
        assertThat(clients.enter(PROXY)).isNull();
        return clients.connected(PROXY);
    }

    private static RequestHead head(Map<String, String> fields) {
        return new RequestHead("GET", new Target(List.of(""), Map.of()), true, "127.0.0.1:2020", fields, 0);
    }

    private static Verdict ask(ConnectionClient connection, String client) {
        return connection.of(head(Map.of("x-forwarded-for", client)));
    }

    private static Requester served(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Served.class);
        return ((Served) verdict).requester();
    }

    private static Status refused(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Refused.class);
        return ((Refused) verdict).refusal().status();
    }

    /** Whether a connection from there would be served. */
    private boolean hasPlace(String address) {
        boolean has = limits.takePlace(address(address)) == null;
        if (has) {
            limits.giveBack(address(address));
        }
        return has;
    }

    @Test
    void aProxyHasAsManyConnectionsAsThereMayBe() {
        List<ConnectionClient> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(connect());
        }
        assertThat(clients.enter(PROXY)).isEqualTo(new ServerFull(4));

        all.forEach(ConnectionClient::close);
        assertThat(clients.enter(PROXY)).isNull();
    }

    @Test
    void aPlaceIsTakenWhileARequestIsAnswered() {
        ConnectionClient first = connect();
        ConnectionClient second = connect();

        assertThat(served(ask(first, ONE)).address()).isEqualTo(address(ONE));
        assertThat(refused(ask(second, ONE))).isEqualTo(Status.TOO_MANY_REQUESTS);
        assertThat(served(ask(second, OTHER)).address()).isEqualTo(address(OTHER));
        first.answered();
        second.answered();

        assertThat(served(ask(second, ONE)).address()).isEqualTo(address(ONE));
        assertThat(second.address()).isEqualTo(address(ONE));
        second.answered();
        assertThat(second.address()).isEqualTo(PROXY);
        assertThat(hasPlace(ONE)).isTrue();
    }

    @Test
    void aPlaceIsGivenBackOnceWhenTheConnectionIsClosed() {
        ConnectionClient connection = connect();
        ask(connection, ONE);
        assertThat(hasPlace(ONE)).isFalse();

        connection.close();
        connection.answered();

        assertThat(hasPlace(ONE)).isTrue();
        assertThat(limits.takePlace(address(ONE))).isNull();
        assertThat(hasPlace(ONE)).isFalse();
        assertThat(connection.address()).as("of the last client, for the log").isEqualTo(address(ONE));
    }

    @Test
    void aClosedConnectionTakesNoPlace() {
        ConnectionClient connection = connect();
        connection.close();

        assertThat(ask(connection, ONE)).isNull();

        assertThat(hasPlace(ONE)).isTrue();
    }

    @Test
    void eachClientPaysForItself() {
        ConnectionClient connection = connect();
        Requester first = served(ask(connection, ONE));
        connection.answered();
        Requester other = served(ask(connection, OTHER));
        connection.answered();
        Requester others = served(ask(connection, OTHER));

        assertThat(other.work()).isNotSameAs(first.work()).isSameAs(others.work());
        assertThat(other.work().address()).isNotSameAs(first.work().address());
        assertThat(connection.work()).isSameAs(other.work());
    }

    @Test
    void theBanOfAClientHoldsBehindTheProxyToo() {
        banned.ban(ONE, OTHER);
        banned.ban("127.0.0.1", OTHER);
        ConnectionClient connection = connect();

        assertThat(refused(ask(connection, ONE))).isEqualTo(Status.FORBIDDEN);
        assertThat(served(ask(connection, OTHER)).address()).isEqualTo(address(OTHER));
        connection.answered();
        assertThat(refused(connection.of(head(Map.of())))).as("the proxy itself").isEqualTo(Status.FORBIDDEN);
    }

    /** People at the proxy's machine who speak no HTTP. */
    @Test
    void somebodyAtTheAddressOfAProxyHasItsPlace() {
        ConnectionClient first = connect();
        ConnectionClient second = connect();

        assertThat(first.takePlace()).isNull();
        assertThat(first.takePlace()).isNull();
        assertThat(second.takePlace()).isEqualTo(new AddressFull(1));
        first.close();
        assertThat(second.takePlace()).isNull();
        banned.ban("127.0.0.0/8", OTHER);
        assertThat(connect().takePlace()).isEqualTo(new Banned());
    }

    @Test
    void whatTheProxyDoesNotSayIsAsItsConnectionHasIt() {
        ConnectionClient connection = connect();
        connection.markEncrypted();

        Requester own = served(connection.of(head(Map.of())));
        assertThat(own).isEqualTo(new Requester(PROXY, true, "127.0.0.1:2020", connection.work()));
        connection.answered();
        Requester open = served(connection.of(head(Map.of(
                "x-forwarded-for", ONE, "x-forwarded-proto", "http", "x-forwarded-host", "chat.example"))));
        assertThat(open).isEqualTo(new Requester(address(ONE), false, "chat.example", connection.work()));
        assertThat(connection.isEncrypted()).isFalse();
    }

    @Test
    void fromElsewhereTheFieldsMeanNothing() {
        InetAddress elsewhere = address("127.0.0.2");
        assertThat(clients.enter(elsewhere)).isNull();
        ConnectionClient connection = clients.connected(elsewhere);
        assertThat(clients.enter(elsewhere)).isEqualTo(new AddressFull(1));

        Requester asking = served(connection.of(head(Map.of(
                "x-forwarded-for", ONE, "forwarded", "nonsense", "x-forwarded-proto", "https", "x-forwarded-host",
                "x"))));

        assertThat(asking).isEqualTo(new Requester(elsewhere, false, "127.0.0.1:2020", connection.work()));
        connection.answered();
        assertThat(hasPlace("127.0.0.2")).isFalse();
    }
}
