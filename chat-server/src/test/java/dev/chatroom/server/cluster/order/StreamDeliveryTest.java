package dev.chatroom.server.cluster.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.impl.NatsMessage;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamDeliveryTest {
    private static Optional<StreamDelivery> of(String place) {
        return StreamDelivery.of(NatsMessage.builder().subject("any").replyTo(place).build());
    }

    @Test
    void theBrokerSaysWhereAMessageIs() {
        StreamDelivery known = new StreamDelivery("c0", 17, 5, Instant.ofEpochSecond(1, 2));
        assertThat(of("$JS.ACK.chat.c0.1.17.5.1000000002.3")).contains(known);
        assertThat(of("$JS.ACK.hub.account.chat.c0.1.17.5.1000000002.3")).contains(known);
        assertThat(of("$JS.ACK._.account.chat.c0.1.17.5.1000000002.3.random")).contains(known);
    }

    @Test
    void anythingElseHasNoPlace() {
        assertThat(of("_INBOX.x.answer.1")).isEmpty();
        assertThat(of("$JS.ACK.chat.c0.1.17.5")).isEmpty();
        assertThat(of("$JS.ACK.chat.c0.1.x.5.1000000002.3")).isEmpty();
        assertThat(StreamDelivery.of(NatsMessage.builder().subject("any").build())).isEmpty();
    }
}
