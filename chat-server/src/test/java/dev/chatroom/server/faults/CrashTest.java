package dev.chatroom.server.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.irc.message.Tags;
import dev.chatroom.server.store.ReadBounds;
import dev.chatroom.server.store.SqliteHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that keeps what is said is killed while many write: whatever anybody has read is there, once and in order. */
@Tag("launcher")
@Timeout(value = 30, unit = java.util.concurrent.TimeUnit.MINUTES)
class CrashTest {
    private static final int ROUNDS = Extent.of(3, 200);
    private static final int WRITERS = 4;
    private static final int READ_AT_LEAST = 200;
    private static final Pattern SAID = Pattern.compile("@msgid=([^; ]+)\\S* \\S+ PRIVMSG #lobby :(.*)");

    private static final ReadBounds BOUNDS = new ReadBounds(Duration.ofMinutes(1), 256);

    @TempDir
    Path folder;

    private record Said(long id, String text) {}

    @Test
    void whatAnybodyHasReadOutlivesTheProcess() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Said> read = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            read.addAll(readUntilKilled(round, random.nextInt(3_000)));

            assertThat(checked()).isEqualTo("ok");
            List<Said> kept = kept();
            assertThat(kept).as("seed %d", seed).doesNotHaveDuplicates().containsSubsequence(read);
            assertThat(kept.stream().map(Said::id).toList()).isSorted();
        }
    }

    /** What a reader was sent up to the moment at which the server was killed, after so many lines more than the least. */
    private List<Said> readUntilKilled(int round, int further) throws Exception {
        try (ServerProcess server = ServerProcess.start("exec \"$@\"", "", "-q", "--data", folder.toString());
                Socket reading = new Socket()) {
            reading.connect(server.address());
            say(reading, "CAP REQ :message-tags\r\nNICK reader\r\nUSER r 0 * :r\r\nCAP END\r\nJOIN #lobby\r\n");
            BufferedReader in = new BufferedReader(new InputStreamReader(reading.getInputStream(), UTF_8));
            await(in, " 366 ");
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String mark = round + "-" + i + "-";
                writers.add(Thread.startVirtualThread(() -> write(server.address(), mark)));
            }
            CountDownLatch enough = new CountDownLatch(READ_AT_LEAST + further);
            List<Said> read = new ArrayList<>();
            Thread reader = Thread.startVirtualThread(() -> readOn(in, read, enough));
            enough.await();
            server.kill();
            reader.join();
            for (Thread writer : writers) {
                writer.join();
            }
            return read;
        }
    }

    private static void await(BufferedReader in, String part) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.contains(part)) {
                return;
            }
        }
        throw new AssertionError("the server ended before" + part);
    }

    /** The last line may have come in part. */
    private static void readOn(BufferedReader in, List<Said> read, CountDownLatch enough) {
        try {
            String before = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher said = before == null ? SAID.matcher("") : SAID.matcher(before);
                if (said.matches()) {
                    read.add(new Said(Tags.eventId(said.group(1)), said.group(2)));
                    enough.countDown();
                }
                before = line;
            }
        } catch (IOException killed) {
            // As it should be.
        }
    }

    private static void write(InetSocketAddress server, String mark) {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.shutdownInput();
            for (int i = 0; true; i++) {
                say(socket, mark + i + "\n");
            }
        } catch (IOException killed) {
            // As it should be.
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(UTF_8));
    }

    private List<Said> kept() {
        try (SqliteHistory history = SqliteHistory.open(folder, false, BOUNDS, Clock.systemUTC(), keeping -> {
        })) {
            return history
                    .read(new HistoryQuery(
                            new RoomName("lobby", "lobby"), HistoryPoint.BEGINNING, HistoryPoint.END,
                            HistoryQuery.End.OLDEST, Integer.MAX_VALUE, HistoryQuery.Detail.MESSAGES,
                            HistoryQuery.ANYBODY))
                    .stream()
                    .map(event -> new Said(event.id(), ((Message) event).text()))
                    .toList();
        }
    }

    private String checked() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma integrity_check")) {
            return row.getString(1);
        }
    }
}
