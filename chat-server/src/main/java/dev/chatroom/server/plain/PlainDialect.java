package dev.chatroom.server.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.store.UnreadableHistoryException.Reason;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.IdlePolicy;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.LineSink;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.RenderCache;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.pace.WorkLimits;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.plain.syntax.PlainCommand;
import dev.chatroom.server.plain.syntax.TypedLine;
import dev.chatroom.server.plain.text.HistoryText;
import dev.chatroom.server.plain.text.PlainAnswers;
import dev.chatroom.server.plain.text.PlainEncoding;
import dev.chatroom.server.plain.text.PlainText;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of people at {@code nc} and telnet: a line is a message, a line that begins with a slash is a command.
 */
public final class PlainDialect implements Dialect {
    private static final byte[] NOTHING = {};

    private final ServerContext context;
    private final User user;
    private final Conversation conversation = new Conversation();
    private final Workload work;

    /** Null as long as no secret has been asked for. Set by who lets the user in, then by the reader. */
    private volatile @Nullable LoginPrompt loginPrompt;

    /** The line taken last. Owned by the reader. */
    private String text = "";

    /** Null as long as the user has not been too fast. Owned by the reader. */
    private @Nullable SpeedWarning speed;

    /** What the user reads last; empty if nothing. */
    private volatile String lastWords = "";

    /** Null as long as nothing changed in several rooms at once. Owned by the writer. */
    private @Nullable SharedChanges changes;

    /** For somebody who may ask for whatever they like. */
    public PlainDialect(ServerContext context, User user) {
        this(context, user, WorkLimits.unlimited());
    }

    public PlainDialect(ServerContext context, User user, Workload work) {
        this.context = context;
        this.user = user;
        this.work = work;
    }

    /** The line that a client is sent which is not served. */
    public static String refusal(Notice notice) {
        return PlainText.notice(notice);
    }

    @Override
    public void open() {
        if (context.access().asksForPassword()) {
            loginPrompt().askForPassword();
        } else {
            enter();
        }
    }

    @Override
    public Next take(Line line) {
        if (line.cut()) {
            tell(PlainAnswers.lineCut(context.maxLine()));
        }
        boolean answering = hidesInput();
        work.chargeRequest(line.text().length());
        text = line.text().stripTrailing();
        Next next = act();
        if (next instanceof Next.Retry(Duration wait) && !answering) {
            speed = speed == null ? new SpeedWarning() : speed;
            speed.waits(wait, context.clock().millis(), context.chat().limits()).ifPresent(this::tell);
        }
        return next;
    }

    @Override
    public Next retry() {
        return work.isAnswering() ? Answers.goOn(work) : act();
    }

    @Override
    public Next historyUnreadable(Reason why) {
        work.abandon();
        tell(HistoryText.unreadable(why));
        return Next.CONTINUE;
    }

    @Override
    public void handOver() {
        user.set(UserMode.AT_TERMINAL, false);
        user.set(UserMode.WALLOPS, false);
        for (Membership membership : user.memberships()) {
            Outcome<Membership> unused = context.chat().leave(membership, "");
        }
        if (hidesInput()) {
            // A telnet command stands there now, which would spoil the first line that the client can read. Any dialect writes this.
            user.outbox().reply("");
        }
    }

    @Override
    public void inputEnded() {
        user.awaitPlaces();
    }

    @Override
    public void render(Delivery<ChatEvent> delivery, LineSink sink) {
        switch (delivery) {
            case Delivery.Event<ChatEvent>(long sequence, RoomEvent event) ->
                show(event, PlainEncoding.of(sink.crlf()).render(event), sink);
            case Delivery.Event<ChatEvent>(long sequence, ChatEvent personal) -> {
                String line = PersonalLines.of(personal, user, conversation);
                if (!line.isEmpty()) {
                    line(line, sink);
                }
            }
            case Delivery.Reply<ChatEvent> reply -> new ReplyWriter(context, user, conversation).write(reply, sink);
            case Delivery.Lagged<ChatEvent>(String room, long missed) -> line(PlainText.missed(missed, room), sink);
            case Delivery.Closed<ChatEvent> closed -> {
                if (!lastWords.isEmpty()) {
                    line(lastWords, sink);
                }
            }
        }
    }

    @Override
    public boolean render(EventBatch<ChatEvent> events, LineSink sink) {
        PlainEncoding encoding = PlainEncoding.of(sink.crlf());
        RenderCache cache = context.renderCaches().of(events, encoding);
        return readsAlong(events)
                ? cache.read(events, user.id(), isInOneRoom(), sink,
                        event -> show(event, encoding.render(event), sink))
                : cache.readSingly(events, sink, (event, lines) -> show(event, lines, sink));
    }

