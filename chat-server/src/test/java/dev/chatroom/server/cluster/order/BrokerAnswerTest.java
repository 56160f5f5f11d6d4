package dev.chatroom.server.cluster.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.impl.NatsMessage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BrokerAnswerTest {
    private static BrokerAnswer answer(String json) {
        return BrokerAnswer.of(
                NatsMessage.builder().subject("inbox").data(json.getBytes(StandardCharsets.UTF_8)).build());
    }

    private static BrokerAnswer error(int number, String description) {
        return answer("{\"error\":{\"code\":400,\"err_code\":%d,\"description\":\"%s\"},\"stream\":\"chat\",\"seq\":0}"
                .formatted(number, description));
    }

    @Test
    void whatIsStoredIsAsGoodAsACopyOfIt() {
        assertThat(answer("{\"stream\":\"chat\",\"seq\":7}")).isEqualTo(new BrokerAnswer.Stored());
        assertThat(answer("{\"stream\":\"chat\",\"seq\":7,\"duplicate\":true}")).isEqualTo(new BrokerAnswer.Stored());
    }

    @Test
    void aWrongPlaceNamesTheRightOne() {
        assertThat(error(10071, "wrong last sequence: 12")).isEqualTo(new BrokerAnswer.WrongPlace(12));
        assertThat(error(10071, "wrong last sequence: 0")).isEqualTo(new BrokerAnswer.WrongPlace(0));
    }

    @Test
    void whatSaysNothingOfTheEventIsAskedAgain() {
        assertThat(error(10071, "wrong last sequence")).isEqualTo(new BrokerAnswer.Undecided());
        assertThat(error(10164, "wrong last sequence")).isEqualTo(new BrokerAnswer.Undecided());
        assertThat(error(10158, "duplicate message id is in process")).isEqualTo(new BrokerAnswer.Undecided());
        assertThat(answer("{}")).isEqualTo(new BrokerAnswer.Undecided());
    }

    @Test
    void whatWasAskedForMayBeMissing() {
        assertThat(error(10070, "wrong last msg ID: ")).isEqualTo(new BrokerAnswer.Missing());
    }

    @Test
    void anyOtherErrorIsARefusal() {
        assertThat(error(10077, "maximum bytes exceeded")).isEqualTo(new BrokerAnswer.Refused());
    }
}
