package dev.chatroom.server.cli;

import dev.chatroom.server.cli.Values.WrongValue;
import dev.chatroom.server.config.TlsConfig;
import dev.chatroom.server.config.TlsConfig.Certificate;
import dev.chatroom.server.config.TlsConfig.PemFiles;
import dev.chatroom.server.config.TlsConfig.SelfSigned;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of TLS, as they are written on the command line. */
final class TlsOptions {
    @Option(names = "--tls-cert", paramLabel = "FILE",
            description = "take TLS too, with this certificate (PEM)")
    private Optional<String> certificates = Optional.empty();

    @Option(names = "--tls-key", paramLabel = "FILE",
            description = "the certificate's private key (PEM)")
    private Optional<String> key = Optional.empty();

    @Option(names = "--tls-self-signed", description = "take TLS too, with a certificate made now")
    private boolean selfSigned;

    @Option(names = "--tls-port", paramLabel = "N", defaultValue = "", hidden = true,
            description = "take only TLS on this port; 6697 is usual")
    private String port = "";

    @Option(names = "--tls-greeting-delay", paramLabel = "TIME", defaultValue = "2s", hidden = true,
            description = "with TLS, greet silent newcomers after (${DEFAULT-VALUE})")
    private String greetingDelay = "";

    @Option(names = "--tls-only", hidden = true, description = "refuse plain text")
    private boolean only;

    /**
     * What these options ask for; null if they ask for no TLS.
     *
     * @param ordinary the ordinary port, which cannot be that for TLS alone too
     */
    @Nullable TlsConfig toConfig(int ordinary) {
        Certificate certificate = certificate();
        if (certificate == null) {
            return null;
        }
        OptionalInt second = port.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Values.number("--tls-port", port, 0, 65_535));
        if (second.isPresent() && second.getAsInt() == ordinary && ordinary != 0) {
            throw new WrongValue("--tls-port cannot be the same as --port, which takes TLS as it is");
        }
        return new TlsConfig(
                certificate, second, only, TlsConfig.of(certificate).handshakeTimeout(),
                Values.duration("--tls-greeting-delay", greetingDelay, Duration.ofMillis(10), false));
    }

    /** The file that holds the private key, if one does. */
    List<Path> secretFiles() {
        return key.map(file -> List.of(path("--tls-key", file))).orElse(List.of());
    }

    private @Nullable Certificate certificate() {
        if (selfSigned && (certificates.isPresent() || key.isPresent())) {
            throw new WrongValue("--tls-self-signed makes a certificate; it takes no --tls-cert or --tls-key");
        } else if (selfSigned) {
            return new SelfSigned();
        } else if (certificates.isPresent() && key.isPresent()) {
            return new PemFiles(path("--tls-cert", certificates.get()), path("--tls-key", key.get()));
        } else if (certificates.isPresent()) {
            throw new WrongValue("--tls-cert needs --tls-key with the certificate's key; it may be the same file");
        } else if (key.isPresent()) {
            throw new WrongValue("--tls-key needs --tls-cert with the key's certificate; it may be the same file");
        } else if (only || !port.isEmpty()) {
            throw new WrongValue((only ? "--tls-only" : "--tls-port")
                    + " needs --tls-cert and --tls-key, or --tls-self-signed");
        }
        return null;
    }

    private static Path path(String option, String file) {
        if (file.isEmpty()) {
            // A variable that was not set, most likely, must not lead to a server in plain text.
            throw new WrongValue(option + " takes the name of a file, not nothing");
        }
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new WrongValue("%s takes the name of a file, not '%s'".formatted(option, file));
        }
    }
}
