package dev.chatroom.server.plain;

import dev.chatroom.core.User;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.server.access.Cloaks;
import dev.chatroom.server.access.LoginAttempt;
import dev.chatroom.server.access.LoginAttempt.Verdict;
import dev.chatroom.server.access.OperatorLog;
import dev.chatroom.server.dialect.Login;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.plain.text.LoginText;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a plain user is asked for a secret: to come in, or to run the server. Owned by the reader, but where said. */
final class LoginPrompt {
    private static final int MOST_TRIES = 3;

    private final ServerContext context;
    private final User user;

    /** Whose secret is asked for; empty for the server's password, null if nothing is. Read by any thread. */
    private volatile @Nullable String asked;

    /** Null as long as nothing has been tried. */
    private @Nullable Login login;

    private int tries;

    /** Whether the line before was empty, though a secret was asked for. */
    private boolean emptyBefore;

    /** The attempt of which the user has been told that it waits. */
    private @Nullable LoginAttempt waiting;

    LoginPrompt(ServerContext context, User user) {
        this.context = context;
        this.user = user;
    }

    /** Whether the next line is a secret. For any thread. */
    boolean isAsking() {
        return asked != null;
    }

    /** Whether the user has yet to say the password. For any thread. */
    boolean isClosed() {
        String name = asked;
        return name != null && name.isEmpty();
    }

    /** Asks for the password of the server. */
    void askForPassword() {
        tell(LoginText.passwordNeeded(context.name()));
        ask("", LoginText.askPassword());
    }

    /** Asks for the secret of an operator. */
    void askForSecret(String name) {
        ask(name, LoginText.askSecret(name));
    }

    /**
     * Whether this is no guess, and so none that counts: the user leaves, or writes nothing. Who writes nothing is asked
     * again, and who is inside is asked no more after a second empty line. Not after the first: who has pressed the key once
     * too often writes the secret next, and all would read it.
     */
    boolean isGivenUpBy(String text) {
        String name = asked;
        if (name == null || text.equalsIgnoreCase("/quit")) {
            show();
            return true;
        } else if (!text.isEmpty()) {
            emptyBefore = false;
            return false;
        }
        boolean again = emptyBefore;
        emptyBefore = !again;
        if (name.isEmpty()) {
            tell(LoginText.noPassword());
            ask(name, LoginText.askPassword());
        } else if (!again) {
            ask(name, LoginText.askSecretAgain(name));
        } else {
            show();
            tell(LoginText.askedNoMore(name));
        }
        return true;
    }

    /** Takes the answer; lets the user in by what is given, if it is right and that was the question. */
    Next answer(String text, Supplier<Next> letIn) {
        String name = asked;
        if (name == null) {
            throw new IllegalStateException("nothing was asked");
        }
        Next next = name.isEmpty() ? tryPassword(text, letIn) : tryOperator(name, text);
        if (!(next instanceof Next.Await) && !isAsking()) {
            tries = 0;
        }
        return next;
    }

    private Next tryPassword(String text, Supplier<Next> letIn) {
        return attempt(
                () -> context.access().tryPassword(household(), user.address(), text),
                verdict -> judge(verdict, letIn));
    }

    /** Makes the user an operator if the secret is right. */
    Next tryOperator(String name, String secret) {
        return attempt(
                () -> context.access().tryOperator(household(), user.address(), name, secret),
                verdict -> judge(verdict, () -> {
                    user.set(UserMode.SERVER_OPERATOR, true);
                    OperatorLog.admitted(user, name);
                    tell(LoginText.youRunTheServer());
                    return Next.CONTINUE;
                }));
    }

    /** Makes an attempt; if its address has to wait for that, the user is told so, once. */
    private Next attempt(Supplier<LoginAttempt> beginning, Function<Verdict, Next> then) {
        Login current = login == null ? new Login() : login;
        login = current;
        Next next = current.attempt(beginning, then);
        LoginAttempt made = current.made();
        if (made != null && made != waiting && !made.delay().isZero()) {
            waiting = made;
            tell(LoginText.guessWaits(made.delay()));
        }
        return next;
    }

    private String household() {
        return Cloaks.addressPart(user.profile().host());
    }

    private Next judge(Verdict verdict, Supplier<Next> admitted) {
        String name = asked;
        boolean closed = isClosed();
        waiting = null;
        show();
        return switch (verdict) {
            case ADMITTED -> admitted.get();
            case WRONG -> {
                // A guess behind the name of the command is no answer to a question, of which there are only so many.
                tries = name == null ? 0 : tries + 1;
                tell(closed ? LoginText.wrongPassword(MOST_TRIES - tries) : LoginText.wrongSecret());
                if (tries < MOST_TRIES) {
                    askAgain(name);
                }
                yield closed && tries >= MOST_TRIES ? Next.END : Next.CONTINUE;
            }
            case CROWDED -> {
                tell(LoginText.crowded());
                yield closed ? Next.END : Next.CONTINUE;
            }
            case ADDRESS_CROWDED -> {
                tell(LoginText.addressCrowded());
                askAgain(name);
                yield Next.CONTINUE;
            }
        };
    }

    private void tell(String line) {
        user.outbox().reply(new PlainReply.Line(line));
    }

    /** @param name null if nothing was asked */
    private void askAgain(@Nullable String name) {
        if (name != null) {
            ask(name, name.isEmpty() ? LoginText.askAnotherPassword() : LoginText.askAnotherSecret(name));
        }
    }

    private void ask(String name, String question) {
        asked = name;
        user.outbox().reply(new PlainReply.SecretQuestion(question));
    }

    private void show() {
        if (asked != null) {
            asked = null;
            user.outbox().reply(new PlainReply.SecretTaken());
        }
    }
}
