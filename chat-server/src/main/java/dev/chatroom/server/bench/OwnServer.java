package dev.chatroom.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.BenchPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server in a process of its own: the same program, run by the same Java with the same options, on a free port of this
 * machine, without limits on connections and rate. It ends with {@link #close}, or with this process.
 */
final class OwnServer implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile(" listens on \\S+:(\\d+);");
    private static final String MAIN = "dev.chatroom.server.cli.Main";
    private static final long END_SECONDS = 10;

    private final Process process;
    private final InetSocketAddress address;
    private final Thread killer;

    private OwnServer(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
        this.killer = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /** Starts a server and waits until it listens. */
    static OwnServer start(BenchPlan plan) throws BenchException {
        try {
            ProcessBuilder server = new ProcessBuilder(command(plan)).redirectErrorStream(true);
            // What is set there is meant for the server that people use: a password would shut the clients out.
            server.environment().keySet().removeIf(name -> name.startsWith("CHATROOM_"));
            Process process = server.start();
            BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            String line = output.readLine();
            Matcher matcher = LISTENING.matcher(line == null ? "" : line);
            if (!matcher.find()) {
                process.destroyForcibly();
                throw new BenchException("cannot start a server: " + (line == null ? "it ended at once" : line));
            }
            Thread.ofPlatform().name("bench-server-output").daemon().start(() -> discard(output));
            int port = Integer.parseInt(matcher.group(1));
            return new OwnServer(process,
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        } catch (IOException e) {
            throw new BenchException("cannot start a server: " + e.getMessage(), e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    long process() {
        return process.pid();
    }

    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException shuttingDown) {
            process.destroyForcibly();
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(BenchPlan plan) {
        List<String> command = OwnJava.command(MAIN);
        command.addAll(List.of("-q", "--bind", "127.0.0.1", "--port", "0", "--rate", "0", "--idle-timeout", "off"));
        command.addAll(List.of("--max-connections", "0", "--max-per-address", "0", "--requests", "0"));
        // As before there was a web page, so that figures can be compared.
        command.addAll(List.of("--greeting-delay", "250ms"));
        command.addAll(List.of("--max-line", Integer.toString(Math.max(4_096, plan.body()))));
        command.addAll(List.of("--limit", "rooms=" + Math.max(4_096, plan.rooms() + 1)));
        return command;
    }

    private static void discard(BufferedReader output) {
        try (output) {
            output.transferTo(new OutputStreamWriter(OutputStream.nullOutputStream(), UTF_8));
        } catch (IOException ended) {
            // There is nothing left to discard.
        }
    }
}
