package dev.chatroom.server.tls;

import dev.chatroom.server.config.TlsConfig;
import dev.chatroom.server.config.TlsConfig.PemFiles;
import dev.chatroom.server.config.TlsConfig.SelfSigned;
import dev.chatroom.server.config.TlsException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * The certificate that new connections are shown: read again when its files change, while those that are there keep
 * theirs. A change that cannot be used leaves the one before in place. For any thread.
 */
public final class TlsCredentials {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsConfig.Certificate source;
    private final Clock clock;

    /** Taken to look for changes, one at a time. */
    private final ReentrantLock looking = new ReentrantLock();

    /** What the files looked like when they were last read. Guarded by {@code looking}. */
    private List<Object> seen;

    private volatile Current current;

    private record Current(SSLContext context, SSLParameters parameters, String fingerprint) {}

    /**
     * Reads or makes the certificate.
     *
     * @throws TlsException if that cannot be done
     */
    public TlsCredentials(TlsConfig.Certificate source, Clock clock) throws TlsException {
        this.source = source;
        this.clock = clock;
        this.seen = look();
        this.current = load();
    }

    /** An engine for the server's side of a new connection. */
    SSLEngine newEngine() {
        Current now = current;
        SSLEngine engine = now.context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(now.parameters());
        return engine;
    }

    /** The SHA-256 fingerprint of the certificate, as openssl writes it. */
    public String fingerprint() {
        return current.fingerprint();
    }

    /** Reads the files again if they have changed since the last time. Reads files, so not for the timer's thread. */
    public void reloadIfChanged() {
        looking.lock();
        try {
            List<Object> now = look();
            if (!now.equals(seen)) {
                seen = now;
                replace();
            }
        } finally {
            looking.unlock();
        }
    }

    /** Reads the files again, changed or not. Reads files, so not for the timer's thread. */
    public void reload() {
        looking.lock();
        try {
            seen = look();
            replace();
        } finally {
            looking.unlock();
        }
    }

    private void replace() {
        if (source instanceof SelfSigned) {
            return;
        }
        try {
            current = load();
            LOG.log(Level.INFO, "new connections get the certificate " + current.fingerprint());
        } catch (TlsException e) {
            LOG.log(Level.WARNING, "the certificate stays as it was: " + e.getMessage());
        }
    }

    private Current load() throws TlsException {
        TlsIdentity identity = switch (source) {
            case PemFiles files -> PemIdentity.read(files);
            case SelfSigned unused -> SelfSignedIdentity.make(clock.instant());
        };
        String outdated = identity.outdated(clock.instant());
        if (outdated != null) {
            LOG.log(Level.WARNING, outdated);
        }
        try {
            SSLContext context = identity.toContext();
            return new Current(context, parameters(context), identity.fingerprint());
        } catch (GeneralSecurityException e) {
            throw new TlsException("this Java cannot use the certificate: " + e.getMessage(), e);
        }
    }

    /** What is allowed: TLS 1.3, and 1.2 with forward secrecy and authenticated encryption (RFC 9325, section 4.2). */
    private static SSLParameters parameters(SSLContext context) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(Arrays.stream(context.getDefaultSSLParameters().getCipherSuites())
                .filter(TlsCredentials::isModern)
                .toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }

    private static boolean isModern(String suite) {
        boolean authenticated = suite.contains("_GCM_") || suite.contains("_CHACHA20_POLY1305_");
        return authenticated && (suite.startsWith("TLS_ECDHE_") || !suite.contains("_WITH_"));
    }

    private List<Object> look() {
        return source instanceof PemFiles(Path certificates, Path key)
                ? List.of(look(certificates), look(key))
                : List.of();
    }

    /** What changes when the file does. */
    private static Object look(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(now.lastModifiedTime(), now.size(), Objects.requireNonNullElse(now.fileKey(), ""));
        } catch (IOException missing) {
            return missing.getClass();
        }
    }
}
