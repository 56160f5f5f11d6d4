package dev.chatroom.server.client;

import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.dialect.Arrival;
import dev.chatroom.server.dialect.Arrival.Reached;
import dev.chatroom.server.http.RequestHead;
import dev.chatroom.server.http.Requester;
import dev.chatroom.server.http.Requesters;
import dev.chatroom.server.pace.Workload;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The client that a connection is served for. Mostly that is its peer, which has had a place since it was accepted. A proxy's connection
 * has a place when it is known for whom: while a request is answered, from when it goes on in another protocol, or from when its user comes in.
 *
 * <p>For any thread, except where said.
 */
public final class ConnectionClient implements Requesters {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");
    private static final AtomicReferenceFieldUpdater<ConnectionClient, Place> PLACE =
            AtomicReferenceFieldUpdater.newUpdater(ConnectionClient.class, Place.class, "place");

    private final Clients clients;
    private final InetAddress peer;
    private final Workload ofPeer;
    private final boolean proxy;

    /** Whether nobody can read what the peer sends. Written by the reader. */
    private volatile boolean encrypted;

    private volatile Place place;

    /** Whether a connection counts for its address. */
    private enum Counted {
        NOT_YET, YES, NOT_ANY_MORE
    }

    /**
     * The client that is served.
     *
     * @param secure whether nobody can read what the client sends; null if that is as between the peer and the server
     */
    private record Place(InetAddress address, Workload work, @Nullable Boolean secure, Counted counted) {
        Place with(Counted next) {
            return new Place(address, work, secure, next);
        }
    }

    /** Of a connection that has been counted, for its address too unless that is a proxy's. */
    ConnectionClient(Clients clients, InetAddress peer) {
        this.clients = clients;
        this.peer = peer;
        this.proxy = clients.proxies().includes(peer);
        this.ofPeer = clients.work().enter(ConnectionLimits.key(peer));
        this.place = new Place(peer, ofPeer, null, proxy ? Counted.NOT_YET : Counted.YES);
    }

    /** Charges the connection; returns how long it has to wait before it is served. A proxy's is charged to those for whom it asks. */
    public Duration connect() {
        return proxy ? Duration.ZERO : clients.work().connect(ConnectionLimits.key(peer));
    }

    /** Where the client is; the proxy's own address while it asks for nobody. */
    public InetAddress address() {
        Place now = place;
        return now.counted() == Counted.NOT_YET ? peer : now.address();
    }

    /** The work that the client pays for. For the reader. */
    public Workload work() {
        return place.work();
    }

    @Override
    public boolean isOfProxy() {
        return proxy;
    }

    /** Whether nobody on the way can read what the client sends. */
    public boolean isEncrypted() {
        Boolean told = place.secure();
        return told == null ? encrypted : told;
    }

    /** How the client has come in, which can take its user up again with this secret. */
    public Arrival arrival(String secret) {
        return new Arrival(secret, proxy ? Reached.PROXY : encrypted ? Reached.TLS : Reached.PLAIN);
    }

    /** For the reader: nobody between the peer and the server can read what is sent. To be called before anything is read. */
    public void markEncrypted() {
        encrypted = true;
    }

    /** Takes a place among the connections of the client's address, unless there is one; says why not if there is none to be had. */
    public ConnectionLimits.@Nullable Refusal takePlace() {
        Place now = place;
        if (now.counted() != Counted.NOT_YET) {
            return null;
        }
        ConnectionLimits.Refusal refusal = clients.limits().takePlace(now.address());
        if (refusal == null && !PLACE.compareAndSet(this, now, now.with(Counted.YES))) {
            // It has been closed meanwhile.
            clients.limits().giveBack(now.address());
        }
        return refusal;
    }

    @Override
    public @Nullable Verdict of(RequestHead head) {
        if (!proxy) {
            return new Served(new Requester(peer, encrypted, head.host(), ofPeer));
        }
        ofPeer.address().markBrowsed();
        return switch (clients.proxies().of(head, peer)) {
            case Forwarding.Malformed(String why) -> new Malformed(why);
            case Forwarding.Told(InetAddress address, String scheme, String host) -> {
                Boolean secure = scheme.isEmpty() ? null : scheme.equals("https");
                if (!serve(address, secure)) {
                    yield null;
                }
                ConnectionLimits.Refusal refusal = takePlace();
                Requester requester =
                        new Requester(address, isEncrypted(), host.isEmpty() ? head.host() : host, work());
                yield refusal == null ? new Served(requester) : new Refused(requester, clients.answer(refusal));
            }
        };
    }

    /** From now on it is served for this client; false if it has been closed. */
    private boolean serve(InetAddress address, @Nullable Boolean secure) {
        Place before = place;
        boolean same = ConnectionLimits.key(address).equals(ConnectionLimits.key(before.address()));
        Workload work = same ? before.work() : enter(address);
        Place next = new Place(address, work, secure, Counted.NOT_YET);
        boolean open = before.counted() == Counted.NOT_YET && PLACE.compareAndSet(this, before, next);
        if (!same) {
            leave(open ? before : next);
        }
        return open;
    }

    private Workload enter(InetAddress address) {
        Object key = ConnectionLimits.key(address);
        if (key.equals(ConnectionLimits.key(peer))) {
            return ofPeer;
        }
        LOG.log(Level.DEBUG,
                () -> "connection from " + peer.getHostAddress() + " asks for " + address.getHostAddress());
        Workload work = clients.work().enter(key);
        // If it owes too much, the request is refused for that.
        Duration unused = clients.work().connect(key);
        return work;
    }

    private void leave(Place last) {
        if (!last.work().equals(ofPeer)) {
            clients.work().leave(ConnectionLimits.key(last.address()));
        }
    }

    @Override
    public void answered() {
        Place now = place;
        if (proxy && now.counted() == Counted.YES && PLACE.compareAndSet(this, now, now.with(Counted.NOT_YET))) {
            clients.limits().giveBack(now.address());
        }
    }

    /** The connection has been closed. To be called once. */
    public void close() {
        Place last = PLACE.getAndUpdate(
                this, now -> new Place(address(), now.work(), now.secure(), Counted.NOT_ANY_MORE));
        clients.limits().leaveUnnamed();
        if (last.counted() == Counted.YES) {
            clients.limits().giveBack(last.address());
        }
        leave(last);
        clients.work().leave(ConnectionLimits.key(peer));
    }
}
