package dev.chatroom.server.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.store.UnreadableHistoryException.Reason;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.server.access.Cloaks;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.IdlePolicy;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.LineSink;
import dev.chatroom.server.dialect.Login;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.plain.syntax.PlainCommand;
import dev.chatroom.server.plain.syntax.TypedLine;
import dev.chatroom.server.plain.syntax.WordAndRest;
import dev.chatroom.server.plain.text.HistoryText;
import dev.chatroom.server.plain.text.LoginText;
import dev.chatroom.server.plain.text.PlainAnswers;
import dev.chatroom.server.plain.text.PlainHelp;
import dev.chatroom.server.plain.text.PlainText;
import java.time.Duration;

/**
 * The dialect of a script that has sent all it has to say and closed its side, as {@code echo … | nc -N} does. It is not let
 * in: rooms read what it says, and nobody reads that it came or went. It reads what was refused, and what it asks for.
 */
final class SenderDialect implements Dialect {
    private final ServerContext context;
    private final User user;
    private final Workload work;
    private final Answers answers;

    /** Where it speaks. Owned by the reader. */
    private String room;

    private String key = "";

    /** Whether a password has yet to be said, and the line that may be it. Owned by the reader. */
    private boolean passwordNeeded;

    private String guess = "";

    private final Login login = new Login();

    /** The line taken last, and whether its turn has come. Owned by the reader. */
    private String text = "";

    private boolean granted;

    /** What the client reads last; empty if nothing. */
    private volatile String lastWords = "";

    SenderDialect(ServerContext context, User user, Workload work) {
        this.context = context;
        this.user = user;
        this.work = work;
        this.answers = new Answers(context, user, work);
        this.room = context.room();
        this.passwordNeeded = context.access().asksForPassword();
    }

    @Override
    public void open() {
        // It has spoken, and does not wait to be greeted.
    }

    @Override
    public Next take(Line line) {
        if (line.cut()) {
            answers.reply(PlainAnswers.lineCut(context.maxLine()));
        }
        text = line.text().stripTrailing();
        work.chargeRequest(text.length());
        return act();
    }

    @Override
    public Next retry() {
        return work.isAnswering() ? Answers.goOn(work) : act();
    }

    private Next act() {
        if (text.isEmpty()) {
            return Next.CONTINUE;
        }
        if (passwordNeeded && guess.isEmpty()) {
            // It is one only if more follows: somebody who knows of no password has sent something else.
            guess = text;
            return Next.CONTINUE;
        }
        return passwordNeeded ? knock() : takeTurn();
    }

    private Next takeTurn() {
        // The turn is waited for once, whatever becomes of the line.
        Duration wait = granted ? Duration.ZERO : context.senderRates().take(household());
        if (!wait.isZero()) {
            return new Next.Retry(wait);
        }
        granted = true;
        Next next = obey();
        granted = next instanceof Next.Retry;
        return next;
    }

    /** The first line is the password, as for people, who are asked for it; this is the second. */
    private Next knock() {
        return login.attempt(
                () -> context.access().tryPassword(household(), user.address(), guess),
                verdict -> switch (verdict) {
                    case ADMITTED -> {
                        passwordNeeded = false;
                        yield takeTurn();
                    }
                    case WRONG -> refuse(LoginText.wrongPassword());
                    case CROWDED -> refuse(LoginText.crowded());
                    case ADDRESS_CROWDED -> refuse(LoginText.addressCrowded());
                });
    }

    private Next refuse(String why) {
        answers.reply(why);
        return Next.END;
    }

    @Override
    public void inputEnded() {
        if (passwordNeeded && !guess.isEmpty()) {
            answers.reply(LoginText.passwordFirst(context.name()));
        }
    }

    private Next obey() {
        TypedLine typed = TypedLine.of(text);
        if (!typed.isCommand()) {
            return say(typed.rest());
        }
        return PlainCommand.of(typed.word())
                .map(command -> perform(command, typed.rest()))
                .orElseGet(() -> answers.reply(PlainHelp.unknownCommand(typed.word())));
    }

