package dev.chatroom.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.TlsConfig;
import dev.chatroom.server.config.TlsConfig.PemFiles;
import dev.chatroom.server.config.TlsConfig.SelfSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalInt;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS and plain text at the same server, over real sockets. */
class TlsTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @BeforeEach
    void configure() {
        // A client that needs long to begin must not be greeted in plain text.
        tls(false, Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    private void tls(boolean only, Duration handshakeTimeout, Duration greetingDelay) {
        server.configure(config -> config.tls(new TlsConfig(
                new SelfSigned(), OptionalInt.of(0), only, handshakeTimeout, greetingDelay)));
    }

    private InetSocketAddress tlsPort() throws IOException {
        return server.server().tlsAddress().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsAndPlainTextMeetAtTheOrdinaryPort(String version) throws Exception {
        try (ChatClient ann = TlsClients.enter(server.address(), "ann", version)) {
            ChatClient bob = server.enter("bob");
            ann.expectEnd(" is now bob");
            ann.send("hello bob");
            bob.expect("ann: hello bob");
            bob.send("hello ann");
            ann.expect("bob: hello ann");
        }
    }

    @Test
    void othersAreToldWhoIsEncrypted() throws Exception {
        try (ChatClient ann = TlsClients.enter(server.address(), "ann");
                ChatClient irc = ChatClient.on(TlsClients.connect(server.address()))) {
            ChatClient bob = server.enter("bob");
            irc.send("NICK cid");
            irc.send("USER cid 0 * :Cid");
            irc.expectEnd("MODE cid :+Z");

            ann.send("/whois bob");
            assertThat(ann.sync()).noneMatch(line -> line.contains("encrypted"));
            bob.send("/whois ann");
            bob.expect("*   uses an encrypted connection");
            irc.send("WHOIS cid");
            irc.expectEnd(" 671 cid cid :is using a secure connection");
            irc.send("WHOIS bob");
            assertThat(irc.until(line -> line.contains(" 318 "), "the end")).noneMatch(line -> line.contains(" 671 "));
            irc.send("MODE cid -Z");
            irc.send("MODE cid");
            irc.expectEnd(" 221 cid +Z");
        }
    }

    @Test
    void theSecondPortTakesTlsOnly() throws Exception {
        try (ChatClient ann = TlsClients.enter(tlsPort(), "ann");
                ChatClient plain = ChatClient.connect(tlsPort())) {
            plain.send("/nick bob");
            assertThat(plain.rest()).singleElement().asString().startsWith("* this port takes TLS only");
            awaitConnections(1);
            assertThat(ann.sync()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "CAP LS 302 | ERROR :Closing Link: (This port takes TLS only)",
        "NICK bob | ERROR :Closing Link: (This port takes TLS only)",
        "GET / HTTP/1.1 | HTTP/1.1 403 Forbidden",
        "EHLO mail.example | 521 chatroom is a chat and takes no mail"
    })
    void whoSpeaksPlainTextThereIsAnsweredInTheTermsOfItsProtocol(String first, String answer) throws Exception {
        try (ChatClient client = ChatClient.connect(tlsPort())) {
            client.sendText(first + "\r\n");

            assertThat(client.rest()).first().isEqualTo(answer);
        }
    }

    @Test
    void aRequestThatIsLongerThanTheFirstBytesIsToldToo() throws Exception {
        try (ChatClient browser = ChatClient.connect(tlsPort())) {
            browser.sendText("GET /" + "x".repeat(500) + " HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(browser.rest()).first().isEqualTo("HTTP/1.1 403 Forbidden");
        }
    }

    @Test
    void plainTextCanBeRefusedAtTheOrdinaryPortToo() throws Exception {
        tls(true, Duration.ofSeconds(20), Duration.ofSeconds(2));
        try (ChatClient ann = TlsClients.enter(server.address(), "ann")) {
            ChatClient plain = server.connect();
            plain.send("hello");
            assertThat(plain.rest()).singleElement().asString().startsWith("* this port takes TLS only");
            assertThat(ann.sync()).isEmpty();
        }
    }

    @Test
    void whoSaysNothingIsGreetedInPlainText() {
        tls(false, Duration.ofSeconds(20), Duration.ofMillis(20));
        server.configure(config -> config.greetingDelay(Duration.ofMillis(20)));
        ChatClient silent = server.connect();
        silent.expectStart("* welcome");
    }

    @Test
    void whoSaysNothingAfterTheHandshakeIsGreetedToo() throws Exception {
        server.configure(config -> config.greetingDelay(Duration.ofMillis(20)));
        try (ChatClient silent = ChatClient.on(TlsClients.connect(tlsPort()))) {
            silent.expectStart("* welcome");
        }
    }

    @Test
    void whoSaysNothingWhereOnlyTlsIsTakenIsToldAndEnded() throws Exception {
        tls(false, Duration.ofMillis(200), Duration.ofSeconds(2));
        try (ChatClient silent = ChatClient.connect(tlsPort())) {
            assertThat(silent.rest()).singleElement().asString().startsWith("* this port takes TLS only");
        }
        awaitConnections(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16", "1603", "1603010200", "16030102000100"})
    void aHandshakeThatIsNotFinishedIsEnded(String bytes) throws Exception {
        tls(false, Duration.ofMillis(200), Duration.ofSeconds(2));
        server.configure(config -> config.maxPerAddress(1));
        ChatClient slow = server.connect();
        slow.sendBytes(HexFormat.of().parseHex(bytes));

        assertThatThrownBy(slow::next).isInstanceOf(UncheckedIOException.class);
        awaitConnections(0);
        server.enter("ann");
    }

    @Test
    void failedHandshakesCostNothingAfterwards() throws Exception {
        server.configure(config -> config.maxPerAddress(2));
        for (int i = 0; i < 20; i++) {
            ChatClient odd = server.connect();
            odd.sendBytes((byte) 0x16, (byte) 3, (byte) 1, (byte) 0, (byte) 4, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
            // An alert (RFC 8446, section 6), then the end.
            assertThat(odd.bytes(1)).containsExactly(0x15);
            odd.close();
            awaitConnections(0);
        }
        server.enter("ann");
    }

    @Test
    void oldVersionsAndSuitesAreRefused() {
        assertThatThrownBy(() -> TlsClients.connect(tlsPort(), "TLSv1.1")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> {
            SSLSocket socket = (SSLSocket) TlsClients.context().getSocketFactory().createSocket();
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
            socket.connect(tlsPort());
            socket.startHandshake();
        }).isInstanceOf(IOException.class);
    }

    @Test
    void aSecondHandshakeIsRefused() throws Exception {
        try (SSLSocket socket = TlsClients.connect(tlsPort(), "TLSv1.2");
                ChatClient ann = ChatClient.on(socket)) {
            ann.send("/nick ann");
            ann.expect("* you are now ann");
            assertThatThrownBy(() -> {
                socket.startHandshake();
                ann.next();
            }).isInstanceOfAny(IOException.class, UncheckedIOException.class);
            awaitConnections(0);
        }
    }

    @Test
    void whatIsSaidBeforeTheEndArrivesAndTheEndIsSaid() throws Exception {
        try (SSLSocket socket = TlsClients.connect(tlsPort(), "TLSv1.3");
                ChatClient ann = ChatClient.on(socket)) {
            ann.send("/nick ann");
            ann.expect("* you are now ann");
            ann.send("/quit");
            assertThat(ann.rest()).containsExactly("* goodbye");
            assertThat(socket.getSession().isValid()).isTrue();
        }
        awaitConnections(0);
    }

    @Test
    void aClientMayEndItsSideFirst() throws Exception {
        ChatClient bob = server.enter("bob");
        try (ChatClient ann = TlsClients.enter(tlsPort(), "ann", "TLSv1.3")) {
            ann.sendText("one more thing");
            ann.halfClose();
            bob.expect("ann: one more thing");
            bob.expect("* ann left");
            ann.rest();
        }
    }

    @Test
    void theFingerprintIsThatOfTheCertificate() throws Exception {
        X509Certificate shown = TlsClients.certificateAt(tlsPort());
        String openssl = HexFormat.ofDelimiter(":").withUpperCase().formatHex(
                MessageDigest.getInstance("SHA-256").digest(shown.getEncoded()));
        assertThat(server.server().certificateFingerprint()).contains(openssl);
    }

    @Test
    void aNewCertificateIsForNewConnectionsAndAWrongOneForNobody(@TempDir Path directory) throws Exception {
        KeyPair first = Certificates.pair("EC");
        KeyPair second = Certificates.pair("RSA");
        Path file = Certificates.write(directory, "both.pem", both(first, "first"));
        server.configure(config -> config.tls(TlsConfig.of(new PemFiles(file, file))));
        try (ChatClient ann = TlsClients.enter(server.address(), "ann")) {
            assertThat(subject()).isEqualTo("CN=first");

            Certificates.write(directory, "both.pem", "nothing useful");
            server.server().reloadCertificate();
            assertThat(subject()).isEqualTo("CN=first");

            Certificates.write(directory, "both.pem", both(second, "second"));
            server.server().reloadCertificate();
            assertThat(subject()).isEqualTo("CN=second");
            assertThat(ann.sync()).isEmpty();
        }
    }

    @Test
    void changedFilesAreNoticed(@TempDir Path directory) throws Exception {
        Path file = Certificates.write(directory, "both.pem", both(Certificates.pair("EC"), "first"));
        TlsCredentials credentials = new TlsCredentials(new PemFiles(file, file), Clock.systemUTC());
        String before = credentials.fingerprint();
        credentials.reloadIfChanged();
        assertThat(credentials.fingerprint()).isEqualTo(before);

        Certificates.write(directory, "both.pem", both(Certificates.pair("EC"), "a longer name"));
        credentials.reloadIfChanged();
        assertThat(credentials.fingerprint()).isNotEqualTo(before);
    }

    private static String both(KeyPair pair, String subject) throws Exception {
        return Certificates.pem(Certificates.selfSigned(pair, subject)) + Certificates.pkcs8(pair.getPrivate());
    }

    private String subject() throws Exception {
        return TlsClients.certificateAt(server.address()).getSubjectX500Principal().getName();
    }

    private void awaitConnections(int number) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (server.server().connections() != number) {
            assertThat(System.nanoTime()).as("waiting for %d connections", number).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
