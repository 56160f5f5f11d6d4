package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.plain.syntax.PlainCommand;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To those outside, a secret room is as good as none. */
class PlainSecretRoomTest {
    @AutoClose
    private final Chat chat =
            Chat.builder().limits(Limits.standard().with(Limit.RATE, 0)).executor(Runnable::run).keep("lobby").open();

    private final PlainPerson kim = new PlainPerson(chat, "kim");
    private final PlainPerson ann = new PlainPerson(chat, "ann");

    /** What eve, who has just come, is answered. */
    private List<String> asked(String line, String room) {
        kim.does("/topic tea");
        PlainPerson person = new PlainPerson(chat, "eve");
        Next next = person.tries(line.replace("ROOM", room));
        List<String> answers = person.reads();
        chat.leave(person.user, "");
        return answers.stream().map(answer -> next + answer.replace(room, "ROOM")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROOM", "#ROOM", "ann", "ROOM x", "ann ROOM", ""})
    void noCommandTellsASecretRoomFromNone(String argument) {
        ann.does("/join hidden");
        ann.does("/mode secret on");
        // Whoever joins learns it: by coming in, or by what keeps them out.
        Set<PlainCommand> asked = EnumSet.complementOf(EnumSet.of(PlainCommand.JOIN));
        for (PlainCommand command : asked) {
            String line = "/" + command.word() + " " + argument;
            assertThat(asked(line, "hidden")).as(line).isEqualTo(asked(line, "absent"));
        }
    }
}
