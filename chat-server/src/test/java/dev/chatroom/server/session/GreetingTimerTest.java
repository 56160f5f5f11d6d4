package dev.chatroom.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.client.ConnectionClient;
import dev.chatroom.server.http.Answer;
import dev.chatroom.server.http.HttpHandler;
import dev.chatroom.server.http.Request;
import dev.chatroom.server.http.Response;
import dev.chatroom.server.http.Status;
import dev.chatroom.server.pace.WorkLimits;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.tls.TlsClients;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When somebody who says nothing is greeted, at moments of the test's choice. */
@Timeout(60)
class GreetingTimerTest extends SessionByHand {
    /** Gives the reader something, and waits until it wants more. */
    private void give(String text) {
        scripted.give(text);
        await(() -> scripted.bytesRead.get() == text.length(), "the bytes to be read");
        scripted.awaitReaderParkedIn("take");
    }

    private void advanceMillis(long millis) {
        timer.advance(Duration.ofMillis(millis));
    }

    private static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Whether somebody has been taken for silent: then there is a user, though perhaps not yet let in. */
    private boolean nobodyCame() {
        return chat.users() + chat.newcomers().count() == 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300, 700, 1_500, 1_999})
    void aHandshakeThatComesLateIsTaken(int millis) throws Exception {
        startWithTls(false, Duration.ZERO);
        advanceMillis(millis);
        assertThat(nobodyCame()).isTrue();

        try (SSLSocket secured =
                (SSLSocket) TlsClients.context().getSocketFactory().createSocket(client, "127.0.0.1", 2020, true);
                ChatClient ann = ChatClient.on(secured)) {
            secured.startHandshake();
            ann.send("/nick ann");
            ann.expect("* you are now ann");
        }
    }

    @Test
    void whoeverStaysSilentIsGreetedInPlainTextInTheEnd() throws Exception {
        startWithTls(false, Duration.ZERO);
        advanceMillis(1_999);
        assertThat(nobodyCame()).isTrue();
        advanceMillis(1);

        assertThat(ChatClient.on(client).next()).startsWith("* welcome");
    }

    @Test
    void anIrcClientOnASlowNetworkReadsNoPlainTextWhereThereIsTls() throws Exception {
        startWithTls(false, Duration.ZERO);
        advanceMillis(1_500);
        client.getOutputStream().write("NICK ann\r\nUSER ann 0 * :Ann\r\n".getBytes(UTF_8));

        BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        assertThat(lines.readLine()).contains(" 001 ann ");
    }

    @Test
    void whoeverSpeaksPlainTextWhereThereIsTlsIsAnsweredAtOnce() throws Exception {
        startWithTls(false, Duration.ZERO);
        client.getOutputStream().write("/nick ann\n".getBytes(UTF_8));

        ChatClient.on(client).expect("* you are now ann");
    }

    @Test
    void aClientIsSilentOnlyIfItsSocketSaysSo() {
        startScripted();
        scripted.unread = true;
        advanceMillis(250);
        advanceMillis(250);
        assertThat(nobodyCame()).isTrue();
        scripted.unread = false;
        advanceMillis(250);

        scripted.awaitWritten("* welcome");
    }

    @Test
    void aClientWhoseSocketAlwaysHasBytesIsGreetedInTheEnd() {
        startScripted();
        scripted.unread = true;
        advanceMillis(250 * 40);
        assertThat(nobodyCame()).isTrue();
        advanceMillis(250);

        scripted.awaitWritten("* welcome");
    }

    @Test
    void whoeverSendsWithoutEndBeforeTheFirstLinePaysForIt() {
        ManualClock standing = new ManualClock();
        WorkLimits limits = new WorkLimits(1, 0, standing);
        start(scripted, config().clock(standing).build(), TestClients.local(limits));

        scripted.giveForEver((byte) '\n');

        scripted.awaitReaderParkedIn("awaitWorkUntold");
        assertThat(nobodyCame()).isTrue();
    }

    @Test
    void aClientThatFindsOutLateThatItSpeaksIrcIsNoTerminalAnyMore() {
        startScripted();
        advanceMillis(250);
        scripted.awaitWritten("* welcome");
        scripted.give("CAP LS 302\r\nNICK ann\r\nUSER a 0 * :a\r\nCAP END\r\nMODE ann\r\n");

        scripted.awaitWritten(" 221 ann +\r\n");
    }

    @Test
    void aRequestOfWhichTheEndComesLateLetsNobodyIn() throws Exception {
        startScripted();
        give("POST / HT");
        advanceMillis(2_000);
        assertThat(nobodyCame()).isTrue();
        scripted.give("TP/1.1\r\nhello\n");

        scripted.awaitWritten("HTTP/1.1 403 Forbidden");
        assertThat(scripted.outputShut.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(nobodyCame()).isTrue();
        await(() -> {
            advanceMillis(1_000);
            return scripted.closed.getCount() == 0;
        }, "the end of a client that does not end its side");
        assertThat(nobodyCame()).isTrue();
    }

    private Session startBesideRequestsOf(ConnectionClient asking) {
        asking.work().address().markBrowsed();
        return start(scripted, config().build(), asking);
    }

    private Session startOfProxyThatAsks() {
        return startBesideRequestsOf(TestClients.proxy());
    }

    private Session startBesideABrowser() {
        return startBesideRequestsOf(TestClients.local(new WorkLimits(0, 0, new ManualClock())));
    }

    @Test
    void aConnectionThatAProxyUsesLateIsNotGreetedBefore() {
        startOfProxyThatAsks();
        advanceMillis(129_000);
        assertThat(nobodyCame()).isTrue();
        scripted.give("GET / HTTP/1.1\r\n");

        scripted.awaitWritten("HTTP/1.1 403 Forbidden");
    }

    @Test
    void nobodyComesInByAConnectionThatMayBeAProxysBeforeSayingSomething() {
        startOfProxyThatAsks();
        advanceMillis(129_999);
        assertThat(scripted.written()).isEmpty();
        advanceMillis(1);

        scripted.awaitWritten("* type a line to come in, such as /nick NAME\r\n");
        advanceMillis(600_000);
        assertThat(nobodyCame()).isTrue();
    }

    @Test
    void nobodyComesInByAConnectionThatMayBeABrowsersBeforeSayingSomething() {
        startBesideABrowser();
        advanceMillis(64_999);
        assertThat(scripted.written()).isEmpty();
        advanceMillis(1);

        scripted.awaitWritten("* type a line to come in, such as /nick NAME\r\n");
        advanceMillis(600_000);
        assertThat(nobodyCame()).isTrue();
    }

    private static final class Answering implements HttpHandler {
        @Override
        public Answer answer(Request request, Workload work) {
            return new Answer.Whole(Response.text(Status.OK, request.head().target().path().getFirst() + "\n"));
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
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void whoeverHasAskedByHttpReadsNothingElse(boolean proxy, boolean withinBody) {
        http = new Answering();
        Session session = proxy ? startOfProxyThatAsks() : startBesideABrowser();
        give("POST /1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n" + (withinBody ? "x" : "xy"));
        advanceMillis(250);
        advanceMillis(600_000);
        if (withinBody) {
            scripted.give("y");
        }
        scripted.give("GET /2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        scripted.awaitWritten("\r\n\r\n2\n");
        assertThat(scripted.written()).startsWith("HTTP/1.1 200 OK").doesNotContain("*");
        assertThat(session.dialect()).isNull();
        assertThat(nobodyCame()).isTrue();
    }

    @Test
    void aRequestThatComesSlowlyBesideABrowserReadsNothingBeforeItsAnswer() {
        startBesideABrowser();
        advanceMillis(64_500);
        give("POST / HT");
        advanceMillis(600_000);
        assertThat(nobodyCame()).isTrue();
        scripted.give("TP/1.1\r\n");

        scripted.awaitWritten("HTTP/1.1 403 Forbidden");
        assertThat(scripted.written()).startsWith("HTTP/1.1 403 Forbidden");
    }

    @Test
    void halfARequestBesideABrowserIsEnded() {
        Session session = startBesideABrowser();
        give("GET /");
        advanceMillis(10_000);
        session.sweep();
        assertThat(session.isEnding()).isFalse();
        advanceMillis(1);
        session.sweep();

        assertThat(session.isEnding()).isTrue();
        advanceMillis(600_000);
        assertThat(nobodyCame()).isTrue();
    }

    @Test
    void halfALineBesideABrowserIsSomebodysAtATerminal() {
        Session session = startBesideABrowser();
        advanceMillis(64_500);
        give("hel");
        advanceMillis(10_499);
        session.sweep();
        assertThat(nobodyCame()).isTrue();
        advanceMillis(1);

        scripted.awaitWritten("* welcome");
    }

    @Test
    void aLineThatIsNeverFinishedKeepsNobodyFromTheGreeting() {
        startScripted();
        give("hel");
        advanceMillis(250);
        assertThat(nobodyCame()).isTrue();
        advanceMillis(2_000);

        scripted.awaitWritten("* welcome");
    }
}
