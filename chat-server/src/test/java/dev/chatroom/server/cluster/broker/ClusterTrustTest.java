package dev.chatroom.server.cluster.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterConfig.Login;
import dev.chatroom.server.config.ClusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker shows a certificate for localhost, which an authority of its own has signed. */
class ClusterTrustTest {
    private static final Path FOLDER = makeCertificate();
    private static final Path CERTIFICATE = FOLDER.resolve("certificate.pem");

    @RegisterExtension
    static final NatsServer BROKER = new NatsServer(
            "--tls", "--tlscert", CERTIFICATE.toString(), "--tlskey", FOLDER.resolve("key.pem").toString());

    private static Path makeCertificate() {
        try {
            Path folder = Files.createTempDirectory("chatroom-broker");
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair pair = generator.generateKeyPair();
            X500Name name = new X500Name("CN=broker");
            Instant now = Instant.now();
            byte[] certificate = new JcaX509v3CertificateBuilder(
                    name, BigInteger.ONE, Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(Duration.ofDays(1))), name, pair.getPublic())
                    .addExtension(Extension.subjectAlternativeName, false,
                            new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
            Files.writeString(folder.resolve("certificate.pem"), pem("CERTIFICATE", certificate));
            Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException | OperatorCreationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }

    @AfterAll
    static void forget() throws IOException {
        for (String file : List.of("certificate.pem", "key.pem", "")) {
            Files.delete(FOLDER.resolve(file));
        }
    }

    private static void connect(String host, Optional<Path> authority) throws ClusterException {
        ClusterConnection.open(
                new ClusterConfig(List.of("tls://" + host + ":" + BROKER.port()), "node", new Login.Anonymous(),
                        authority,
                        "trust", 1, Optional.empty()),
                Clock.systemUTC()).close();
    }

    private static String refusal(String host, Optional<Path> authority) {
        return assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> connect(host, authority)).actual()
                .getMessage();
    }

    @Test
    void aBrokerIsTrustedThatTheAuthorityHasSignedForItsName() throws ClusterException {
        connect("localhost", Optional.of(CERTIFICATE));

        assertThat(refusal("localhost", Optional.empty())).contains("unable to find valid certification path");
    }

    @Test
    void aCertificateForAnotherNameIsNotTrusted() {
        assertThat(refusal("127.0.0.1", Optional.of(CERTIFICATE))).contains("No subject alternative names");
    }

    @Test
    void anAuthorityThatCannotBeReadIsNamed() {
        assertThat(refusal("localhost", Optional.of(Path.of("/nowhere")))).contains("cannot be used: /nowhere");
    }
}
