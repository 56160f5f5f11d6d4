package dev.chatroom.core.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.Readings;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** What a broadcaster does not take, and that it is as before then. */
class BroadcasterRefusalTest {
    private final ManualExecutor passes = new ManualExecutor();
    private final Broadcaster<String> news = new Broadcaster<>("news", 8, passes);

    @Test
    void anEventThatCannotBeWeighedLeavesEverythingAsItWas() {
        AtomicInteger weight = new AtomicInteger(4);
        Broadcaster<String> weighed = new Broadcaster<>("weighed", 8, 10, event -> {
            if (weight.get() > 99) {
                throw new IllegalStateException("broken scales");
            }
            return weight.get();
        }, passes);
        weighed.publish("a");
        weighed.publish("b");
        weight.set(100);
        assertThatThrownBy(() -> weighed.publish("c")).hasMessage("broken scales");
        weight.set(-1);
        assertThatThrownBy(() -> weighed.publish("c")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> weighed.publish((long sequence) -> "c"))
                .isInstanceOf(IllegalArgumentException.class);

        weight.set(3);
        assertThat(weighed.publish("d")).isEqualTo(3);
        assertThat(Readings.all(weighed.subscribe(9))).as("one more would be too heavy")
                .containsExactly("2 b", "3 d");
    }

    @Test
    void whatIsMissingIsRefusedAtOnce() {
        assertThatNullPointerException().isThrownBy(() -> new Broadcaster<String>(null, 1, passes));
        assertThatNullPointerException().isThrownBy(() -> new Broadcaster<String>("none", 1, null));
        assertThatNullPointerException().isThrownBy(() -> new Broadcaster<String>("none", 1, 1, null, passes));
        assertThatNullPointerException().isThrownBy(() -> news.publish((String) null));
        assertThatNullPointerException().isThrownBy(() -> news.publish((LongFunction<String>) null));
        assertThatNullPointerException().isThrownBy(() -> news.publish((long sequence) -> null));
        assertThatNullPointerException().isThrownBy(() -> news.subscribe(0, null));
        assertThatNullPointerException().isThrownBy(() -> news.subscribeAfter(0, null));

        assertThat(news.subscribers()).isZero();
        assertThat(news.publish("first")).isEqualTo(1);
    }

    @Test
    void boundsBelowOneAreRefused() {
        assertThatThrownBy(() -> new Broadcaster<String>("none", 0, passes))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Broadcaster<String>("none", 1, 0, String::length, passes))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
