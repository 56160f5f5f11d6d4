package dev.chatroom.server.dialect;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Limit;
import dev.chatroom.core.Outbox;
import dev.chatroom.core.Outcome;
import dev.chatroom.core.Outcome.Done;
import dev.chatroom.core.Outcome.Refused;
import dev.chatroom.core.Refusal;
import dev.chatroom.core.User;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** How a plain user is answered: with a line, with the words for a refusal, or by waiting. For the reader alone. */
final class Answers {
    private final Chat chat;
    private final User user;
    private final Outbox outbox;

    Answers(Chat chat, User user) {
        this.chat = chat;
        this.user = user;
        this.outbox = user.outbox();
    }

    Next reply(String line) {
        outbox.reply(line);
        return Next.CONTINUE;
    }

    Next reply(List<String> lines) {
        lines.forEach(outbox::reply);
        return Next.CONTINUE;
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

    /** Runs a command that costs the server work, but which the chat does not count by itself. */
    Next counted(Runnable command) {
        return settle(chat.count(user), counted -> command.run());
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
