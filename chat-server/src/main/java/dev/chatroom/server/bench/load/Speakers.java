package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.chatroom.server.bench.plan.BenchPlan;
import dev.chatroom.server.bench.plan.RoomAssignment;
import java.util.List;

/** Which client speaks what. Owned by the thread that sends and reads. */
final class Speakers {
    private final RoomAssignment seating;
    private final List<Speech> speeches;

    /**
     * What some of the clients speak.
     *
     * @param scanner of their own, since what is usual in one language is not in another
     */
    record Speech(Protocol protocol, MarkScanner scanner) {}

    /** For the clients of a plan, seated like this. */
    Speakers(BenchPlan plan, RoomAssignment seating, Mark mark) {
        this.seating = seating;
        String run = mark.run();
        String rooms = "#bench-" + run + "-";
        List<Protocol> protocols = switch (plan.language()) {
            case PLAIN -> List.of(new Protocol.Talk(seating, run, true));
            case IRC -> List.of(new Protocol.Irc(seating, run, "#" + run));
            case WEB -> List.of(new Web(seating, run));
            case HALF_IRC -> List.of(
                    new Protocol.Talk(seating, run, false), new Protocol.Irc(seating, run, rooms));
            case MIXED -> List.of(
                    new Protocol.Talk(seating, run, false), new Protocol.Irc(seating, run, rooms),
                    new Web(seating, run));
        };
        this.speeches = protocols.stream()
                .map(protocol -> new Speech(protocol, new MarkScanner(
                        mark, plan.body(), protocol.notice().getBytes(ISO_8859_1), protocol.units())))
                .toList();
    }

    /** Each language has its part of each room, and of those who send first in theirs. */
    Speech of(int client) {
        return speeches.get((client / seating.rooms() + seating.roomOf(client)) % speeches.size());
    }

    /** How many connections that have not arrived are not too many for any of the languages. */
    int atOnce() {
        return speeches.stream().mapToInt(speech -> speech.protocol().atOnce()).min().orElseThrow();
    }

    /** How many messages were cut, or mixed with others. */
    long broken() {
        return speeches.stream().mapToLong(speech -> speech.scanner().broken()).sum();
    }
}
