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
import dev.chatroom.core.Leaving;
import dev.chatroom.core.Nickname;
import dev.chatroom.core.Profile;
import dev.chatroom.core.RoomName;
import dev.chatroom.core.Stamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlainEditionTest {
    private static Stamp stamp() {
        return new Stamp(1, new RoomName("cats", "cats"), 1, Instant.EPOCH,
                new Author(7, new Nickname("bob", "bob")));
    }

    private String others(RoomEvent event) {
        String lf = new String(PlainEdition.LF.render(event), UTF_8);
        assertThat(new String(PlainEdition.CRLF.render(event), UTF_8)).isEqualTo(lf.replace("\n", "\r\n"));
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
        assertThat(PlainEdition.LF.reach(new Left(stamp(), "", 9, true, Leaving.TAKEN_OUT))).isEqualTo(Reach.ALL);
        assertThat(PlainEdition.LF.reach(new Left(stamp(), "", 9, false, Leaving.TAKEN_OUT)))
                .isEqualTo(Reach.ONE_ROOM);
    }

    @Test
    void whatOneReadsOfOneself() {
        assertThat(PlainEdition.ownLine(new Said(stamp(), "hi"))).isEmpty();
        assertThat(PlainEdition.ownLine(new Emoted(stamp(), "waves"))).isEmpty();
        assertThat(PlainEdition.ownLine(new Joined(stamp(), false))).isEmpty();
        assertThat(PlainEdition.ownLine(new Left(stamp(), "", 9, false, Leaving.ROOM))).isEmpty();
        assertThat(PlainEdition.ownLine(new Renamed(stamp(), new Nickname("rob", "rob"), Profile.NONE, 9)))
                .isEqualTo("* you are now rob");
        assertThat(PlainEdition.ownLine(new TopicChanged(stamp(), "tea")))
                .isEqualTo("* you changed the topic of cats to: tea");
    }
}
