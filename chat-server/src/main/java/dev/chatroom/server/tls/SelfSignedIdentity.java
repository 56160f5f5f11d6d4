package dev.chatroom.server.tls;

import dev.chatroom.server.config.TlsException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes a {@link TlsIdentity} that only its fingerprint vouches for. */
final class SelfSignedIdentity {
    /** Clocks differ, and so do ideas of the time zone. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private static final Duration VALID = Duration.ofDays(365);
    private static final int SERIAL_BITS = 127;

    /** What a common name may have at most (RFC 5280, appendix A.1). */
    private static final int MOST_NAME = 64;

    private SelfSignedIdentity() {}

    /** A new key, P-256, and its certificate: for this machine's name, {@code localhost} and 127.0.0.1. */
    static TlsIdentity make(Instant now) throws TlsException {
        return make(now, machineName());
    }

    static TlsIdentity make(Instant now, String host) throws TlsException {
        try {
            SecureRandom random = new SecureRandom();
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            String name = host.length() > MOST_NAME ? "localhost" : host;
            X500Name subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
            GeneralName[] names = {
                new GeneralName(GeneralName.dNSName, name),
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            };
            X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                    subject, new BigInteger(SERIAL_BITS, random).setBit(0), Date.from(now.minus(BEFORE)),
                    Date.from(now.minus(BEFORE).plus(VALID)), subject, pair.getPublic())
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names))
                    .addExtension(Extension.extendedKeyUsage, false,
                            new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            X509Certificate signed = new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(pair.getPrivate())));
            return new TlsIdentity(pair.getPrivate(), List.of(signed));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new TlsException("cannot make a certificate: " + e.getMessage()
                    + "; give one in files instead", e);
        }
    }

    private static String machineName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
