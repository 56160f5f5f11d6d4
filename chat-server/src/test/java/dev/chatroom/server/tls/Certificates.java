package dev.chatroom.server.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and certificates, and writes them as people have them in files. */
final class Certificates {
    private Certificates() {}

    static KeyPair pair(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("RSA") ? 2_048 : 256);
        return generator.generateKeyPair();
    }

    /** A certificate for a pair's key that another pair signs, valid until then. */
    static X509Certificate sign(KeyPair pair, String subject, KeyPair signer, String issuer, Instant until)
            throws GeneralSecurityException, OperatorCreationException {
        String algorithm = signer.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        return new JcaX509CertificateConverter().getCertificate(new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + issuer), BigInteger.TEN, Date.from(until.minus(Duration.ofDays(10))),
                Date.from(until), new X500Name("CN=" + subject), pair.getPublic())
                .build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
    }

    static X509Certificate selfSigned(KeyPair pair, String subject)
            throws GeneralSecurityException, OperatorCreationException {
        return sign(pair, subject, pair, subject, Instant.now().plus(Duration.ofDays(5)));
    }

    static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    static String pkcs8(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** PKCS #1 for RSA, SEC 1 for EC. */
    static String traditional(PrivateKey key) throws IOException {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        ASN1Object bare = key instanceof ECPrivateKey ec
                ? new org.bouncycastle.asn1.sec.ECPrivateKey(256, ec.getS(),
                        info.getPrivateKeyAlgorithm().getParameters())
                : RSAPrivateKey.getInstance(info.parsePrivateKey());
        return pem(key.getAlgorithm() + " PRIVATE KEY", bare.getEncoded());
    }

    static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + type + "-----\n";
    }

    static Path write(Path directory, String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
