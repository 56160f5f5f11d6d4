package dev.chatroom.server.faults;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * People of one address who want the server to keep as much as they can make it: each in twenty rooms of their own, one long
 * line after the other, at a pace that is allowed.
 */
final class MemoryAttack implements AutoCloseable {
    private static final int ROOMS = 20;
    private static final int LONGEST = 4_000;

    /** What they write; in what is over a bound, a part of it is refused. */
    enum Kind {
        /** A thousand empty tags, which a map would keep in fourteen times their size. */
        EMPTY_TAGS {
            @Override
            String line(String room, long number) {
                return "@" + IntStream.range(0, 1_020).mapToObj(i -> "+" + i).collect(Collectors.joining(";"))
                        + " PRIVMSG #" + room + " :" + number;
            }
        },
        /** As many tags as are allowed, as long as they may be. */
        LONG_TAGS {
            @Override
            String line(String room, long number) {
                return "@" + IntStream.range(0, 16).mapToObj(i -> "+" + i + "=" + "x".repeat(240))
                        .collect(Collectors.joining(";"))
                        + " TAGMSG #" + room;
            }
        },
        /** Long lines, of which each has one letter that makes a string twice as long. */
        ONE_CYRILLIC_LETTER {
            @Override
            String line(String room, long number) {
                return "ж" + number + "x".repeat(LONGEST - 20);
            }
        },
        LONG_LINES {
            @Override
            String line(String room, long number) {
                return number + " " + "x".repeat(LONGEST);
            }
        },
        /** Of these what surrounds the words takes most. */
        SHORT_LINES {
            @Override
            String line(String room, long number) {
                return Long.toString(number);
            }
        },
        PRIVATE_MESSAGES {
            @Override
            String line(String room, long number) {
                return "/msg %s %d %s".formatted(room.substring(0, room.indexOf('-')), number,
                        "x".repeat(LONGEST - 100));
            }
        },
        MASKS {
            @Override
            String line(String room, long number) {
                return "MODE #" + room + " +bbb " + "*a".repeat(40) + number + " " + "y".repeat(100) + number + " z"
                        + number;
            }
        },
        NAMES_FOLLOWED {
            @Override
            String line(String room, long number) {
                return "MONITOR + " + IntStream.range(0, 15).mapToObj(i -> "n".repeat(20) + number + "x" + i)
                        .collect(Collectors.joining(","));
            }
        },
        /** No attack: as many lines, as long as the others, of which nothing is kept. */
        NOTHING_KEPT {
            @Override
            String line(String room, long number) {
                return "PRIVMSG nobody :" + number + " " + "x".repeat(LONGEST - 50);
            }
        };

        /** All of those that are attacks. */
        static final List<Kind> ATTACKS = List.copyOf(EnumSet.complementOf(EnumSet.of(NOTHING_KEPT)));

        abstract String line(String room, long number);

        boolean isIrc() {
            return switch (this) {
                case EMPTY_TAGS, LONG_TAGS, MASKS, NAMES_FOLLOWED, NOTHING_KEPT -> true;
                case ONE_CYRILLIC_LETTER, LONG_LINES, SHORT_LINES, PRIVATE_MESSAGES -> false;
            };
        }
    }

    private final List<RudeClient> clients = new ArrayList<>();
    private final AtomicLong written = new AtomicLong();
    private volatile boolean ending;

    /**
     * Begins.
     *
     * @param name what their names begin with
     * @param kinds what they do; if several, one this and the next that
     * @param number how many there are
     * @param pace how much time each leaves between two lines
     */
    MemoryAttack(InetSocketAddress server, String name, List<Kind> kinds, int number, Duration pace) {
        for (int i = 0; i < number; i++) {
            RudeClient client = RudeClient.connect(server);
            clients.add(client);
            Kind kind = kinds.get(i % kinds.size());
            String own = name + i;
            Thread.startVirtualThread(client::readAll);
            Thread.startVirtualThread(() -> attack(client, own, kind, pace));
        }
    }

    /** How many lines they have written. */
    long written() {
        return written.get();
    }

    /** They write no more, but stay. */
    void rest() {
        ending = true;
    }

    @Override
    public void close() {
        ending = true;
        clients.forEach(RudeClient::close);
    }

    private void attack(RudeClient client, String name, Kind kind, Duration pace) {
        boolean connected = client.write(kind.isIrc()
                ? "CAP REQ :message-tags\r\nNICK %s\r\nUSER m 0 * :m\r\nCAP END\r\n".formatted(name)
                : "/nick %s\n".formatted(name));
        for (int room = 0; connected && room < ROOMS; room++) {
            pause(pace);
            connected = client.write((kind.isIrc() ? "JOIN #%s-%d\r\n" : "/join %s-%d\n").formatted(name, room));
        }
        for (long number = 0; connected && !ending; number++) {
            pause(pace);
            String room = name + "-" + number % ROOMS;
            if (!kind.isIrc()) {
                connected = client.write("/join %s\n".formatted(room));
            }
            connected &= client.write(kind.line(room, number) + "\r\n");
            written.incrementAndGet();
        }
    }

    private static void pause(Duration pace) {
        LockSupport.parkNanos(pace.toNanos());
    }
}