    private Next perform(PlainCommand command, String written) {
        String argument = command.takesNewName() ? written : TerminalText.clean(written);
        return switch (command) {
            case NICK ->
                answers.given(command, argument, name -> answers.settle(rename(name), renamed -> {
                }));
            case ME -> answers.given(command, argument, doing -> post(OutgoingMessage.emoted(doing)));
            case MSG -> answers.given(command, argument, this::tell);
            case JOIN -> answers.given(command, argument, this::turnTo);
            case HELP -> answers.reply(PlainHelp.about(argument));
            case ROOMS -> new RoomList(context, user, answers).list(argument);
            case WHO -> rooms().who(argument.isEmpty() ? room : argument);
            case QUIT -> Next.END;
            default -> answers.reply(PlainText.notForSenders(command.word()));
        };
    }

    /** As a person by that name, so that whoever is muted or banned by it is so here too. */
    private Outcome<Nickname> rename(String name) {
        return context.chat().rename(user, name, nickname -> context.cloaks().of(user, nickname));
    }

    /** The same for all who come from the address. */
    private String household() {
        return Cloaks.addressPart(user.profile().host());
    }

    private Next say(String said) {
        String clean = TerminalText.clean(said);
        return clean.isEmpty() ? Next.CONTINUE : post(OutgoingMessage.said(clean));
    }

    private Next post(OutgoingMessage draft) {
        return answers.said(context.chat().postInPassing(user, room, key, draft));
    }

    private Next tell(String argument) {
        WordAndRest nameAndText = WordAndRest.of(argument);
        return nameAndText.rest().isEmpty()
                ? answers.reply(PlainHelp.usage(PlainCommand.MSG))
                : answers.settle(context.chat().tell(
                        user, PeopleCommands.addressee(nameAndText.word()), nameAndText.rest()), told -> {
                        });
    }

    /** What follows is for another room, which says itself whom it takes when there is something to say. */
    private Next turnTo(String argument) {
        WordAndRest roomAndKey = WordAndRest.of(argument);
        room = roomAndKey.word();
        key = roomAndKey.rest();
        return Next.CONTINUE;
    }

    /** As they look to somebody who is in none. */
    private RoomCommands rooms() {
        Conversation nowhere = new Conversation();
        return new RoomCommands(context, user, nowhere, new CurrentRoom(user, nowhere, answers), answers);
    }

    @Override
    public void render(Delivery<ChatEvent> delivery, LineSink sink) {
        switch (delivery) {
            case Delivery.Reply<ChatEvent> reply ->
                new ReplyWriter(context, user, new Conversation()).write(reply, sink);
            case Delivery.Closed<ChatEvent> closed -> {
                if (!lastWords.isEmpty()) {
                    line(lastWords, sink);
                }
            }
            // It is in no room, and nobody can find it.
            case Delivery.Event<ChatEvent> event -> {}
            case Delivery.Lagged<ChatEvent> lagged -> {}
        }
    }

    @Override
    public boolean render(EventBatch<ChatEvent> events, LineSink sink) {
        throw new IllegalStateException("it is in no room");
    }

    @Override
    public IdlePolicy liveness() {
        return IdlePolicy.A_PERSON;
    }

    @Override
    public Next historyUnreadable(Reason why) {
        return refuse(HistoryText.unreadable(why));
    }

    @Override
    public void notify(Notice notice) {
        // It has closed its side in any case. What it has sent is said even if it is gone, so nothing is written to find that out.
        if (!(notice instanceof Notice.StillWaiting)) {
            answers.reply(PlainText.notice(notice));
        }
    }

    @Override
    public void partWith(Notice notice) {
        lastWords = PlainText.notice(notice);
    }

    private static void line(String text, LineSink sink) {
        sink.line(text.getBytes(UTF_8));
    }
}
