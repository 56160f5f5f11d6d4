package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that send what nobody wants to have. */
class FloodTest {
    private static final byte[] CHUNK = new byte[64 * 1024];
    private static final int CHUNKS = Extent.of(32, 1_024) * 16;
    private static final int RANDOM_CLIENTS = Extent.of(60, 2_000);
    private static final int MOST_BYTES = 16 * 1024;

    /** What means something to a server: telnet's commands, ends of lines, and the sign of a command. */
    private static final byte[] MEANINGFUL =
            {(byte) 255, (byte) 253, (byte) 251, (byte) 250, (byte) 240, (byte) 246, '\r', '\n', 0, '/', ' ', 'm', 'e'};

    static {
        Arrays.fill(CHUNK, (byte) 'z');
    }

    @RegisterExtension
    final RunningServer server = new RunningServer();

    /** All ports on which the server listens. */
    private List<InetSocketAddress> doors() {
        return List.of(server.address());
    }

    @Test
    void aLineWithoutAnEnd() throws Exception {
        Undisturbed.by(server, "%d MB without an end of line".formatted(CHUNKS / 16), beside -> {
            try (RudeClient endless = RudeClient.connect(server.address());
                    ChatClient witness = server.enter("witness")) {
                for (int i = 0; i < CHUNKS; i++) {
                    assertThat(endless.write(CHUNK)).as("the server takes it").isTrue();
                    if (i % 1_024 == 0) {
                        // It is read all the time, or the server would not write to it any more.
                        witness.send("/nick witness" + i);
                        witness.expect("* you are now witness" + i);
                    }
                }
                endless.write("\n");
                assertThat(witness.expectEnd("z").length()).as("what is left of the line").isLessThan(5_000);
            }
        });
    }

    @Test
    void randomBytesAtEveryDoor() throws Exception {
        long seed = Long.getLong("faults.seed", System.nanoTime());
        Random random = new Random(seed);
        try {
            Undisturbed.by(server, "random bytes, seed " + seed, beside -> {
                for (InetSocketAddress door : doors()) {
                    for (int i = 0; i < RANDOM_CLIENTS; i++) {
                        sendNonsense(door, random);
                    }
                }
            });
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("with -Dfaults.seed=" + seed + ": " + e.getMessage(), e);
        }
    }

    private static void sendNonsense(InetSocketAddress door, Random random) {
        byte[] bytes = new byte[random.nextInt(MOST_BYTES)];
        random.nextBytes(bytes);
        int meaningful = random.nextInt(4) == 0 ? 0 : random.nextInt(bytes.length + 1);
        for (int i = 0; i < meaningful; i++) {
            bytes[random.nextInt(bytes.length)] = MEANINGFUL[random.nextInt(MEANINGFUL.length)];
        }
        try (RudeClient client = RudeClient.connect(door)) {
            client.write(bytes);
            switch (random.nextInt(3)) {
                case 0 -> client.vanish();
                case 1 -> {
                    client.halfClose();
                    client.awaitEnd();
                }
                default -> {
                    // Closed as what is unread makes it: with a reset or in good order.
                }
            }
        }
    }
}
