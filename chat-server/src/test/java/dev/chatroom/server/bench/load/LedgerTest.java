package dev.chatroom.server.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.bench.plan.RoomAssignment;
import dev.chatroom.server.bench.report.Findings.Tally;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients 0 and 1 send; 0, 2 and 4 are in one room, 1, 3 and 5 in the other. */
class LedgerTest {
    private final Ledger ledger = new Ledger(new RoomAssignment(6, 2, 2));

    @BeforeEach
    void measure() {
        ledger.beginMeasuring();
    }

    @Test
    void expectsADeliveryToEachOther() {
        send(0, 3);
        send(1, 1);
        assertThat(ledger.measured().sent()).isEqualTo(4);
        assertThat(ledger.measured().expected()).isEqualTo(8);
    }

    @Test
    void isCompleteWhenAllHaveAll() {
        send(0, 2);
        receive(2, 0, 1, 2);
        receive(4, 0, 1);
        assertThat(ledger.isComplete()).isFalse();
        assertThat(ledger.measured().lost()).isEqualTo(1);
        receive(4, 0, 2);
        assertThat(ledger.isComplete()).isTrue();
        check(4, 0, 0, 0);
    }

    @Test
    void countsALossInTheMiddleAndAtTheEnd() {
        send(0, 10);
        receive(2, 0, 1, 2, 5, 6);
        receive(4, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        check(14, 6, 0, 0);
    }

    @Test
    void countsDuplicates() {
        send(0, 3);
        receive(2, 0, 1, 1, 2, 3, 3, 1);
        receive(4, 0, 1, 2, 3);
        check(6, 0, 3, 0);
    }

    @Test
    void tellsLateFromTwice() {
        send(0, 5);
        receive(2, 0, 1, 3, 2, 2, 3, 5, 4);
        receive(4, 0, 5, 4, 3, 2, 1);
        check(10, 0, 2, 6);
    }

    @Test
    void countsWhatIsFarTooLateAsLostAndTwice() {
        send(0, 70);
        receive(2, 0, 2);
        for (int sequence = 3; sequence <= 70; sequence++) {
            receive(2, 0, sequence);
        }
        receive(2, 0, 1);
        assertThat(ledger.measured().delivered()).isEqualTo(69);
        assertThat(ledger.measured().duplicates()).isEqualTo(1);
    }

    @Test
    void remembersOverALargeGap() {
        send(0, 200);
        receive(2, 0, 100, 200, 199, 99, 200, 199);
        assertThat(ledger.measured().delivered()).isEqualTo(3);
        assertThat(ledger.measured().outOfOrder()).isEqualTo(1);
        assertThat(ledger.measured().duplicates()).isEqualTo(3);
    }

    @Test
    void setsEchoesAndStraysApart() {
        send(0, 1);
        receive(0, 0, 1);
        receive(1, 0, 1);
        receive(2, 0, 2);
        receive(2, 5, 1);
        receive(2, 1, 1);
        check(0, 2, 0, 0);
        assertThat(ledger.echoes()).isEqualTo(1);
        assertThat(ledger.strays()).isEqualTo(4);
    }

    @Test
    void keepsTheWarmUpApart() {
        Ledger warming = new Ledger(new RoomAssignment(3, 1, 1));
        for (int i = 0; i < 3; i++) {
            int unused = warming.nextSequence(0);
        }
        assertThat(warming.received(1, 0, 1)).isFalse();
        warming.beginMeasuring();
        int measured = warming.nextSequence(0);
        assertThat(measured).isEqualTo(4);
        assertThat(warming.received(1, 0, 2)).isFalse();
        assertThat(warming.received(1, 0, 4)).isTrue();
        assertThat(warming.received(1, 0, 3)).isFalse();
        assertThat(warming.received(2, 0, 4)).isTrue();
        assertThat(warming.isComplete()).isTrue();
        assertThat(warming.measured().expected()).isEqualTo(2);
        assertThat(warming.measured().lost()).isZero();
        assertThat(warming.warmUp().lost()).isEqualTo(3);
        assertThat(warming.warmUp().outOfOrder()).isEqualTo(1);
    }

    private void send(int sender, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(ledger.nextSequence(sender)).isEqualTo(ledger.lastSent(sender));
        }
    }

    private void receive(int client, int sender, int... sequences) {
        for (int sequence : sequences) {
            boolean unused = ledger.received(client, sender, sequence);
        }
    }

    private void check(long delivered, long lost, long duplicates, long outOfOrder) {
        Tally tally = ledger.measured();
        assertThat(tally.delivered()).as("delivered").isEqualTo(delivered);
        assertThat(tally.lost()).as("lost").isEqualTo(lost);
        assertThat(tally.duplicates()).as("duplicates").isEqualTo(duplicates);
        assertThat(tally.outOfOrder()).as("out of order").isEqualTo(outOfOrder);
    }
}
