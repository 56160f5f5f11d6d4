package dev.chatroom.server.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.bench.plan.BenchPlan;
import dev.chatroom.server.bench.plan.Language;
import dev.chatroom.server.bench.plan.RoomAssignment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakersTest {
    private static final int CLIENTS = 60;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void eachRoomHasAThirdOfEach(int rooms) {
        List<Class<?>> languages = languages(Language.MIXED, rooms);
        for (int room = 0; room < rooms; room++) {
            int here = room;
            assertThat(IntStream.range(0, CLIENTS)
                    .filter(client -> client % rooms == here && languages.get(client) == Web.class)
                    .count()).isBetween((long) CLIENTS / rooms / 3, (long) CLIENTS / rooms / 3 + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6})
    void thoseWhoSendFirstInTheirRoomsSpeakDifferently(int rooms) {
        assertThat(languages(Language.MIXED, rooms).subList(0, 3))
                .containsExactly(Protocol.Talk.class, Protocol.Irc.class, Web.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyOtherOfARoomIsAnIrcClient(int rooms) {
        List<Class<?>> languages = languages(Language.HALF_IRC, rooms);
        for (int client = rooms; client < CLIENTS; client++) {
            assertThat(languages.get(client)).isNotEqualTo(languages.get(client - rooms));
        }
    }

    private static List<Class<?>> languages(Language language, int rooms) {
        BenchPlan plan = new BenchPlan(
                Optional.empty(), OptionalLong.empty(), language, CLIENTS, 1, rooms, 0, false, 40, 8, 0,
                Duration.ZERO, Duration.ZERO);
        Speakers speakers = new Speakers(plan, new RoomAssignment(CLIENTS, 1, rooms), new Mark("abcd"));
        return IntStream.range(0, CLIENTS)
                .<Class<?>>mapToObj(client -> speakers.of(client).protocol().getClass())
                .toList();
    }
}
