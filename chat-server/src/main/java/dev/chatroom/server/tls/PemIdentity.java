package dev.chatroom.server.tls;

import dev.chatroom.server.config.BoundedFile;
import dev.chatroom.server.config.TlsConfig.PemFiles;
import dev.chatroom.server.config.TlsException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Reads a {@link TlsIdentity} from PEM files (RFC 7468). What is wrong with them is said with the file's name. */
final class PemIdentity {
    /** Far more than any chain of certificates has. */
    private static final int MOST_BYTES = 1024 * 1024;

    /** What some editors put before the text, as it reads byte by byte. */
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private PemIdentity() {}

    /** Reads both files, and sees to it that they belong together. */
    static TlsIdentity read(PemFiles files) throws TlsException {
        List<X509Certificate> chain = certificates(files.certificates());
        TlsIdentity identity = new TlsIdentity(privateKey(files.key()), chain);
        try {
            if (identity.belongsTogether()) {
                return identity;
            }
        } catch (GeneralSecurityException e) {
            throw new TlsException("cannot use the key in %s: %s; give an RSA or EC key".formatted(
                    files.key(), e.getMessage()), e);
        }
        throw new TlsException(
                "the key in %s does not belong to the first certificate in %s; give the key it was made for"
                        .formatted(files.key(), files.certificates()));
    }

    private static List<X509Certificate> certificates(Path file) throws TlsException {
        List<X509Certificate> found = new ArrayList<>();
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        for (Object entry : entries(file)) {
            if (entry instanceof X509CertificateHolder holder) {
                try {
                    found.add(converter.getCertificate(holder));
                } catch (CertificateException e) {
                    throw new TlsException("cannot use a certificate in " + file + ": " + e.getMessage(), e);
                }
            }
        }
        if (found.isEmpty()) {
            throw new TlsException("there is no certificate in " + file
                    + "; give a PEM file that begins with the server's, then those that signed it");
        }
        for (int i = 1; i < found.size(); i++) {
            if (!found.get(i - 1).getIssuerX500Principal().equals(found.get(i).getSubjectX500Principal())) {
                throw new TlsException("the certificates in " + file
                        + " are not in order; the server's comes first, each next is the one that signed it");
            }
        }
        return found;
    }

    private static PrivateKey privateKey(Path file) throws TlsException {
        for (Object entry : entries(file)) {
            if (entry instanceof PEMEncryptedKeyPair || entry instanceof PKCS8EncryptedPrivateKeyInfo) {
                throw new TlsException("the key in " + file
                        + " is encrypted; decrypt it with: openssl pkey -in " + file + " -out plain.pem");
            } else if (entry instanceof PEMKeyPair pair) {
                return toKey(file, pair.getPrivateKeyInfo());
            } else if (entry instanceof PrivateKeyInfo info) {
                return toKey(file, info);
            }
        }
        throw new TlsException("there is no private key in " + file + "; give a PEM file that has one");
    }

    private static PrivateKey toKey(Path file, PrivateKeyInfo info) throws TlsException {
        try {
            return new JcaPEMKeyConverter().getPrivateKey(info);
        } catch (PEMException e) {
            throw new TlsException("cannot use the key in " + file + ": " + e.getMessage() + "; give an RSA or EC key",
                    e);
        }
    }

    private static List<Object> entries(Path file) throws TlsException {
        String text = contents(file);
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            List<Object> entries = new ArrayList<>();
            for (Object entry = parser.readObject(); entry != null; entry = parser.readObject()) {
                entries.add(entry);
            }
            return entries;
        } catch (IOException | RuntimeException e) {
            throw new TlsException("cannot use " + file + ": it is damaged, or not PEM (" + firstLine(e) + ")", e);
        }
    }

    private static String contents(Path file) throws TlsException {
        try {
            byte[] bytes = BoundedFile.read(file, MOST_BYTES, BoundedFile.PATIENCE);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (IOException e) {
            throw new TlsException("cannot read " + file + ": " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
