package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The launcher with its limits, and many people there, each with six rooms, and all of them in {@code #big}. Thirty of them
 * have talked in {@code #talk}, {@code #bans} has a hundred bans, and some were called "former". For one thread.
 */
final class FullServer implements AutoCloseable {
    private static final int ROOMS_EACH = 6;
    private static final int ADDRESSES = 20;
    private static final int TALKING = 30;

    /** As many lines as somebody may say at once, and then no more. */
    private static final int LINES_EACH = 9;

    private static final int BANS_IN_A_LINE = 13;
    private static final int RENAMED = 5;

    private final ServerProcess process;
    private final List<RudeClient> people = new ArrayList<>();

    FullServer(int number, String... args) throws IOException {
        process = ServerProcess.startWithLimits(args);
        for (int i = 0; i < number; i++) {
            RudeClient person = RudeClient.connectFrom("127.0.1." + (1 + i % ADDRESSES), process.address());
            people.add(person);
            person.write("NICK person%d\r\nUSER u 0 * :u\r\nJOIN #big,%s\r\n".formatted(i, rooms(i)));
            if (i < TALKING) {
                person.write("JOIN #talk\r\n" + "PRIVMSG #talk :something that somebody says\r\n".repeat(LINES_EACH));
            } else if (i == TALKING) {
                person.write("JOIN #bans\r\n" + bans());
            } else if (i == TALKING + 1) {
                person.write("NICK former\r\nNICK someone\r\n".repeat(RENAMED));
            }
            person.write("PING :ready\r\n");
        }
        assertThat(people).allMatch(person -> person.readUpTo(":ready\r\n"));
        people.forEach(person -> Thread.startVirtualThread(person::readAll));
    }

    InetSocketAddress address() {
        return process.address();
    }

    /** Tells it to end; its status. */
    int terminate() throws InterruptedException {
        return process.terminate();
    }

    @Override
    public void close() throws IOException {
        people.forEach(RudeClient::close);
        process.close();
    }

    private static String rooms(int person) {
        return IntStream.range(0, ROOMS_EACH)
                .mapToObj(room -> "#room-%d-%d".formatted(person, room))
                .collect(Collectors.joining(","));
    }

    private static String bans() {
        return IntStream.range(0, 8)
                .mapToObj(line -> "MODE #bans +" + "b".repeat(BANS_IN_A_LINE) + " "
                        + IntStream.range(0, BANS_IN_A_LINE)
                                .mapToObj(i -> "*!*@*.x%dy%d.ip".formatted(line, i))
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }
}
