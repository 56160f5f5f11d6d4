package dev.chatroom.server.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.store.UnreadableHistoryException.Reason;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.IdlePolicy;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.LineSink;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcReply;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.client.PersonalLines;
import dev.chatroom.server.irc.command.CommandTable;
import dev.chatroom.server.irc.history.HistoryFailure;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.IrcMessage;
import dev.chatroom.server.irc.message.NoticeText;
import dev.chatroom.server.irc.message.Numeric;
import dev.chatroom.server.pace.WorkLimits;
import dev.chatroom.server.pace.Workload;
import org.jspecify.annotations.Nullable;

/** The dialect of IRC clients, as modern.ircdocs.horse and IRCv3 describe it; RFC 1459 and 2812 where they are silent. */
final class IrcDialect implements Dialect {
    /** What a client may write behind its tags, and they themselves with all that stands around them, in bytes. */
    private static final int MOST_BODY_BYTES = 510;

    /** How many bytes a line may have. */
    static final int MOST_LINE_BYTES = 1 + IrcMessage.MOST_TAGS_BYTES + 1 + MOST_BODY_BYTES;

    /** IRCv3 labeled-response. */
    private static final int MOST_LABEL = 64;

    private final IrcClient client;
    private final EventView view;

    /** The line being acted on. Owned by the reader. */
    private @Nullable IrcRequest request;

    /** The reason in the line that closes the connection, the last line that the user reads. */
    private volatile String lastWords = "Bye";

    /** For somebody who may ask for whatever they like. */
    IrcDialect(ServerContext context, User user) {
        this(context, user, WorkLimits.unlimited());
    }

    IrcDialect(ServerContext context, User user, Workload work) {
        this.client = new IrcClient(context, user, work);
        this.view = new EventView(client);
    }

    /**
     * Whether a client whose first line this is speaks IRC. Takes time in proportion to the line's length: it is asked before
     * anybody has been let in.
     */
    static boolean isSpokenIn(String firstLine) {
        return FirstCommand.begins(firstLine);
    }

    @Override
    public void open() {
        // An IRC client speaks first.
    }

    @Override
    public Next take(Line line) {
        // No message may hold them, and some clients would take them for its end.
        IrcMessage message = IrcMessage.parse(
                line.text().replace('\r', ' ').replace('\n', ' ').replace('\0', ' '));
        boolean tooLong = isTooLong(line);
        if (message.command().isEmpty() && !tooLong) {
            client.work().chargeLine();
            return Next.CONTINUE;
        }
        request = new IrcRequest(message);
        client.work().chargeRequest(line.text().length());
        boolean labels = client.has(Capability.LABELED_RESPONSE);
        client.begin(labels ? label(message) : "", hasSeveralAnswers(message));
        if (tooLong) {
            client.numeric(Numeric.ERR_INPUTTOOLONG);
            client.end();
            return Next.CONTINUE;
        }
        if (!line.wellFormed()) {
            client.fail(message.command(), "INVALID_UTF8", "Lines must be in UTF-8");
            client.end();
            return Next.CONTINUE;
        }
        if (line.text().indexOf('\n') >= 0) {
            // A message of WebSocket; elsewhere it would have ended the line.
            client.fail(message.command(), "INVALID_LINE", "One message is one line");
            client.end();
            return Next.CONTINUE;
        }
        return act(request);
    }

    @Override
    public Next retry() {
        if (request == null) {
            return Next.CONTINUE;
        }
        if (!client.work().isAnswering()) {
            return act(request);
        }
        if (client.work().goOn()) {
            return Next.MORE;
        }
        return request.hasMore() ? act(request) : answered(Next.CONTINUE);
    }

    @Override
    public Next historyUnreadable(Reason why) {
        client.work().abandon();
        IrcRequest asked = request;
        if (asked != null) {
            HistoryFailure.tell(client, asked.command(), why);
        }
        return answered(Next.CONTINUE);
    }

