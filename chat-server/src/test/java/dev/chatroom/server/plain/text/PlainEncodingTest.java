package dev.chatroom.server.plain.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.CrowdChanged;
import dev.chatroom.core.event.ChatEvent.Emoted;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Visibility;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlainEncodingTest {
    private static EventHeader stamp() {
        return new EventHeader(1, new RoomName("cats", "cats"), 1, Instant.EPOCH,
                new Author(7, new Nickname("bob", "bob")));
    }

    private String others(RoomEvent event) {
        String lf = new String(PlainEncoding.LF.render(event), UTF_8);
        assertThat(new String(PlainEncoding.CRLF.render(event), UTF_8)).isEqualTo(lf.replace("\n", "\r\n"));
        return lf;
    }

    @Test
    void whatOthersRead() {
        assertThat(others(new Said(stamp(), "hi"))).isEqualTo("bob: hi\n");
        assertThat(others(new Emoted(stamp(), "waves"))).isEqualTo("~ bob waves\n");
        assertThat(others(new Joined(stamp(), false))).isEqualTo("* bob joined\n");
        assertThat(others(new Left(stamp(), "", 9, false, Leaving.ROOM))).isEqualTo("* bob left\n");
        assertThat(others(new Left(stamp(), "tea", 9, false, Leaving.ROOM))).isEqualTo("* bob left (tea)\n");
        assertThat(others(new Renamed(stamp(), new Nickname("rob", "rob"), Profile.NONE, 9)))
                .isEqualTo("* bob is now rob\n");
        assertThat(others(new TopicChanged(stamp(), "tea"))).isEqualTo("* bob changed the topic to: tea\n");
        assertThat(others(new TopicChanged(stamp(), ""))).isEqualTo("* bob took the topic away\n");
        assertThat(others(new CrowdChanged(stamp(), 3, 2, 1_000))).isEqualTo("* 3 joined, 2 left; 1,000 here\n");
    }

    @Test
    void quietComingsAndGoingsAreNotShown() {
        assertThat(others(new Joined(stamp(), true))).isEmpty();
        assertThat(others(new Left(stamp(), "tea", 9, true, Leaving.ROOM))).isEmpty();
    }

    /** Or a room of thousands that end at once has each reader look at each of them. */
    @Test
    void quietGoingsNeedNotBeLookedAtByEachReader() {
        assertThat(PlainEncoding.LF.reach(new Left(stamp(), "", 9, true, Leaving.TAKEN_OUT))).isEqualTo(Visibility.ALL);
        assertThat(PlainEncoding.LF.reach(new Left(stamp(), "", 9, false, Leaving.TAKEN_OUT)))
                .isEqualTo(Visibility.ONE_ROOM);
    }

    @Test
    void whatOneReadsOfOneself() {
        assertThat(PlainEncoding.ownLine(new Said(stamp(), "hi"))).isEmpty();
        assertThat(PlainEncoding.ownLine(new Emoted(stamp(), "waves"))).isEmpty();
        assertThat(PlainEncoding.ownLine(new Joined(stamp(), false))).isEmpty();
        assertThat(PlainEncoding.ownLine(new Left(stamp(), "", 9, false, Leaving.ROOM))).isEmpty();
        assertThat(PlainEncoding.ownLine(new Renamed(stamp(), new Nickname("rob", "rob"), Profile.NONE, 9)))
                .isEqualTo("* you are now rob");
        assertThat(PlainEncoding.ownLine(new TopicChanged(stamp(), "tea")))
                .isEqualTo("* you changed the topic of cats to: tea");
    }
}
