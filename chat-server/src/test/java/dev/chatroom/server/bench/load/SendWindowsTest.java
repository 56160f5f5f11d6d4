package dev.chatroom.server.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.bench.plan.RoomAssignment;
import org.junit.jupiter.api.Test;

/** Clients 0 and 1 send; their witnesses are 2 and 3. */
class SendWindowsTest {
    private static final long SECOND = Stopwatch.SECOND;

    private final RoomAssignment seating = new RoomAssignment(5, 2, 1);
    private final Ledger ledger = new Ledger(seating);
    private final SendWindows windows = new SendWindows(seating, 3, ledger);

    @Test
    void lineUpEachSenderOnce() {
        assertThat(windows.waiting()).isEqualTo(2);
        assertThat(windows.next()).isEqualTo(0);
        windows.wait(0);
        windows.wait(0);
        assertThat(windows.waiting()).isEqualTo(2);
        assertThat(windows.next()).isEqualTo(1);
        assertThat(windows.next()).isEqualTo(0);
        assertThat(windows.waiting()).isZero();
    }

    @Test
    void openWhenTheWitnessHasReceived() {
        takeAll();
        send(0, 3);
        assertThat(windows.room(0, 0)).isZero();
        windows.received(4, 0, 1, 0);
        windows.received(3, 0, 1, 0);
        assertThat(windows.room(0, 0)).as("others do not count").isZero();
        assertThat(windows.waiting()).isZero();
        windows.received(2, 0, 2, 0);
        assertThat(windows.room(0, 0)).isEqualTo(2);
        assertThat(windows.waiting()).isEqualTo(1);
        windows.received(2, 0, 1, 0);
        assertThat(windows.room(0, 0)).as("what is late changes nothing").isEqualTo(2);
    }

    @Test
    void giveUpWhatDoesNotMove() {
        takeAll();
        assertThat(windows.room(0, 0)).isEqualTo(3);
        send(0, 3);
        windows.received(2, 0, 1, SECOND);
        windows.giveUpLost(3 * SECOND);
        assertThat(windows.stalls()).isZero();
        windows.giveUpLost(3 * SECOND + 1);
        assertThat(windows.stalls()).isEqualTo(1);
        assertThat(windows.room(0, 3 * SECOND)).isEqualTo(3);
        windows.giveUpLost(9 * SECOND);
        assertThat(windows.stalls()).as("nothing is under way").isEqualTo(1);
    }

    private void takeAll() {
        while (windows.waiting() > 0) {
            int unused = windows.next();
        }
    }

    private void send(int sender, int count) {
        for (int i = 0; i < count; i++) {
            int unused = ledger.nextSequence(sender);
        }
    }
}
