package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ann is shown of bob, who is in the lobby, in cats and in dogs as she is. */
class SharedChangesTest {
    @AutoClose
    private final Chat chat = Chat.builder()
            .limits(Limits.standard().with(Limit.RATE, 0).with(Limit.QUIET_ABOVE, 4))
            .executor(Runnable::run)
            .keep("lobby")
            .open();

    private final PlainPerson ann = new PlainPerson(chat, "ann");
    private final PlainPerson bob = new PlainPerson(chat, "bob");

    private void bothJoin(String... rooms) {
        for (String room : rooms) {
            ann.does("/join " + room);
            bob.does("/join " + room);
        }
        List<String> unused = bob.reads();
    }

    private void annLooksAt(String room) {
        ann.does("/join " + room);
        List<String> unused = ann.reads();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lobby", "cats", "dogs"})
    void whoLeavesTheChatLeavesTheRoomThatIsLookedAt(String room) {
        bothJoin("cats", "dogs");
        annLooksAt(room);
        chat.leave(bob.user, "bye");
        assertThat(ann.reads()).containsExactly("* bob left (bye)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lobby", "cats", "dogs"})
    void whoIsRenamedIsSoInTheRoomThatIsLookedAt(String room) {
        bothJoin("cats", "dogs");
        annLooksAt(room);
        bob.does("/nick rob");
        assertThat(ann.reads()).containsExactly("* bob is now rob");
        ann.does("/nick anna");
        assertThat(ann.reads()).containsExactly("* you are now anna");
    }

    @Test
    void itIsToldOnceToOneWhoHasLeftARoomSinceAndReadsOnlyNow() {
        List<String> before = ann.reads();
        bothJoin("cats");
        annLooksAt("cats");
        bob.does("/nick rob");
        ann.does("/leave cats");
        assertThat(before).isNotEmpty();
        assertThat(ann.reads().stream().filter(line -> line.contains("bob is now rob"))).hasSize(1);
    }

    @Test
    void itIsMarkedIfTheTwoShareOnlyOtherRooms() {
        bothJoin("cats");
        ann.does("/join birds");
        annLooksAt("birds");
        bob.does("/nick rob");
        assertThat(ann.reads()).hasSize(1).first().asString().matches("\\[(lobby|cats)] \\* bob is now rob");
        chat.leave(bob.user, "");
        assertThat(ann.reads()).hasSize(1).first().asString().matches("\\[(lobby|cats)] \\* rob left");
    }

    @Test
    void aRoomThatOneCameIntoAfterwardsDoesNotTellIt() {
        ann.does("/join birds");
        annLooksAt("birds");
        bob.does("/nick rob");
        bob.does("/join birds");
        assertThat(ann.reads()).containsExactlyInAnyOrder("[lobby] * bob is now rob", "* rob joined");
    }

    @Test
    void aRoomTooLargeToTellWhoLeavesDoesNotKeepOthersFromTellingIt() {
        for (int i = 0; i < 4; i++) {
            PlainPerson another = new PlainPerson(chat, "p" + i);
            assertThat(another.user.memberships()).hasSize(1);
        }
        bothJoin("cats");
        annLooksAt("lobby");
        chat.leave(bob.user, "");
        assertThat(ann.reads()).containsExactly("[cats] * bob left");
    }

    @Test
    void whoIsInOneRoomIsToldThere() {
        bothJoin("cats");
        ann.does("/leave lobby");
        assertThat(ann.reads()).isNotEmpty();
        chat.leave(bob.user, "");
        assertThat(ann.reads()).containsExactly("* bob left");
    }
}
