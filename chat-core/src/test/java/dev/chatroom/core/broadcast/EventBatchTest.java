package dev.chatroom.core.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventBatchTest {
    private final Broadcaster<String> news = new Broadcaster<>("news", 4, Runnable::run);
    private final Subscription<String> reader = news.subscribe();

    private EventBatch<String> afterPublishing(int events) {
        IntStream.rangeClosed(1, events).forEach(i -> news.publish("event " + i));
        return reader.batchTo(Long.MAX_VALUE);
    }

    @Test
    void eventsAreTakenOneByOneOrManyAtOnce() {
        EventBatch<String> events = afterPublishing(4);
        assertThat(events.position()).isEqualTo(1);
        assertThat(events.last()).isEqualTo(4);
        assertThat(events.peek(3)).isEqualTo(new Delivery.Event<>(3, "event 3"));
        assertThat(events.next()).isEqualTo(new Delivery.Event<>(1, "event 1"));

        events.advanceTo(3);
        assertThat(events.position()).isEqualTo(4);
        assertThat(events.isTaken()).isFalse();
        assertThat(events.next()).isEqualTo(new Delivery.Event<>(4, "event 4"));
        assertThat(events.isTaken()).isTrue();
        assertThat(events.next()).isNull();
        assertThat(reader.poll()).isNull();
    }

    @Test
    void whatIsLeftComesAgain() {
        assertThat(afterPublishing(3).next()).isEqualTo(new Delivery.Event<>(1, "event 1"));
        assertThat(reader.poll()).isEqualTo(new Delivery.Event<>(2, "event 2"));
        assertThat(reader.batchTo(Long.MAX_VALUE).position()).isEqualTo(3);
    }

    @Test
    void itEndsWhereItWasCutAndWhereTheSubscriptionEnds() {
        IntStream.rangeClosed(1, 4).forEach(i -> news.publish("event " + i));
        assertThat(reader.batchTo(2).last()).isEqualTo(2);
        reader.closeAfter(3);
        assertThat(reader.batchTo(Long.MAX_VALUE).last()).isEqualTo(3);
    }

    @Test
    void whatIsForgottenMeanwhileIsReportedLater() {
        EventBatch<String> events = afterPublishing(4);
        news.publish("event 5");
        news.publish("event 6");

        assertThat(events.next()).isNull();
        assertThat(events.isTaken()).isFalse();
        assertThat(reader.batchTo(Long.MAX_VALUE)).isNull();
        assertThat(reader.poll()).isEqualTo(new Delivery.Lagged<>("news", 2));
        assertThat(reader.poll()).isEqualTo(new Delivery.Event<>(3, "event 3"));
    }

    @Test
    void whatIsNotThereCannotBeTaken() {
        EventBatch<String> events = afterPublishing(2);
        assertThatThrownBy(() -> events.advanceTo(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> events.advanceTo(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(events.peek(3)).isNull();
    }

    @Test
    void allReadersOfALogShareItsAccount() {
        Subscription<String> other = news.subscribe();
        EventBatch<String> events = afterPublishing(1);
        assertThat(other.batchTo(1).account()).isSameAs(events.account());
    }
}
