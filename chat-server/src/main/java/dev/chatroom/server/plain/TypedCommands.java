package dev.chatroom.server.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.server.dialect.LineSink;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.plain.syntax.PlainCommand;
import dev.chatroom.server.plain.syntax.TypedLine;
import dev.chatroom.server.plain.syntax.WordAndRest;
import dev.chatroom.server.plain.text.LoginText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the plain dialect for people at another door, who type them too: the same words do the same everywhere. The
 * door says in which room they are typed, and shows the answers. For the connection's reader, except {@link #lines}.
 */
public final class TypedCommands {
    private final ServerContext context;
    private final User user;
    private final Workload work;
    private final Conversation conversation = new Conversation();

    /** Null as long as no secret has been said. It has the guess that waits for its verdict. Owned by the reader. */
    private @Nullable LoginPrompt loginPrompt;

    public TypedCommands(ServerContext context, User user, Workload work) {
        this.context = context;
        this.user = user;
        this.work = work;
    }

    /**
     * Carries out a line that begins with a slash, or goes on with it, if it had to wait.
     *
     * @param current the room in which it was typed; null if in none
     */
    public Next perform(String line, @Nullable Membership current) {
        conversation.talkIn(current);
        TypedLine typed = TypedLine.of(line.strip());
        Optional<PlainCommand> command = typed.isCommand() ? PlainCommand.of(typed.word()) : Optional.empty();
        PlainCommands commands = new PlainCommands(context, user, conversation, this::loginPrompt, work);
        if (command.equals(Optional.of(PlainCommand.OPER)) && isAskingForQuestion(typed.rest())) {
            // The next line would be the answer; other doors have no such line.
            user.outbox().reply(new PlainReply.Line(LoginText.secretBehindName()));
            return Next.CONTINUE;
        }
        return command.isPresent()
                ? commands.perform(command.get(),
                        command.get().takesNewName() ? typed.rest() : TerminalText.clean(typed.rest()))
                : commands.unknown(typed.word());
    }

    /** What the user is told at first who would leave a room, if that is mostly a mistake. */
    public Optional<String> beforeLeaving(Membership place) {
        return RoomCommands.beforeLeaving(place, context.access().hasOperators());
    }

    private boolean isAskingForQuestion(String argument) {
        return context.access().hasOperators() && WordAndRest.of(argument).rest().isEmpty();
    }

    private LoginPrompt loginPrompt() {
        LoginPrompt known = loginPrompt == null ? new LoginPrompt(context, user) : loginPrompt;
        loginPrompt = known;
        return known;
    }

    /** Somebody has written to the user, who may answer with {@code /reply}. For the connection's writer. */
    public void toldBy(String nickname) {
        conversation.toldBy(nickname);
    }

    /** The lines of an answer to a command; none if it is an answer to something else. For the connection's writer. */
    public List<String> lines(Delivery.Reply<ChatEvent> reply) {
        Collected collected = new Collected();
        new ReplyWriter(context, user, conversation).write(reply, collected);
        return collected.lines;
    }

    /** Takes lines as they come. */
    private static final class Collected implements LineSink {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void line(byte[] utf8) {
            lines.add(new String(utf8, UTF_8));
        }

        @Override
        public void lines(byte[] utf8, int from, int length) {
            // Bytes that are for a terminal alone.
        }

        @Override
        public int space() {
            return Integer.MAX_VALUE;
        }

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public boolean crlf() {
            return false;
        }
    }
}
