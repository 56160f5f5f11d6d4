package dev.chatroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.pace.AddressWork;
import dev.chatroom.server.pace.WorkLimits;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Long work of one address leaves the server to the short work of others. */
@Timeout(60)
class LongTurnTest extends SessionByHand {
    private static final String WAITING = "beginLongTurn";

    private final WorkLimits limits = new WorkLimits(50, 1_000, 1, InstantSource.system());
    private final AddressWork elsewhere = limits.enter("elsewhere").address();

    private Session start() {
        return start(scripted, config().build(), TestClients.local(limits));
    }

    @Test
    void aLongAnswerWaitsForTheLongWorkOfAnotherAddress() {
        elsewhere.beginLongTurn();
        Session unused = start();

        scripted.give("NICK ann\r\nUSER ann 0 * :Ann\r\nLIST\r\n");
        scripted.awaitReaderParkedIn(WAITING);

        assertThat(scripted.written()).doesNotContain(" 323 ");
        elsewhere.endLongTurn();
        scripted.awaitWritten(" 323 ");
    }

    @Test
    void aShortAnswerDoesNot() {
        elsewhere.beginLongTurn();
        Session unused = start();

        scripted.give("NICK ann\r\nUSER ann 0 * :Ann\r\nPING x\r\n");

        scripted.awaitWritten("PONG chatroom.chat :x");
    }
}
