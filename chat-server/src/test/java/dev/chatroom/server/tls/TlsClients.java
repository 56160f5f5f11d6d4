package dev.chatroom.server.tls;

import dev.chatroom.server.ChatClient;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Clients that speak TLS and trust everybody. */
public final class TlsClients {
    private TlsClients() {}

    public static SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        return context;
    }

    /** A connection whose handshake is done. */
    public static SSLSocket connect(InetSocketAddress address, String... protocols) throws Exception {
        return connect(address, 0, protocols);
    }

    public static SSLSocket connect(InetSocketAddress address, int receiveBuffer, String... protocols)
            throws Exception {
        SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        socket.connect(address);
        socket.startHandshake();
        return socket;
    }

    static X509Certificate certificateAt(InetSocketAddress address) throws Exception {
        try (SSLSocket socket = connect(address)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** Connects somebody who has taken this nickname, and has read all up to that. */
    public static ChatClient enter(InetSocketAddress address, String nickname, String... protocols) throws Exception {
        ChatClient client = ChatClient.on(connect(address, protocols));
        client.send("/nick " + nickname);
        client.expect("* you are now " + nickname);
        return client;
    }

    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
