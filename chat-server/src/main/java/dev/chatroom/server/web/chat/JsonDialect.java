package dev.chatroom.server.web.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Tagged;
import dev.chatroom.core.room.RoomReport;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.store.UnreadableHistoryException.Reason;
import dev.chatroom.server.access.Cloaks;
import dev.chatroom.server.access.LoginAttempt.Verdict;
import dev.chatroom.server.dialect.Arrival;
import dev.chatroom.server.dialect.Ctcp;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.IdlePolicy;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.LineSink;
import dev.chatroom.server.dialect.Login;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.RenderCache;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.plain.text.HistoryText;
import dev.chatroom.server.plain.text.LoginText;
import dev.chatroom.server.websocket.Frames;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dialect of a web page: each message a client sends is a request, each one it reads an answer or an event. */
final class JsonDialect implements Dialect {
    private static final byte[] NOTHING = {};

    /** Some of them may have been lost with the connection. */
    private static final int MOST_TOLD_AGAIN = 20;

    private final ServerContext context;
    private final User user;
    private final Workload work;
    private final Requests requests;

    /** Null unless a password has yet to be said. Written by who lets the user in, then by the reader. */
    private volatile @Nullable Login login;

    /** Whether the client has been greeted, with the secret. Written by who lets the user in, then by the reader. */
    private volatile boolean welcomed;

    /** How the client has come in. Written before anything else. */
    private Arrival arrival = Arrival.UNTOLD;

    /** The request acted on last; null if it was none. Owned by the reader. */
    private @Nullable ClientRequest request;

    /** The greeting to be read before all else; null if there is none, or it has been. Owned by the writer once that runs. */
    private @Nullable String greeting;

    /** The reference of the command that was typed last; empty if it has none. Owned by the writer. */
    private String typed = "";

    /** What the client reads last. */
    private volatile byte[] lastWords = NOTHING;

    JsonDialect(ServerContext context, AbsentUsers absent, User user, Workload work) {
        this.context = context;
        this.user = user;
        this.work = work;
        this.requests = new Requests(context, absent, user, work);
    }

    @Override
    public void arrives(Arrival arrival) {
        this.arrival = arrival;
    }

    @Override
    public boolean isResumable() {
        // Of others who are in no room nobody would notice.
        return welcomed && (!user.memberships().isEmpty() || user.has(UserMode.SERVER_OPERATOR));
    }

    @Override
    public void reopen() {
        welcomed = true;
        // Messages that came meanwhile stand in the outbox before anything that is put there now.
        greeting = Messages.welcome("", context, user, arrival, true);
        user.directMessages().stream()
                .skip(Math.max(0, user.directMessages().size() - MOST_TOLD_AGAIN))
                .filter(told -> !Ctcp.is(told))
                .forEach(told -> user.outbox().reply(Messages.past("", told)));
        user.outbox().reply(new WebReply.Ping());
    }

    @Override
    public void open() {
        if (context.access().asksForPassword()) {
            login = new Login();
            user.outbox().reply(Messages.password("", false, "this chat has a password", user));
        } else {
            Next unused = enter("");
        }
    }

    @Override
    public Next take(Line line) {
        work.chargeRequest(line.text().length());
        Optional<ClientRequest> parsed = ClientRequest.parse(line.text());
        if (parsed.isEmpty() || parsed.get().verb().isEmpty()) {
            user.outbox().reply(Messages.refused(
                    parsed.map(ClientRequest::ref).orElse(""), RefusalCode.MALFORMED,
                    "a request is an object of JSON with the field \"do\""));
            return Next.CONTINUE;
        }
        return begin(parsed.get());
    }

    /** A request that is done with is not kept: most pages are silent most of the time. */
    private Next begin(ClientRequest asked) {
        request = asked;
        Next next = act(asked);
        if (next instanceof Next.Continue) {
            request = null;
        }
        return next;
    }

    @Override
    public Next retry() {
        ClientRequest last = request;
        if (last == null) {
            return Next.CONTINUE;
        }
        return work.isAnswering() ? (work.goOn() ? Next.MORE : Next.CONTINUE) : begin(last);
    }

    private Next act(ClientRequest asked) {
        Login door = login;
        if (door == null) {
            boolean marks =
                    !asked.ref().isEmpty() && Verb.of(asked.verb()).filter(Verb::isAnsweredByEvents).isPresent();
            user.setRequest(marks ? asked.ref() : null);
            Next next = requests.act(asked);
            user.setRequest(null);
            return next;
        } else if (!asked.verb().equals(Verb.LOGIN.word())) {
            user.outbox().reply(Messages.refused(asked.ref(), "password", "the password comes first"));
            return Next.CONTINUE;
        }
        return door.attempt(
                () -> context.access().tryPassword(
                        Cloaks.addressPart(user.profile().host()), user.address(), asked.of("password")),
                verdict -> judge(verdict, asked.ref()));
    }

