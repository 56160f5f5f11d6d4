package dev.chatroom.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The clock stands still, so a summary comes only when a test moves it; the sweeper looks every ten milliseconds. */
class CrowdTest {
    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer()
            .configure(config -> config.clock(clock).closeTimeout(Duration.ofMillis(80))
                    .greetingDelay(Duration.ofMillis(10)));

    private ChatClient silentGuest() {
        ChatClient guest = server.connect();
        guest.send("");
        guest.expectStart("* type a line");
        return guest;
    }

    @Test
    void aSmallRoomIsToldOfEach() {
        server.limit(Limit.QUIET_ABOVE, 3);
        ChatClient ann = server.enter("ann");
        IntStream.range(0, 3).forEach(i -> silentGuest());

        assertThat(ann.sync()).containsExactly("* guest-2 joined", "* guest-3 joined", "* guest-4 joined");
    }

    @Test
    void aLargeRoomIsToldInNumbers() {
        server.limit(Limit.QUIET_ABOVE, 3);
        ChatClient ann = server.enter("ann");
        IntStream.range(0, 3).forEach(i -> silentGuest());
        ann.sync();
        silentGuest();
        ann.expectNext("* 1 joined; 5 here");

        List<ChatClient> crowd = new ArrayList<>();
        IntStream.range(0, 37).forEach(i -> crowd.add(silentGuest()));
        crowd.stream().limit(12).forEach(guest -> {
            guest.send("/quit");
            guest.expect("* goodbye");
            assertThat(guest.rest()).isEmpty();
        });
        assertThat(ann.sync()).isEmpty();
        clock.advance(Duration.ofSeconds(3));

        ann.expectNext("* 37 joined, 12 left; 30 here");
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void summariesAreSecondsApart() {
        server.limit(Limit.QUIET_ABOVE, 1);
        ChatClient ann = server.enter("ann");
        silentGuest();
        silentGuest();
        ann.expect("* 1 joined; 3 here");
        silentGuest();
        clock.advance(Duration.ofMillis(2_900));
        assertThat(ann.sync()).isEmpty();
        clock.advance(Duration.ofMillis(100));
        ann.expectNext("* 1 joined; 4 here");
    }

    @Test
    void aRenamingInALargeRoomIsToldAllTheSame() {
        server.limit(Limit.QUIET_ABOVE, 1);
        ChatClient ann = server.enter("ann");
        silentGuest();
        ann.sync();
        server.enter("bob");

        assertThat(ann.until(line -> line.endsWith("is now bob"), "the renaming")).contains("* guest-3 is now bob");
    }
}
