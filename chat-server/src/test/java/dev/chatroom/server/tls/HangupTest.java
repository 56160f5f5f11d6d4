package dev.chatroom.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own is told by SIGHUP that its certificate is another. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HangupTest {
    private static final Pattern LISTENS = Pattern.compile("chatroom listens on 127\\.0\\.0\\.1:(\\d+); .*");

    @TempDir
    private Path directory;

    private Process process;

    @AfterEach
    void destroy() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private X509Certificate writeCertificate(String subject) throws Exception {
        KeyPair pair = Certificates.pair("EC");
        X509Certificate certificate = Certificates.selfSigned(pair, subject);
        Path unused = Certificates.write(
                directory, "both.pem", Certificates.pem(certificate) + Certificates.pkcs8(pair.getPrivate()));
        return certificate;
    }

    private InetSocketAddress start() throws Exception {
        String file = directory.resolve("both.pem").toString();
        process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "dev.chatroom.server.cli.Main",
                "-v", "--port", "0", "--tls-cert", file, "--tls-key", file).start();
        BufferedReader output = process.inputReader();
        Matcher listens = LISTENS.matcher("");
        while (!listens.matches()) {
            String line = output.readLine();
            assertThat(line).as("what the server says when it starts").isNotNull();
            listens.reset(line);
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(listens.group(1)));
    }

    /** Sends the signal and waits until the log tells what came of it. */
    private String hangUp() throws Exception {
        Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
        assertThat(kill.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
        BufferedReader log = process.errorReader();
        String line = log.readLine();
        while (line != null && !line.contains("the certificate")) {
            line = log.readLine();
        }
        assertThat(line).as("what the server logs").isNotNull();
        return line;
    }

    @Test
    void newConnectionsGetTheNewCertificateAndOldOnesStay() throws Exception {
        X509Certificate first = writeCertificate("one");
        InetSocketAddress address = start();
        try (ChatClient ann = TlsClients.enter(address, "ann")) {
            assertThat(TlsClients.certificateAt(address)).isEqualTo(first);
            X509Certificate second = writeCertificate("two");

            assertThat(hangUp()).contains("new connections get the certificate");

            assertThat(TlsClients.certificateAt(address)).isEqualTo(second);
            Path unused = Certificates.write(directory, "both.pem", "nothing of the kind");
            assertThat(hangUp()).contains("the certificate stays as it was").contains("both.pem");
            assertThat(TlsClients.certificateAt(address)).isEqualTo(second);
            ann.send("/nick anna");
            ann.expect("* you are now anna");
        }
    }
}
