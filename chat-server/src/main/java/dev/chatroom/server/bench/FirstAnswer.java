package dev.chatroom.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.server.bench.load.Stopwatch;
import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long it takes from starting the server, as people start it, to the first answer that somebody gets from it. */
final class FirstAnswer {
    private static final int TIMES = 7;
    private static final long BETWEEN_ATTEMPTS_NANOS = 1_000_000;
    private static final long MOST_MICROS = 20 * Stopwatch.SECOND;
    private static final long END_SECONDS = 10;

    private FirstAnswer() {}

    /** In microseconds. */
    static long median(Progress progress) throws IOException, BenchException, InterruptedException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            progress.at("starting", i, TIMES);
            times.add(once());
        }
        return times.stream().sorted().toList().get(TIMES / 2);
    }

    private static long once() throws IOException, BenchException, InterruptedException {
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        int port = freePort(here);
        List<String> command = command();
        command.addAll(List.of("--bind", here.getHostAddress(), "--port", Integer.toString(port)));
        Stopwatch clock = new Stopwatch();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return firstAnswer(clock, new InetSocketAddress(here, port));
        } finally {
            process.destroy();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static long firstAnswer(Stopwatch clock, InetSocketAddress server) throws IOException, BenchException {
        while (clock.micros() < MOST_MICROS) {
            try (Socket socket = new Socket()) {
                socket.connect(server);
                socket.getOutputStream().write("CAP LS 302\r\n".getBytes(UTF_8));
                if (socket.getInputStream().read() < 0) {
                    throw new BenchException("the server closed the connection");
                }
                return clock.micros();
            } catch (java.net.ConnectException notYet) {
                LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
            }
        }
        throw new BenchException("nobody answers");
    }

    /** The launcher, if this program was started from it. */
    private static List<String> command() {
        Path launcher = Path.of(OwnJava.classPath()).toAbsolutePath();
        return Files.isExecutable(launcher) && Files.isRegularFile(launcher)
                ? new ArrayList<>(List.of(launcher.toString()))
                : OwnJava.command("dev.chatroom.server.cli.Main");
    }

    private static int freePort(InetAddress here) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, here)) {
            return free.getLocalPort();
        }
    }
}