    private Next judge(Verdict verdict, String ref) {
        return switch (verdict) {
            case ADMITTED -> {
                login = null;
                yield enter(ref);
            }
            case WRONG -> wrong(ref, LoginText.wrongPassword());
            case CROWDED -> wrong(ref, LoginText.crowded());
            case ADDRESS_CROWDED -> wrong(ref, LoginText.addressCrowded());
        };
    }

    private Next wrong(String ref, String words) {
        user.outbox().reply(Messages.password(ref, true, Messages.unstarred(words), user));
        return Next.CONTINUE;
    }

    /** @param ref of the request that lets the user in; empty if there is none */
    private Next enter(String ref) {
        user.set(UserMode.WALLOPS, true);
        user.set(UserMode.AT_TERMINAL, true);
        context.chat().newcomers().letIn(user, context.cloaks().of(user, user.nickname()));
        user.outbox().reply(Messages.welcome(ref, context, user, arrival, false));
        welcomed = true;
        context.trouble().get().ifPresent(this::notify);
        return Next.CONTINUE;
    }

    @Override
    public Next historyUnreadable(Reason why) {
        work.abandon();
        ClientRequest asked = request;
        user.outbox().reply(Messages.refused(
                asked == null ? "" : asked.ref(), "unreadable", HistoryText.unreadable(why)));
        return Next.CONTINUE;
    }

    @Override
    public void render(Delivery<ChatEvent> delivery, LineSink sink) {
        greet(sink);
        switch (delivery) {
            case Delivery.Event<ChatEvent>(long sequence, RoomEvent event) ->
                show(event, JsonEncoding.FRAMES.render(event), sink);
            case Delivery.Event<ChatEvent>(long sequence, ChatEvent personal) -> {
                boolean unwanted = Ctcp.is(personal)
                        || (personal instanceof ChatEvent.Invitation && user.ignores(personal.author()));
                if (!unwanted) {
                    if (personal instanceof ChatEvent.DirectMessage told) {
                        requests.typed().toldBy(told.author().nickname().text());
                    }
                    text(Messages.event("", personal), sink);
                }
            }
            case Delivery.Reply<ChatEvent> reply -> answer(reply, sink);
            case Delivery.Lagged<ChatEvent>(String room, long missed) -> text(Messages.missed(room, missed), sink);
            case Delivery.Closed<ChatEvent> closed -> {
                if (lastWords.length > 0) {
                    sink.line(lastWords);
                }
            }
        }
    }

    private void greet(LineSink sink) {
        if (greeting != null) {
            text(greeting, sink);
            greeting = null;
        }
    }

    private void answer(Delivery.Reply<ChatEvent> reply, LineSink sink) {
        switch (reply) {
            case Delivery.TextReply<ChatEvent>(String text) -> text(text, sink);
            case RoomReport(RoomView view, WebReply.OnRoom(MessageType type, String ref)) -> {
                List<Message> past = view.recent().stream()
                        .filter(message -> !user.ignores(message.author()) && !Ctcp.is(message))
                        .toList();
                text(Messages.room(type, ref, view, past.size(), context.chat().viewFor(user)), sink);
                past.forEach(message -> text(Messages.past("", message), sink));
            }
            case WebReply.Typed(String ref) -> typed = ref;
            case WebReply.Ping ping -> {
                byte[] frame = Frames.ping();
                sink.lines(frame, 0, frame.length);
            }
            case Delivery.Reply<ChatEvent> other -> {
                List<String> lines = requests.typed().lines(other);
                if (!lines.isEmpty()) {
                    text(Messages.lines(typed, lines, user.has(UserMode.SERVER_OPERATOR)), sink);
                }
            }
        }
    }

    @Override
    public boolean render(EventBatch<ChatEvent> events, LineSink sink) {
        greet(sink);
        RenderCache cache = context.renderCaches().of(events, JsonEncoding.FRAMES);
        return user.ignoresAnybody()
                ? cache.readSingly(events, sink, (event, frames) -> show(event, frames, sink))
                : cache.read(events, user.id(), true, sink,
                        event -> show(event, JsonEncoding.FRAMES.render(event), sink));
    }

    private void show(RoomEvent event, byte[] frames, LineSink sink) {
        boolean saying = event instanceof Message || event instanceof Tagged;
        if (!event.audience().includes(user.id()) || (saying && user.ignores(event.author()))) {
            return;
        }
        boolean own = event.author().userId() == user.id();
        if (own && user.takeRequest(event) instanceof String ref) {
            text(Messages.event(ref, event), sink);
        } else if (frames.length > 0) {
            sink.lines(frames, 0, frames.length);
        }
    }

    @Override
    public IdlePolicy liveness() {
        return login == null ? IdlePolicy.A_PROGRAM : IdlePolicy.INTRODUCING_ITSELF;
    }

    @Override
    public void notify(Notice notice) {
        if (notice instanceof Notice.AreYouThere) {
            user.outbox().reply(new WebReply.Ping());
        } else {
            user.outbox().reply(Messages.notice(notice));
        }
    }

    @Override
    public void partWith(Notice notice) {
        lastWords = Messages.bye(notice);
    }

    private static void text(String message, LineSink sink) {
        sink.line(message.getBytes(UTF_8));
    }
}
