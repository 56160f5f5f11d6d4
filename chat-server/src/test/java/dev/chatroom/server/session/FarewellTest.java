package dev.chatroom.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.tls.TlsClients;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients read that are ended before their user has come in, at moments of the test's choice. */
@Timeout(60)
class FarewellTest extends SessionByHand {
    private static final String LAST_WORDS = "* the server is shutting down; goodbye";

    private static void shutDown(Session session) {
        session.end(CloseReason.SHUTDOWN, new Notice.ShuttingDown());
    }

    private void advance(int millis) {
        timer.advance(Duration.ofMillis(millis));
    }

    private void awaitOutputEnd() throws InterruptedException {
        assertThat(scripted.outputShut.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoIsSilentIsToldInPlainWords() throws Exception {
        Session session = startScripted();

        shutDown(session);
        assertThat(scripted.written()).isEmpty();
        advance(250);

        awaitOutputEnd();
        assertThat(scripted.written()).isEqualTo(LAST_WORDS + "\r\n");
        assertThat(chat.users() + chat.newcomers().count()).isZero();
    }

    @Test
    void whoseFirstLineComesThenIsToldInTheWordsOfItsDoor() throws Exception {
        Session session = startScripted();

        shutDown(session);
        scripted.give("NICK ann\r\nUSER ann 0 * :Ann\r\n");

        awaitOutputEnd();
        assertThat(scripted.written()).isEqualTo("ERROR :Closing Link: (Server shutting down)\r\n");
        assertThat(chat.users() + chat.newcomers().count()).isZero();
    }

    @Test
    void whoIsWithinItsFirstLineIsToldToo() throws Exception {
        Session session = startScripted();
        scripted.give("/nic");
        scripted.awaitReaderParkedIn("take");

        shutDown(session);
        advance(250);

        awaitOutputEnd();
        assertThat(scripted.written()).isEqualTo(LAST_WORDS + "\r\n");
    }

    @Test
    void whoseBytesNobodyHasReadIsToldAfterASecondAtTheLatest() throws Exception {
        Session session = startScripted();
        scripted.unread = true;

        shutDown(session);
        advance(900);
        assertThat(scripted.written()).isEmpty();
        advance(400);

        awaitOutputEnd();
        assertThat(scripted.written()).isEqualTo(LAST_WORDS + "\r\n");
    }

    @Test
    void whatIsStillSentIsReadAndDroppedForASecond() throws Exception {
        Session session = startScripted();
        shutDown(session);
        scripted.give("one\n");
        awaitOutputEnd();
        scripted.give("two\nNICK three\n");
        scripted.awaitReaderParkedIn("take");

        assertThat(scripted.bytesRead.get()).isEqualTo("one\ntwo\nNICK three\n".length());
        assertThat(scripted.written()).isEqualTo(LAST_WORDS + "\r\n");
        assertThat(scripted.closed.getCount()).isEqualTo(1);
        advance(1_000);
        assertThat(scripted.closed.getCount()).isZero();
    }

    /** The reader finds out that the session ends, and its dialect has been given other words meanwhile. */
    @Test
    void whoIsInReadsTheReasonForWhichTheSessionWasEnded() throws Exception {
        Session session = startScripted();
        scripted.give("NICK ann\r\nUSER ann 0 * :Ann\r\n");
        scripted.awaitWritten(" 422 ");
        scripted.awaitReaderParkedIn("take");

        assertThat(session.announceEnd(CloseReason.SHUTDOWN, new Notice.ShuttingDown())).isTrue();
        session.dialect().partWith(new Notice.HungUp());
        scripted.give("PING x\r\n");

        awaitOutputEnd();
        assertThat(scripted.written()).endsWith("(Server shutting down)\r\n");
    }

    @Test
    void whoseAddressIsBannedIsToldBeforeTheGreetingToo() throws Exception {
        Session session = startScripted();

        session.end(CloseReason.BANNED, new Notice.AddressBanned());
        advance(250);

        awaitOutputEnd();
        assertThat(scripted.written()).contains("banned").endsWith("\r\n");
    }

    @Test
    void aHandshakeUnderWayIsWaitedFor() throws Exception {
        Session session = startWithTls(false, config().build().senderDelay());
        shutDown(session);
        advance(900);

        try (SSLSocket secured =
                (SSLSocket) TlsClients.context().getSocketFactory().createSocket(client, "127.0.0.1", 2020, true);
                ChatClient ann = ChatClient.on(secured)) {
            secured.startHandshake();
            ann.send("NICK ann");

            assertThat(ann.rest()).containsExactly("ERROR :Closing Link: (Server shutting down)");
        }
    }

    @Test
    void aHandshakeThatNeverEndsIsEndedInTheTermsOfTls() throws Exception {
        Session session = startWithTls(false, config().build().senderDelay());
        byte[] header = {0x16, 3, 1, 1, 0};
        client.getOutputStream().write(header);
        awaitRead();
        // Read by the handshake, so that has begun; more of the record would have to come.
        client.getOutputStream().write(new byte[] {1, 0, 0});
        awaitRead();

        shutDown(session);
        advance(1_300);

        byte[] rest = client.getInputStream().readAllBytes();
        assertThat(rest).isNotEmpty();
        assertThat(rest[0]).as("an alert").isEqualTo((byte) 0x15);
    }

    @Test
    void whoIsSilentWhereOnlyTlsIsTakenIsToldInPlainWords() throws Exception {
        Session session = startWithTls(true, config().build().senderDelay());

        shutDown(session);
        advance(1_300);

        assertThat(new String(client.getInputStream().readAllBytes(), UTF_8)).isEqualTo(LAST_WORDS + "\r\n");
    }

    /** Until the reader has taken what the client has sent. */
    private void awaitRead() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (socket.hasUnread()) {
            assertThat(System.nanoTime()).as("waiting for the bytes to be read").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
