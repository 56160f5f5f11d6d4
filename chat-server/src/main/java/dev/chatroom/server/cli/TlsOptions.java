package dev.chatroom.server.cli;

import dev.chatroom.server.TlsConfig;
import dev.chatroom.server.TlsConfig.Certificate;
import dev.chatroom.server.TlsConfig.PemFiles;
import dev.chatroom.server.TlsConfig.SelfSigned;
import dev.chatroom.server.cli.Values.WrongValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of TLS, as they are written on the command line. */
final class TlsOptions {
    @Option(names = "--tls-cert", paramLabel = "FILE", defaultValue = "",
            description = "take TLS too, with this certificate (PEM)")
    private String certificates = "";

    @Option(names = "--tls-key", paramLabel = "FILE", defaultValue = "",
            description = "the certificate's private key (PEM)")
    private String key = "";

    @Option(names = "--tls-self-signed", description = "take TLS too, with a certificate made now")
    private boolean selfSigned;

    @Option(names = "--tls-port", paramLabel = "N", defaultValue = "", hidden = true,
            description = "take only TLS on this port; 6697 is usual")
    private String port = "";

    @Option(names = "--tls-only", hidden = true, description = "refuse plain text")
    private boolean only;

    /** What these options ask for; null if they ask for no TLS. */
    @Nullable TlsConfig toConfig() {
        Certificate certificate = certificate();
        if (certificate == null) {
            return null;
        }
        OptionalInt second = port.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Values.number("--tls-port", port, 0, 65_535));
        return new TlsConfig(certificate, second, only, TlsConfig.of(certificate).handshakeTimeout());
    }

    private @Nullable Certificate certificate() {
        if (selfSigned && !(certificates + key).isEmpty()) {
            throw new WrongValue("--tls-self-signed makes a certificate; it takes no --tls-cert or --tls-key");
        } else if (selfSigned) {
            return new SelfSigned();
        } else if (!certificates.isEmpty() && !key.isEmpty()) {
            return new PemFiles(path("--tls-cert", certificates), path("--tls-key", key));
        } else if (!certificates.isEmpty()) {
            throw new WrongValue("--tls-cert needs --tls-key with the certificate's key; it may be the same file");
        } else if (!key.isEmpty()) {
            throw new WrongValue("--tls-key needs --tls-cert with the key's certificate; it may be the same file");
        } else if (only || !port.isEmpty()) {
            throw new WrongValue((only ? "--tls-only" : "--tls-port")
                    + " needs --tls-cert and --tls-key, or --tls-self-signed");
        }
        return null;
    }

    private static Path path(String option, String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new WrongValue("%s takes the name of a file, not '%s'".formatted(option, file));
        }
    }
}