    @Override
    public IdlePolicy liveness() {
        LoginPrompt asking = loginPrompt;
        return asking != null && asking.isClosed() ? IdlePolicy.INTRODUCING_ITSELF : IdlePolicy.A_PERSON;
    }

    @Override
    public boolean hidesInput() {
        LoginPrompt asking = loginPrompt;
        return asking != null && asking.isAsking();
    }

    @Override
    public void notify(Notice notice) {
        tell(PlainText.notice(notice));
    }

    @Override
    public void partWith(Notice notice) {
        lastWords = PlainText.notice(notice);
    }

    private void tell(String line) {
        user.outbox().reply(new PlainReply.Line(line));
    }

    private Next act() {
        if (hidesInput() && !loginPrompt().isGivenUpBy(text)) {
            return loginPrompt().answer(text, this::enter);
        }
        if (text.isEmpty()) {
            return Next.CONTINUE;
        }
        TypedLine typed = TypedLine.of(text);
        if (!typed.isCommand()) {
            return say(typed.rest());
        }
        Optional<PlainCommand> command = PlainCommand.of(typed.word());
        if (command.equals(Optional.of(PlainCommand.QUIT))) {
            lastWords = PlainAnswers.goodbye();
        }
        if (!command.equals(Optional.of(PlainCommand.ME))) {
            user.awaitPlaces();
        }
        // A name is refused rather than changed.
        return command.isPresent()
                ? commands().perform(command.get(),
                        command.get().takesNewName() ? typed.rest() : TerminalText.clean(typed.rest()))
                : commands().unknown(typed.word());
    }

    /** Without what acts on a terminal, since it would act on those of people with IRC clients too. */
    private Next say(String said) {
        String clean = TerminalText.clean(said);
        return clean.isEmpty() ? Next.CONTINUE : commands().say(clean);
    }

    private Next enter() {
        user.set(UserMode.WALLOPS, true);
        user.set(UserMode.AT_TERMINAL, true);
        context.chat().newcomers().letIn(user, context.cloaks().of(user, user.nickname()));
        // Before the greeting, which may have to wait for the disk.
        context.trouble().get().ifPresent(this::notify);
        return commands().greet();
    }

    private LoginPrompt loginPrompt() {
        loginPrompt = loginPrompt == null ? new LoginPrompt(context, user) : loginPrompt;
        return loginPrompt;
    }

    /** Made anew for each line, so that users who are silent cost nothing. */
    private PlainCommands commands() {
        return new PlainCommands(context, user, conversation, this::loginPrompt, work);
    }

    /** Whether this reader is shown all events but its own as everybody else is. */
    private boolean readsAlong(EventBatch<ChatEvent> events) {
        Delivery.Event<ChatEvent> next = events.peek(events.position());
        return next != null
                && next.event() instanceof RoomEvent event
                && conversation.isOn(event.room())
                && !user.ignoresAnybody();
    }

    private void show(RoomEvent event, byte[] lines, LineSink sink) {
        Optional<String> personal = PlainEncoding.personalLine(event, user);
        if (personal.isEmpty() && !isFor(event)) {
            return;
        }
        if (personal.isEmpty() && user.ignores(event.author())) {
            personal = PlainEncoding.lineWithoutWords(event);
        }
        byte[] shown = personal.map(line -> line.isEmpty() ? NOTHING : withEnd(line, sink)).orElse(lines);
        if (shown.length == 0 || !isNews(event)) {
            return;
        }
        if (!conversation.isOn(event.room())) {
            byte[] mark = PlainText.inRoom(event.room()).getBytes(UTF_8);
            sink.lines(mark, 0, mark.length);
        }
        sink.lines(shown, 0, shown.length);
    }

    /** Whether this event is to be shown of all that tell the same change. */
    private boolean isNews(RoomEvent event) {
        if (SharedChanges.idOf(event) == 0 || isInOneRoom()) {
            return true;
        }
        if (changes == null) {
            changes = new SharedChanges(context.chat());
        }
        Membership current = conversation.room();
        return changes.isNews(event, current == null || conversation.isOn(event.room()) ? null : current.room());
    }

    /** Whether nobody can be shown to change in two rooms at once. */
    private boolean isInOneRoom() {
        // Not by memberships: of a room just left there may be something to read yet that other rooms tell as well.
        return changes == null && user.outbox().roomsRead() < 2;
    }

    /** Whether this user may and wants to read an event by somebody else. */
    private boolean isFor(RoomEvent event) {
        return event.audience().includes(user.id()) && !(event instanceof Message && user.ignores(event.author()));
    }

    private static byte[] withEnd(String line, LineSink sink) {
        return (line + (sink.crlf() ? "\r\n" : "\n")).getBytes(UTF_8);
    }

    private static void line(String text, LineSink sink) {
        sink.line(text.getBytes(UTF_8));
    }
}
