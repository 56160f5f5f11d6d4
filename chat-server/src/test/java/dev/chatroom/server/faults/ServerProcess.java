package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The launcher as a shell starts it. For one thread. */
final class ServerProcess implements AutoCloseable {
    private static final List<String> WITHOUT_LIMITS =
            List.of("--rate", "0", "--max-per-address", "0", "--requests", "0");
    private static final Pattern STARTED = Pattern.compile("chatroom listens on 127\\.0\\.0\\.1:(\\d+)[; ].*");
    private static final long PATIENCE_SECONDS = 20;
    private static final long SOON_SECONDS = 5;
    private static final long BETWEEN_TRIES_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Process process;
    private final Path log;
    private final InetSocketAddress address;

    private ServerProcess(Process process, Path log) throws IOException {
        this.process = process;
        this.log = log;
        Matcher started = STARTED.matcher(String.valueOf(process.inputReader().readLine()));
        assertThat(started.matches()).as("the line that the server starts with: %s", started).isTrue();
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(started.group(1)));
    }

    /**
     * Starts one without limits of rate and number.
     *
     * @param shell a line for the shell, in which {@code "$@"} is the command
     * @param javaOptions options of the virtual machine
     */
    static ServerProcess start(String shell, String javaOptions, String... args) throws IOException {
        List<String> all = new ArrayList<>(WITHOUT_LIMITS);
        all.addAll(List.of(args));
        return launch(shell, javaOptions, all);
    }

    /** Starts one with the limits that it has by default. */
    static ServerProcess startWithLimits(String... args) throws IOException {
        return launch("exec \"$@\"", "", List.of(args));
    }

    private static ServerProcess launch(String shell, String javaOptions, List<String> args) throws IOException {
        Path log = Files.createTempFile("chatroom", ".log");
        List<String> command = new ArrayList<>(List.of("sh", "-c", shell, "sh"));
        command.addAll(List.of(System.getProperty("chatroom.launcher"), "--port", "0"));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("CHATROOM_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CHATROOM_JAVA_OPTS", javaOptions);
        Process process = builder.start();
        try {
            return new ServerProcess(process, log);
        } catch (AssertionError | IOException notStarted) {
            process.destroyForcibly();
            throw notStarted;
        }
    }

    /** How many bytes of its heap are alive; it makes a full collection for that. */
    long liveHeap() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = asked.inputReader().lines().toList();
        assertThat(asked.waitFor()).as("the status of jcmd").isZero();
        return Long.parseLong(lines.getLast().strip().split(" +", -1)[2]);
    }

    InetSocketAddress address() {
        return address;
    }

    /** Waits whether it ends by itself. */
    boolean endsSoon() throws InterruptedException {
        return process.waitFor(SOON_SECONDS, TimeUnit.SECONDS);
    }

    long openDescriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return open.count();
        }
    }

    /** Two people come in, and one hears what the other says. */
    void expectServing() {
        try (ChatClient ann = ChatClient.connect(address); ChatClient bob = ChatClient.connect(address)) {
            ann.expectStart("* type a line");
            bob.send("hello");
            ann.expectEnd(": hello");
        }
    }

    /** The same, once those who have vanished have left their places. */
    void expectServingSoon() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SOON_SECONDS);
        while (isFull() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
        }
        expectServing();
    }

    private boolean isFull() {
        try (ChatClient next = ChatClient.connect(address())) {
            return next.next().startsWith("* the server is full");
        }
    }

    /** Stops it for so long, as a shell does with Ctrl-Z; then it goes on. */
    void standStill(Duration length) throws Exception {
        signal("STOP");
        assertThat(process.waitFor(length.toMillis(), TimeUnit.MILLISECONDS)).as("it ends while it is stopped")
                .isFalse();
        signal("CONT");
    }

    /** From now on no file of it may grow beyond so many bytes, as if the disk were full; {@code unlimited} ends that. */
    void limitFiles(String bytes) throws Exception {
        Process limit = new ProcessBuilder(
                "prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":")
                .inheritIO()
                .start();
        assertThat(limit.waitFor()).as("prlimit").isZero();
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).inheritIO().start();
        assertThat(kill.waitFor()).as("kill -%s", name).isZero();
    }

    /** Waits until it has ended. */
    int status() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("the process ends").isTrue();
        return process.exitValue();
    }

    /** Tells it to end, and waits until it has. */
    int terminate() throws InterruptedException {
        // Process.destroy would close the streams too.
        process.toHandle().destroy();
        return status();
    }

    /** Ends it at once, without a chance to do anything more. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        int unused = status();
    }

    /** All that it has written, where nothing was redirected, once it has ended. */
    List<String> lastWords() throws IOException {
        List<String> lines = new ArrayList<>(process.inputReader().lines().toList());
        lines.addAll(Files.readAllLines(log));
        return lines;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(log);
    }
}
