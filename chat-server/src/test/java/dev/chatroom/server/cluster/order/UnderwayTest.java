package dev.chatroom.server.cluster.order;

import static dev.chatroom.server.cluster.order.Recorder.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.codec.EventCodec;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.order.Rejection;
import dev.chatroom.core.order.Sequencer;
import dev.chatroom.server.cluster.broker.ClusterLog;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnderwayTest {
    /** What was sent: the subject, the id of the message and what it has to come after. */
    private final List<String> sent = new ArrayList<>();

    private boolean isConnected = true;
    private final AtomicLong now = new AtomicLong();
    private final Recorder recorder = new Recorder();
    private final Underway underway =
            new Underway(new RoomSubjects("chat"), "node.x.", "inbox.", this::publish, now::get);
    private final Handover handover =
            new Handover(underway, new ClusterLog(Clock.systemUTC()), recorder, StreamPlace.BEGINNING);

    private void publish(String subject, String replyTo, Headers headers, byte[] form) {
        if (!isConnected) {
            throw new IllegalStateException("not connected");
        }
        sent.add(subject + " " + replyTo + " " + headers.getFirst("Nats-Msg-Id") + " "
                + headers.getFirst("Nats-Expected-Last-Subject-Sequence")
                + (headers.containsKey("Nats-Expected-Last-Msg-Id") ? " only asked" : ""));
    }

    private void handOver(long place, long id, String messageId) {
        handover.take(NatsMessage.builder().subject("any").data(EventCodec.encode(event(id)))
                .headers(new Headers().put("Nats-Msg-Id", messageId)).build(), place, Instant.EPOCH, now.get());
    }

    private void later(Duration time) {
        now.addAndGet(time.toNanos());
        underway.repeatDue();
    }

    @Test
    void speechGoesAnywhereAndAChangeAfterTheLastOne() {
        assertThat(underway.append(event(1), Sequencer.ANYWHERE, 0)).isTrue();
        assertThat(underway.append(event(2), 7, 7)).isTrue();
        assertThat(underway.append(event(3), 0, 7)).isTrue();

        assertThat(sent).containsExactly("chat.room.tea.speech inbox.1 node.x.1 null",
                "chat.room.tea.change inbox.2 node.x.2 7", "chat.room.tea.change inbox.3 node.x.3 0");
        assertThat(underway.size()).isEqualTo(3);
    }

    @Test
    void anEventThatIsNotSentIsNotUnderway() {
        isConnected = false;
        assertThat(underway.append(event(1), Sequencer.ANYWHERE, 0)).isFalse();
        isConnected = true;
        later(Duration.ofMinutes(1));
        underway.repeatAll();

        assertThat(sent).isEmpty();
        assertThat(underway.size()).isZero();
    }

    @Test
    void noMoreIsUnderwayThanTheBound() {
        for (int i = 1; i <= Underway.MOST; i++) {
            assertThat(underway.append(event(i), Sequencer.ANYWHERE, 0)).isTrue();
        }
        assertThat(underway.append(event(Underway.MOST + 1), Sequencer.ANYWHERE, 0)).isFalse();
        handOver(1, 1, "node.x.1");
        assertThat(underway.append(event(Underway.MOST + 2), Sequencer.ANYWHERE, 0)).isTrue();
    }

    @Test
    void anEventWhoseAnswerIsLostIsSentAgainUnderItsIdUntilItComes() {
        underway.append(event(1), 5, 5);
        later(Duration.ofSeconds(2));
        assertThat(sent).hasSize(1);
        later(Duration.ofSeconds(2));
        later(Duration.ofSeconds(4));

        assertThat(sent).hasSize(3).containsOnly("chat.room.tea.change inbox.1 node.x.1 5");
        handOver(6, 1, "node.x.1");
        assertThat(recorder.events).containsExactly(1L);
        later(Duration.ofMinutes(1));
        assertThat(sent).hasSize(3);
        assertThat(underway.size()).isZero();
    }

    @Test
    void whatTheStreamHasIsNotSentAgainBeforeTheConnectionIsLost() {
        underway.append(event(1), Sequencer.ANYWHERE, 0);
        underway.append(event(2), Sequencer.ANYWHERE, 0);
        underway.answered(1, new BrokerAnswer.Stored(), handover);
        underway.answered(2, new BrokerAnswer.Stored(), handover);
        later(Duration.ofMinutes(1));
        assertThat(sent).hasSize(2);

        underway.repeatAll();
        assertThat(sent.subList(2, 4)).isEqualTo(sent.subList(0, 2));
    }

    @Test
    void whoIsOvertakenIsToldAfterTheFasterChangeHasCome() {
        underway.append(event(1), 5, 5);
        underway.answered(1, new BrokerAnswer.WrongPlace(8), handover);
        handOver(7, 70, "other.y.70");
        underway.settle(handover);
        assertThat(recorder.refused).isEmpty();

        handOver(8, 80, "other.y.80");
        underway.settle(handover);
        assertThat(recorder.refused).containsExactly(Map.entry(1L, Rejection.OVERTAKEN));
        assertThat(recorder.events).containsExactly(70L, 80L);
        assertThat(underway.size()).isZero();
    }

    @Test
    void aChangeThatWasKnownToTheRoomDoesNotOvertake() {
        underway.append(event(1), 0, 9);
        underway.answered(1, new BrokerAnswer.WrongPlace(8), handover);

        assertThat(sent).endsWith("chat.room.tea.change inbox.1 node.x.1 8");
        assertThat(recorder.refused).isEmpty();
    }

    @Test
    void aChangeThatTheStreamHasForgottenIsNotExpectedAnyMore() {
        underway.append(event(1), 8, 9);
        underway.answered(1, new BrokerAnswer.WrongPlace(0), handover);

        assertThat(sent).endsWith("chat.room.tea.change inbox.1 node.x.1 0");
    }

    @Test
    void whatTheBrokerRefusesIsRefusedIfThereIsNoOtherCopy() {
        underway.append(event(1), Sequencer.ANYWHERE, 0);
        underway.append(event(2), Sequencer.ANYWHERE, 0);
        underway.answered(1, new BrokerAnswer.Refused(), handover);
        later(Duration.ofSeconds(4));
        underway.answered(2, new BrokerAnswer.Refused(), handover);

        assertThat(recorder.refused).containsExactly(Map.entry(1L, Rejection.CUT_OFF));
        later(Duration.ofSeconds(4));
        assertThat(sent).hasSize(4).endsWith("chat.room.tea.speech inbox.2 node.x.2 null");
    }

    @Test
    void anEventThatComesTwiceIsHandedOverOnce() {
        underway.append(event(1), Sequencer.ANYWHERE, 0);
        handOver(3, 1, "node.x.1");
        handOver(3, 1, "node.x.1");
        underway.answered(1, new BrokerAnswer.Stored(), handover);

        assertThat(recorder.places).containsExactly(3L);
    }

    @Test
    void aLineThatALaterOneOfItsAuthorHasPassedDoesNotComeAnyMore() {
        underway.append(event(1), Sequencer.ANYWHERE, 0);
        underway.append(event(2), Sequencer.ANYWHERE, 0);
        underway.append(event(3), Sequencer.ANYWHERE, 0);
        handOver(1, 2, "node.x.2");
        later(Duration.ofSeconds(4));

        assertThat(sent.subList(3, 5)).containsExactly("chat.room.tea.speech inbox.1 node.x.1 null only asked",
                "chat.room.tea.speech inbox.3 node.x.3 null");
        underway.answered(1, new BrokerAnswer.Missing(), handover);
        assertThat(recorder.refused).containsExactly(Map.entry(1L, Rejection.CUT_OFF));
        assertThat(underway.size()).isEqualTo(1);
    }

    @Test
    void aLineThatTheStreamHasAllTheSameIsWaitedFor() {
        underway.append(event(1), Sequencer.ANYWHERE, 0);
        underway.append(event(2), Sequencer.ANYWHERE, 0);
        handOver(1, 2, "node.x.2");
        later(Duration.ofSeconds(4));
        underway.answered(1, new BrokerAnswer.Stored(), handover);
        handOver(2, 1, "node.x.1");

        assertThat(recorder.events).containsExactly(2L, 1L);
        assertThat(recorder.refused).isEmpty();
    }

    @Test
    void readersAreToldOnceOfWhatWasHandedOverAtOnce() {
        handOver(1, 10, "other.y.10");
        assertThat(handover.endBatchIfDue(true, now.get())).isPositive();
        handOver(2, 20, "other.y.20");
        assertThat(handover.endBatchIfDue(false, now.get())).isZero();
        assertThat(handover.endBatchIfDue(false, now.get())).isZero();

        assertThat(recorder.batches).containsExactly(2);
    }

    @Test
    void timesDoNotGoBack() {
        List<Instant> times = new ArrayList<>();
        Handover timed = new Handover(underway, new ClusterLog(Clock.systemUTC()), new Sequencer.Receiver() {
            @Override
            public void apply(RoomEvent event, long id, Instant at) {
                times.add(at);
            }

            @Override
            public void endBatch() {
                throw new AssertionError("nobody reads");
            }

            @Override
            public void refuse(long id, Rejection why) {
                throw new AssertionError(why);
            }
        }, StreamPlace.BEGINNING);
        for (long i = 1; i <= 3; i++) {
            timed.take(NatsMessage.builder().subject("any").data(EventCodec.encode(event(i))).build(), i,
                    Instant.ofEpochSecond(i == 2 ? 5 : i + 10), 0);
        }

        assertThat(times).extracting(Instant::getEpochSecond).containsExactly(11L, 11L, 13L);
    }
}
