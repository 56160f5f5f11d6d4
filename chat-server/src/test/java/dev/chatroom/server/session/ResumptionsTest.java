package dev.chatroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.net.BufferPool;
import dev.chatroom.server.pace.ServerClock;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResumptionsTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Chat chat = Chat.open();
    private final Resumptions resumptions = new Resumptions(
            chat, new WriterPool(new BufferPool(1 << 20), timer, 1),
            new ServerClock(System::nanoTime, Duration.ofDays(1)), 16);

    @AfterEach
    void stop() {
        chat.close();
        timer.shutdown();
    }

    /** A connection to which nothing is written. */
    private record Unused() implements Resumption.Connection {
        @Override
        public boolean run(ByteBuffer buffer) {
            return false;
        }

        @Override
        public void cut() {
            // There is nothing to end.
        }

        @Override
        public void end(CloseReason how, Notice notice) {
            // There is nothing to end.
        }
    }

    private Resumption connected() {
        User user = chat.enter("test", Profile.NONE, () -> {
        });
        Resumption resumption = resumptions.begin(InetAddress.getLoopbackAddress());
        String unused = resumptions.renew(resumption);
        resumption.attach(user, new Unused(), InetAddress.getLoopbackAddress());
        return resumption;
    }

    @Test
    void soManyAtOnceGetNoMorePlacesThanThereAre() {
        for (int i = 0; i < 200; i++) {
            Resumption lost = connected();
            assertThat(resumptions.admit(lost, CloseReason.LOST)).isTrue();
            resumptions.detach(lost, CloseReason.LOST);
            assertThat(resumptions.absent()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void whoIsJustLosingTheConnectionGivesUpNoPlace() {
        assertThat(resumptions.admit(connected(), CloseReason.LOST)).isTrue();
        assertThat(resumptions.admit(connected(), CloseReason.LOST)).isTrue();

        assertThat(resumptions.admit(connected(), CloseReason.LOST)).isFalse();
        assertThat(resumptions.absent()).isEqualTo(2);
    }
}
