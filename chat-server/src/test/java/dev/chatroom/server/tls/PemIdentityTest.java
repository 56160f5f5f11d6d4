package dev.chatroom.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.server.config.TlsConfig.PemFiles;
import dev.chatroom.server.config.TlsException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemIdentityTest {
    @TempDir
    private Path directory;

    private PemFiles files(String certificates, String key) throws Exception {
        return new PemFiles(
                Certificates.write(directory, "cert.pem", certificates), Certificates.write(directory, "key.pem", key));
    }

    private void assertRefused(PemFiles files, String... words) {
        assertThatThrownBy(() -> PemIdentity.read(files)).isInstanceOf(TlsException.class)
                .hasMessageContainingAll(words).hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void bothKindsOfKeysInBothFormats(String algorithm) throws Exception {
        KeyPair pair = Certificates.pair(algorithm);
        String certificate = Certificates.pem(Certificates.selfSigned(pair, "here"));

        assertThat(PemIdentity.read(files(certificate, Certificates.pkcs8(pair.getPrivate()))).key()
                .getAlgorithm()).isEqualTo(algorithm);
        assertThat(PemIdentity.read(files(certificate, Certificates.traditional(pair.getPrivate()))).key()
                .getAlgorithm()).isEqualTo(algorithm);
    }

    @Test
    void keyAndChainMayBeInOneFileWithOtherThings() throws Exception {
        KeyPair authority = Certificates.pair("RSA");
        KeyPair pair = Certificates.pair("EC");
        X509Certificate own = Certificates.sign(pair, "here", authority, "authority", Instant.now().plusSeconds(999));
        X509Certificate signer = Certificates.selfSigned(authority, "authority");
        Path file = Certificates.write(directory, "all.pem", "subject=here\n" + Certificates.pem(own)
                + Certificates.pem(signer) + Certificates.traditional(pair.getPrivate()));

        TlsIdentity identity = PemIdentity.read(new PemFiles(file, file));

        assertThat(identity.chain()).containsExactly(own, signer);
        assertThat(identity.toContext()).isNotNull();
        assertRefused(
                files(Certificates.pem(signer) + Certificates.pem(own), Certificates.pkcs8(pair.getPrivate())),
                "cert.pem", "not in order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void aKeyOfAnotherCertificateIsRefused(String algorithm) throws Exception {
        String certificate = Certificates.pem(Certificates.selfSigned(Certificates.pair("EC"), "here"));
        String key = Certificates.pkcs8(Certificates.pair(algorithm).getPrivate());
        assertRefused(files(certificate, key), "key.pem does not belong", "cert.pem");
    }

    @Test
    void aKeyOfAnotherLengthIsThatOfAnotherCertificate() throws Exception {
        KeyPairGenerator longer = KeyPairGenerator.getInstance("RSA");
        longer.initialize(3_072);
        String certificate = Certificates.pem(Certificates.selfSigned(Certificates.pair("RSA"), "here"));
        String key = Certificates.pkcs8(longer.generateKeyPair().getPrivate());
        assertRefused(files(certificate, key), "key.pem does not belong", "cert.pem");
    }

    @Test
    void whatAnEditorPutsBeforeTheTextIsPassedOver() throws Exception {
        KeyPair pair = Certificates.pair("EC");
        X509Certificate certificate = Certificates.selfSigned(pair, "here");
        PemFiles marked = files(
                "\uFEFF" + Certificates.pem(certificate), "\uFEFF" + Certificates.pkcs8(pair.getPrivate()));
        assertThat(PemIdentity.read(marked).chain()).containsExactly(certificate);
    }

    @Test
    void whatIsMissingOrDamagedIsSaid() throws Exception {
        KeyPair pair = Certificates.pair("EC");
        String certificate = Certificates.pem(Certificates.selfSigned(pair, "here"));
        String key = Certificates.pkcs8(pair.getPrivate());

        assertRefused(files("hello", key), "no certificate in", "cert.pem");
        assertRefused(files(certificate, certificate), "no private key in", "key.pem");
        assertRefused(files(certificate.substring(0, 99), key), "cert.pem", "damaged");
        assertRefused(files(Certificates.pem("CERTIFICATE", new byte[9]), key), "cert.pem", "damaged");
        assertRefused(files(certificate, Certificates.pem("EC PRIVATE KEY", new byte[9])), "key.pem", "damaged");
        assertRefused(files("x".repeat(2_000_000), key), "cert.pem", "larger");
        assertRefused(new PemFiles(directory.resolve("none"), directory.resolve("key.pem")), "none", "no such file");
        assertRefused(new PemFiles(directory, directory.resolve("key.pem")), directory.toString(), "a folder");
    }

    @Test
    void anEncryptedKeyIsRefusedWithTheCommandThatDecryptsIt() throws Exception {
        KeyPair pair = Certificates.pair("EC");
        String certificate = Certificates.pem(Certificates.selfSigned(pair, "here"));
        String key = Certificates.traditional(pair.getPrivate()).replace("KEY-----\nM",
                "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\nM");
        assertRefused(files(certificate, key), "key.pem is encrypted", "openssl pkey -in");
    }

    @Test
    void datesAreLookedAt() throws Exception {
        KeyPair pair = Certificates.pair("EC");
        Instant until = Instant.now().minusSeconds(60);
        X509Certificate old = Certificates.sign(pair, "here", pair, "here", until);
        TlsIdentity identity = PemIdentity.read(files(Certificates.pem(old), Certificates.pkcs8(pair.getPrivate())));

        assertThat(identity.outdated(Instant.now())).contains("expired");
        assertThat(identity.outdated(until.minusSeconds(60))).isNull();
        assertThat(identity.outdated(until.minus(Duration.ofDays(11)))).contains("valid only from");
    }

    @Test
    void aSelfSignedCertificateIsForThisMachine() throws Exception {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        X509Certificate made = SelfSignedIdentity.make(now, "box.example").chain().get(0);

        made.verify(made.getPublicKey());
        assertThat(made.getSubjectX500Principal().getName()).isEqualTo("CN=box.example");
        assertThat(made.getSubjectAlternativeNames()).extracting(name -> (Object) name.get(1))
                .containsExactly("box.example", "localhost", "127.0.0.1");
        assertThat(made.getNotBefore().toInstant()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(made.getNotAfter().toInstant()).isEqualTo("2027-11-21T12:00:00Z");
    }
}
