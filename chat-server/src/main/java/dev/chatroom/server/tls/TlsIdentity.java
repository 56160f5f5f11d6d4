package dev.chatroom.server.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A private key and the certificate that it belongs to.
 *
 * @param chain the certificate, then the one that signed it, and so on
 */
record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    /** Clients come back within minutes or not at all; without a bound the JDK would keep 20,480 sessions for a day. */
    private static final int SESSIONS_KEPT = 1_024;

    private static final int SESSION_SECONDS = 3_600;

    TlsIdentity {
        chain = List.copyOf(chain);
    }

    /** Whether the key is the certificate's: what it signs can be verified with that. */
    boolean belongsTogether() throws GeneralSecurityException {
        PublicKey shown = chain.get(0).getPublicKey();
        if (!shown.getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        byte[] something = shown.getEncoded();
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(something);
        byte[] signature = signing.sign();
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(shown);
        verifying.update(something);
        try {
            return verifying.verify(signature);
        } catch (SignatureException ofAnotherLength) {
            return false;
        }
    }

    /** What makes engines that show this certificate. */
    SSLContext toContext() throws GeneralSecurityException {
        char[] noPassword = {};
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, noPassword);
        } catch (IOException cannotBe) {
            throw new GeneralSecurityException(cannotBe);
        }
        store.setKeyEntry("server", key, noPassword, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, noPassword);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        context.getServerSessionContext().setSessionCacheSize(SESSIONS_KEPT);
        context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
        return context;
    }

    /** The SHA-256 fingerprint of the certificate, as openssl writes it. */
    String fingerprint() throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(chain.get(0).getEncoded());
        return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
    }

    /** What is wrong with its dates, in a sentence without a full stop; null if nothing. */
    @Nullable String outdated(Instant now) {
        Instant from = chain.get(0).getNotBefore().toInstant();
        Instant until = chain.get(0).getNotAfter().toInstant();
        if (now.isAfter(until)) {
            return "the certificate expired at " + until + "; clients may refuse it";
        }
        return now.isBefore(from) ? "the certificate is valid only from " + from + "; clients may refuse it" : null;
    }
}
