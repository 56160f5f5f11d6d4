package dev.chatroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.http.Answer;
import dev.chatroom.server.http.HttpHandler;
import dev.chatroom.server.http.Request;
import dev.chatroom.server.http.Response;
import dev.chatroom.server.http.Status;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.plain.PlainProtocol;
import dev.chatroom.server.protocol.Protocol;
import dev.chatroom.server.websocket.WebSocketFraming;
import dev.chatroom.server.websocket.WebSocketProtocol;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A WebSocket that the server ends. */
@Timeout(60)
class WebSocketEndTest extends SessionByHand {
    private static final String REQUEST = "GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n";

    /** As it is read that takes it for UTF-8. */
    private static final String GOING_AWAY = "\uFFFD\u0002\u0003\uFFFD";

    private record Upgrading(Protocol protocol) implements HttpHandler {
        @Override
        public Answer answer(Request request, Workload work) {
            return new Answer.Upgrade(Response.text(Status.SWITCHING_PROTOCOLS, ""), protocol, "");
        }

        @Override
        public Optional<Answer.Upgrade> upgrade(Request request) {
            return Optional.empty();
        }

        @Override
        public Response refusal(Status status, String why) {
            return Response.text(status, why);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"888000000000", "88820000000003e9", "88820000000003e8"})
    void whatTheClientAnswersToItsClosingIsNotAnswered(String hex) throws Exception {
        http = new Upgrading(new WebSocketProtocol(
                PlainProtocol.ofPeople(context(config().build())), WebSocketFraming.LINES_OF_TEXT, 1_000));
        Session session = startScripted();
        scripted.give(REQUEST);
        scripted.awaitWritten("* welcome");

        session.end(CloseReason.SHUTDOWN, new Notice.ShuttingDown());
        scripted.awaitWritten(GOING_AWAY);
        assertThat(scripted.outputShut.await(20, TimeUnit.SECONDS)).isTrue();
        String before = scripted.written();
        byte[] closing = HexFormat.of().parseHex(hex);
        scripted.give(closing);
        while (scripted.bytesRead.get() < REQUEST.length() + closing.length) {
            Thread.onSpinWait();
        }
        scripted.awaitReaderParkedIn("discardRest");

        assertThat(scripted.written()).isEqualTo(before);
    }
}
