package dev.chatroom.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.pace.ServerClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When people are told that the other servers cannot be reached; a look each second. */
class OutageWatchTest {
    private long nanos;
    private final ServerClock clock = new ServerClock(() -> nanos, Duration.ofSeconds(3));
    private final OutageWatch watch = new OutageWatch(clock);
    private final List<String> told = new ArrayList<>();

    /** @param seconds an x for each in which the server is cut off */
    private List<String> look(String seconds) {
        seconds.chars().forEach(second -> {
            nanos += TimeUnit.SECONDS.toNanos(1);
            clock.beat();
            watch.look(second == 'x').ifPresent(notice -> told.add(words(notice)));
        });
        List<String> all = List.copyOf(told);
        told.clear();
        return all;
    }

    private String words(Notice notice) {
        String what = notice.equals(new Notice.OthersReached(true)) ? "found" : "lost";
        return what + " " + TimeUnit.NANOSECONDS.toSeconds(nanos);
    }

    @Test
    void peopleAreToldOnceAfterSomeSecondsAndWhenItIsOver() {
        assertThat(look(".xxxxxxxxxxxx.....")).containsExactly("lost 8", "found 17");
    }

    @Test
    void anOutageThatIsSoonOverIsNotToldOf() {
        assertThat(look("xxxxx.xxxxx.xxxxx.....")).isEmpty();
    }

    @Test
    void whatIsFoundForAMomentIsNotToldOf() {
        assertThat(look("xxxxxxx..xxx.xxx..xxx")).containsExactly("lost 7");
    }

    @Test
    void aServerThatHasStoodStillIsNotToldOfThatTime() {
        assertThat(look("xx")).isEmpty();
        nanos += TimeUnit.SECONDS.toNanos(30);
        assertThat(look("xxxxx.")).isEmpty();
    }
}