    /** One that is longer than clients may give is none; it is kept with what its client does. */
    private static String label(IrcMessage message) {
        String label = message.tags().getOrDefault("label", "");
        return label.length() <= MOST_LABEL ? label : "";
    }

    @Override
    public void render(Delivery<ChatEvent> delivery, LineSink sink) {
        switch (delivery) {
            case Delivery.Event<ChatEvent>(long sequence, RoomEvent event) -> view.show(event, sink);
            case Delivery.Event<ChatEvent>(long sequence, ChatEvent personal) -> {
                if (personal instanceof ChatEvent.Expelled expelled) {
                    lastWords = PersonalLines.killed(expelled);
                }
                view.showPersonal(personal, sink);
            }
            case Delivery.Reply<ChatEvent> reply -> ReplyView.show(reply, sink);
            case Delivery.Lagged<ChatEvent>(String room, long missed) -> sink.line(
                    IrcLine.from(client.server().name(), "NOTICE")
                            .with("#" + room)
                            .ending("You missed %d lines: your connection could not keep up".formatted(missed))
                            .getBytes(UTF_8));
            case Delivery.Closed<ChatEvent> closed -> sink.line(
                    "ERROR :Closing Link: %s (%s)".formatted(client.user().profile().host(), lastWords)
                            .getBytes(UTF_8));
        }
    }

    @Override
    public boolean render(EventBatch<ChatEvent> events, LineSink sink) {
        return client.context().renderCaches().of(events, client.encoding())
                .read(events, client.user().id(), view.isOfOneRoom(), sink, event -> view.show(event, sink));
    }

    @Override
    public IdlePolicy liveness() {
        return client.registration().isDone() ? IdlePolicy.A_PROGRAM : IdlePolicy.INTRODUCING_ITSELF;
    }

    @Override
    public void notify(Notice notice) {
        if (notice instanceof Notice.AreYouThere) {
            client.user().outbox().reply(new IrcReply.Line("PING :" + client.server().name()));
        } else {
            client.user().outbox().reply(new IrcReply.Line(IrcLine.from(client.server().name(), "NOTICE")
                    .with(client.name())
                    .ending(NoticeText.of(notice))));
        }
    }

    /** The line that a client is sent whose user is not let in. */
    static String refusal(Notice notice) {
        return "ERROR :Closing Link: (%s)".formatted(NoticeText.of(notice));
    }

    @Override
    public void partWith(Notice notice) {
        lastWords = NoticeText.of(notice);
    }

    private Next act(IrcRequest acting) {
        if (acting.command().equals("QUIT")) {
            lastWords = acting.says(0) ? "Quit: " + acting.parameter(0) : "Quit";
        }
        Next next = answered(CommandTable.run(client, acting));
        if (next instanceof Next.End && !acting.command().equals("QUIT")) {
            lastWords = client.registration().refusal();
        }
        return next;
    }

    /** Ends the answer unless there is more to come. */
    private Next answered(Next next) {
        if (next instanceof Next.Continue || next instanceof Next.End) {
            client.end();
            request = null; // It may be long, and the client silent from now on.
        }
        return next;
    }

    /** Whether several answers may come by themselves, as events of rooms. */
    private static boolean hasSeveralAnswers(IrcMessage message) {
        return switch (message.command()) {
            case "JOIN" -> true;
            case "PART", "PRIVMSG", "NOTICE", "TAGMSG" -> message.parameter(0).contains(",");
            case "KICK" -> message.parameter(1).contains(",");
            // A sign and a letter have one answer.
            case "MODE" -> message.parameter(1).length() > 2;
            default -> false;
        };
    }

    private static boolean isTooLong(Line line) {
        int tags = IrcMessage.tagsBytes(line.text());
        int body = line.text().getBytes(UTF_8).length - (tags == 0 ? 0 : tags + 2);
        return line.cut() || tags > IrcMessage.MOST_TAGS_BYTES || body > MOST_BODY_BYTES;
    }
}
