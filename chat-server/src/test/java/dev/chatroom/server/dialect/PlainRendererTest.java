package dev.chatroom.server.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Author;
import dev.chatroom.core.ChatEvent.CrowdChanged;
import dev.chatroom.core.ChatEvent.Emoted;
import dev.chatroom.core.ChatEvent.Joined;
import dev.chatroom.core.ChatEvent.Left;
import dev.chatroom.core.ChatEvent.Renamed;
import dev.chatroom.core.ChatEvent.RoomEvent;
import dev.chatroom.core.ChatEvent.Said;
import dev.chatroom.core.ChatEvent.TopicChanged;
import dev.chatroom.core.Nickname;
import dev.chatroom.core.RoomName;
import dev.chatroom.core.Stamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlainRendererTest {
    private final PlainRenderer renderer = new PlainRenderer();

    private static Stamp stamp(String room, long sequence, long id) {
        return new Stamp(id, new RoomName(room, room), sequence, Instant.EPOCH,
                new Author(7, new Nickname("bob", "bob")));
    }

    private static Stamp stamp() {
        return stamp("cats", 1, 1);
    }

    private String others(RoomEvent event) {
        return new String(new PlainRenderer().line(event), UTF_8);
    }

    @Test
    void whatOthersRead() {
        assertThat(others(new Said(stamp(), "hi"))).isEqualTo("bob: hi");
        assertThat(others(new Emoted(stamp(), "waves"))).isEqualTo("~ bob waves");
        assertThat(others(new Joined(stamp(), false))).isEqualTo("* bob joined");
        assertThat(others(new Left(stamp(), "", 9, false))).isEqualTo("* bob left");
        assertThat(others(new Left(stamp(), "tea", 9, false))).isEqualTo("* bob left (tea)");
        assertThat(others(new Renamed(stamp(), new Nickname("rob", "rob"), 9))).isEqualTo("* bob is now rob");
        assertThat(others(new TopicChanged(stamp(), "tea"))).isEqualTo("* bob changed the topic to: tea");
        assertThat(others(new TopicChanged(stamp(), ""))).isEqualTo("* bob took the topic away");
        assertThat(others(new CrowdChanged(stamp(), 3, 2, 1_000))).isEqualTo("* 3 joined, 2 left; 1,000 here");
    }

    @Test
    void quietComingsAndGoingsAreNotShown() {
        assertThat(others(new Joined(stamp(), true))).isEmpty();
        assertThat(others(new Left(stamp(), "tea", 9, true))).isEmpty();
    }

    @Test
    void whatOneReadsOfOneself() {
        assertThat(PlainRenderer.ownLine(new Said(stamp(), "hi"))).isEmpty();
        assertThat(PlainRenderer.ownLine(new Emoted(stamp(), "waves"))).isEmpty();
        assertThat(PlainRenderer.ownLine(new Joined(stamp(), false))).isEmpty();
        assertThat(PlainRenderer.ownLine(new Left(stamp(), "", 9, false))).isEmpty();
        assertThat(PlainRenderer.ownLine(new Renamed(stamp(), new Nickname("rob", "rob"), 9)))
                .isEqualTo("* you are now rob");
        assertThat(PlainRenderer.ownLine(new TopicChanged(stamp(), "tea")))
                .isEqualTo("* you changed the topic to: tea");
    }

    @Test
    void anEventIsRenderedOnce() {
        Said said = new Said(stamp(), "hi");
        assertThat(renderer.line(said)).isSameAs(renderer.line(said));
    }

    @Test
    void eventsThatShareASlotAreNotConfused() {
        for (int sequence = 1; sequence <= 5_000; sequence++) {
            Said one = new Said(stamp("cats", sequence, 2L * sequence), "meow " + sequence);
            Said other = new Said(stamp("dogs", sequence, 2L * sequence + 1), "woof " + sequence);
            assertThat(new String(renderer.line(one), UTF_8)).isEqualTo("bob: meow " + sequence);
            assertThat(new String(renderer.line(other), UTF_8)).isEqualTo("bob: woof " + sequence);
        }
        Said early = new Said(stamp("cats", 1, 2), "meow 1");
        assertThat(new String(renderer.line(early), UTF_8)).isEqualTo("bob: meow 1");
    }
}
