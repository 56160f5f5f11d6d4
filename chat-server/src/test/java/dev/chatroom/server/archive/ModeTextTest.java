package dev.chatroom.server.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.text.Nickname;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An export for people says what was changed. */
class ModeTextTest {
    private static final Author BOB = new Author(7, new Nickname("bob", "bob"), Profile.NONE);

    private static Stream<String> bothWays(ModeChange on, ModeChange off) {
        return Stream.of(ModeText.of(on), ModeText.of(off));
    }

    @Test
    void eachChangeIsToldInWords() {
        assertThat(bothWays(new FlagChange(RoomFlag.TOPIC_LOCKED, true), new FlagChange(RoomFlag.SECRET, false)))
                .containsExactly("set topic-locked on", "set secret off");
        assertThat(bothWays(new KeyChange("hush"), new KeyChange("")))
                .containsExactly("set a key", "took the key away");
        assertThat(bothWays(new LimitChange(5), new LimitChange(0)))
                .containsExactly("set the limit to 5", "took the limit away");
        assertThat(bothWays(new RankChange(Rank.OPERATOR, BOB, true), new RankChange(Rank.VOICE, BOB, false)))
                .containsExactly("made bob an operator", "took the voice of bob away");
        assertThat(
                bothWays(new MaskChange(MaskKind.BAN, "eve!*@*", true), new MaskChange(MaskKind.MUTE, "e!*@*", false)))
                .containsExactly("banned eve!*@*", "unmuted e!*@*");
    }

    @Test
    void noMaskIsTakenForAnother() {
        assertThat(Arrays.stream(MaskKind.values())
                .flatMap(kind -> bothWays(new MaskChange(kind, "x", true), new MaskChange(kind, "x", false))))
                .doesNotHaveDuplicates();
    }
}
