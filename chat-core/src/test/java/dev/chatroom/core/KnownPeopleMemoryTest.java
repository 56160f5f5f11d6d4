package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** People of other nodes take a part of the memory that is there for what people say. */
class KnownPeopleMemoryTest extends TwoNodesScene {
    @Test
    void peopleElsewhereCountAndCountNoMoreWhenTheyHaveLeft() {
        User ann = here.enter("ann");
        settle();
        long before = here.chat.memory().kept();

        List<User> people =
                IntStream.range(0, 50).mapToObj(i -> there.enter("bob" + i)).toList();
        settle();
        assertThat(here.chat.users()).isEqualTo(51);
        assertThat(here.chat.memory().kept() - before).isEqualTo(50 * UserRegistry.PERSON_ELSEWHERE);

        people.forEach(user -> there.chat.leave(user, ""));
        settle();
        assertThat(here.chat.users()).isEqualTo(1);
        assertThat(here.chat.memory().kept()).isEqualTo(before);
        assertThat(ann.isGone()).isFalse();
    }
}
