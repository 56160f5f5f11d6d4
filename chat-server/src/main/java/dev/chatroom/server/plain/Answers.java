package dev.chatroom.server.plain;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Outbox;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.limit.ChangeRules;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.pace.LongAnswer;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.plain.syntax.PlainCommand;
import dev.chatroom.server.plain.text.OperatorAnswers;
import dev.chatroom.server.plain.text.PlainAnswers;
import dev.chatroom.server.plain.text.PlainHelp;
import dev.chatroom.server.plain.text.RefusalText;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** How a plain user is answered: with a line, with the words for a refusal, or by waiting. For the reader alone. */
final class Answers {
    private final ServerContext context;
    private final Chat chat;
    private final Outbox outbox;
    private final Workload work;

    Answers(ServerContext context, User user, Workload work) {
        this.context = context;
        this.chat = context.chat();
        this.outbox = user.outbox();
        this.work = work;
    }

    public Next reply(String line) {
        work.chargeLine();
        outbox.reply(new PlainReply.Line(line));
        return Next.CONTINUE;
    }

    public Next reply(List<String> lines) {
        lines.forEach(this::reply);
        return Next.CONTINUE;
    }

    /** Answers with lines that follow what has happened in the user's rooms before. */
    Next inOrder(List<String> lines) {
        lines.forEach(line -> {
            work.chargeLine();
            outbox.replyInOrder(new PlainReply.Line(line));
        });
        return Next.CONTINUE;
    }

    /** Answers in the connection's turn, since it takes long. */
    Next atLength(LongAnswer answer) {
        work.begin(answer);
        return Next.MORE;
    }

    /** Charges what it costs that all rooms of the user are told of one change. */
    void chargeRooms(User user) {
        work.chargeRooms(user.memberships().size());
    }

    /** Answers what the chat made of a request. */
    <T> Next settle(Outcome<T> outcome, Consumer<T> whenDone) {
        return switch (outcome) {
            case Done<T>(T value) -> {
                whenDone.accept(value);
                yield Next.CONTINUE;
            }
            case Refused<T>(Refusal.TooFast tooFast) -> new Next.Retry(tooFast.retryAfter());
            case Refused<T>(Refusal refusal) -> reply(RefusalText.of(refusal));
        };
    }

    /** Answers what the chat made of changes of how a room is run. */
    Next changed(Outcome<List<ModeChange>> outcome, Consumer<List<ModeChange>> whenDone) {
        return outcome instanceof Refused<?>(Refusal.NotKept not)
                ? reply(RefusalText.notKept("nothing was changed"))
                : settle(outcome, applied -> {
                    whenDone.accept(applied);
                    if (ChangeRules.last(applied)) {
                        tellIfNotKept();
                    }
                });
    }

    /** Says so if what has just been changed does not outlast the server. */
    void tellIfNotKept() {
        if (context.trouble().get().isPresent()) {
            inOrder(List.of(OperatorAnswers.notKept()));
        }
    }

    /** Answers what the chat made of something to be said, which it has counted if it has been. */
    Next said(Outcome<?> outcome) {
        return settle(outcome, said -> work.countedByChat());
    }

    /** The same, of what the chat has refused at once, if it has. */
    Next said(Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            return settle(new Refused<>(refusal.get()), none -> {});
        }
        work.countedByChat();
        return Next.CONTINUE;
    }

    /** Nothing has come of a line for which there was no refusal at first. For any thread. */
    void notSaid(String line, Refusal why) {
        outbox.reply(new PlainReply.Line(RefusalText.ofLine(line, why)));
    }

    /** Goes on with such an answer. */
    static Next goOn(Workload work) {
        return work.goOn() ? Next.MORE : Next.CONTINUE;
    }

    /** Runs a command whose price is that of its line and of those that it answers. */
    Next counted(Runnable command) {
        command.run();
        return Next.CONTINUE;
    }

    /** Runs a command that needs an argument, or says how it is written. */
    Next given(PlainCommand command, String argument, Function<String, Next> action) {
        return argument.isEmpty() ? counted(() -> reply(PlainHelp.usage(command))) : action.apply(argument);
    }

    /** Says why something is refused without the chat having been asked, which would have counted it. */
    Next refuse(Refusal refusal) {
        return counted(() -> reply(RefusalText.of(refusal)));
    }

    /** Says so if a reason was longer than the chat takes. */
    void tellIfCut(String reason) {
        int limit = chat.limits().of(Limit.REASON);
        if (reason.length() > limit) {
            reply(PlainAnswers.reasonCut(limit));
        }
    }
}
