package dev.chatroom.server.irc.client;

import dev.chatroom.core.Chat;
import dev.chatroom.core.ChatView;
import dev.chatroom.core.User;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.server.dialect.Login;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.IrcEncoding;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.Numeric;
import dev.chatroom.server.pace.LongAnswer;
import dev.chatroom.server.pace.Workload;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One IRC client: who it is, what it has asked for, and how it is answered. Owned by the reader, but where said. */
public final class IrcClient {
    private final IrcServer server;
    private final User user;
    private final Workload work;
    private final Registration registration = new Registration();
    private final Login login = new Login();

    /** Never changed, only replaced, by the reader; read by the writer too. */
    private volatile Set<Capability> capabilities = Set.of();

    /** What follows from the capabilities, likewise. */
    private volatile IrcEncoding encoding = IrcEncoding.of(Set.of());

    private Replies replies;

    /** Made when the client first asks for one. */
    private @Nullable ReadMarkers readMarkers;

    /** How many batches there have been. */
    private int batches;

    public IrcClient(ServerContext context, User user, Workload work) {
        this.server = new IrcServer(context);
        this.user = user;
        this.work = work;
        this.replies = new Replies(user.outbox(), server.name(), "", "", false);
    }

    public IrcServer server() {
        return server;
    }

    public ServerContext context() {
        return server.context();
    }

    public Chat chat() {
        return server.chat();
    }

    public User user() {
        return user;
    }

    /** What the client's user may know of rooms. */
    public ChatView view() {
        return server.chat().viewFor(user);
    }

    /** What its requests cost. */
    public Workload work() {
        return work;
    }

    /** What is known of somebody who is about to come in. */
    public Registration registration() {
        return registration;
    }

    /** What the client says to be let in, or to run the server. */
    public Login login() {
        return login;
    }

    /** For any thread. */
    public boolean has(Capability capability) {
        return capabilities.contains(capability);
    }

    public Set<Capability> capabilities() {
        return capabilities;
    }

    public void setCapabilities(Set<Capability> changed) {
        capabilities = Set.copyOf(changed);
        encoding = IrcEncoding.of(changed);
    }

    public EnumSet<Capability> capabilitiesCopy() {
        EnumSet<Capability> copy = EnumSet.noneOf(Capability.class);
        copy.addAll(capabilities);
        return copy;
    }

    /** For any thread. */
    public IrcEncoding encoding() {
        return encoding;
    }

    /** The name by which the client is addressed: before it is let in, the one it wants, or a star. For any thread. */
    public String name() {
        if (registration.isDone()) {
            return user.nickname().text();
        }
        String wanted = registration.nick();
        return wanted.isEmpty() ? "*" : wanted;
    }

    /** The client as it is now, for an answer that is put into words later. For any thread. */
    public Recipient recipient() {
        return new Recipient(server, name(), capabilities);
    }

    /** Begins to answer a request. */
    public void begin(String label, boolean several) {
        if (!label.isEmpty()) {
            batches++;
        }
        replies = new Replies(user.outbox(), server.name(), label, "r" + batches, several);
        user.setRequest(replies.mark());
    }

    /** Has answered it. */
    public void end() {
        user.setRequest(null);
        replies.end();
    }

    public Replies replies() {
        return replies;
    }

    public ReadMarkers readMarkers() {
        if (readMarkers == null) {
            readMarkers = new ReadMarkers(user, chat().history().readMarkers());
        }
        return readMarkers;
    }

    /** A name for a batch that no other batch to this client has. */
    public String newBatch() {
        batches++;
        return "b" + batches;
    }

    /** Answers with a line of its own. */
    public void line(String line) {
        line(new IrcReply.Line(line));
    }

    /** The same, with a tag. */
    public void line(IrcReply.Line line) {
        work.chargeLine();
        replies.line(line);
    }

    /** Tells the client something that is no answer to its request, after what has happened so far. */
    public void remark(String text) {
        work.chargeLine();
        user.outbox().replyInOrder(
                new IrcReply.Line(IrcLine.from(server.name(), "NOTICE").with(name()).ending(text)));
    }

    /** Says so if what has just been changed does not outlast the server. */
    public void tellIfNotKept() {
        if (context().trouble().get().isPresent()) {
            remark("That is forgotten if the server restarts before its disk takes something again");
        }
    }

    /** Answers with a numeric and its usual text. */
    public void numeric(Numeric numeric, String... parameters) {
        line(numericLine(numeric, numeric.text(), parameters));
    }

    /** Answers with a numeric that ends with a text of its own. */
    public void numericEnding(Numeric numeric, String ending, String... parameters) {
        line(numericLine(numeric, ending, parameters));
    }

    /** Answers with a numeric that has no text at its end. */
    public void numericWords(Numeric numeric, String... parameters) {
        line(numericWordsLine(numeric, parameters));
    }

    public String numericWordsLine(Numeric numeric, String... parameters) {
        return recipient().numericWordsLine(numeric, parameters);
    }

    /** How many bytes of text a numeric with these parameters has space for. */
    public int spaceBehind(Numeric numeric, String... parameters) {
        return recipient().spaceBehind(numeric, parameters);
    }

    public String numericLine(Numeric numeric, String ending, String... parameters) {
        return recipient().numericLine(numeric, ending, parameters);
    }

    /** Refuses as IRCv3 standard-replies have it. */
    public void fail(String command, String code, String text, String... context) {
        standardReply("FAIL", command, code, text, context);
    }

    /** Tells something about a request, as IRCv3 standard-replies have it. */
    public void note(String command, String code, String text, String... context) {
        standardReply("NOTE", command, code, text, context);
    }

    private void standardReply(String type, String command, String code, String text, String... context) {
        IrcLine line = IrcLine.from(server.name(), type).with(command).with(code);
        for (String word : context) {
            line.with(word);
        }
        line(line.ending(text));
    }

    /** Answers what the chat made of a request. */
    public <T> Next settle(Outcome<T> outcome, String command, String target, Consumer<T> whenDone) {
        return switch (outcome) {
            case Done<T>(T value) -> {
                whenDone.accept(value);
                yield Next.CONTINUE;
            }
            case Refused<T>(Refusal.TooFast tooFast) -> new Next.Retry(tooFast.retryAfter());
            case Refused<T>(Refusal refusal) -> {
                // The chat has not counted it.
                work.charge(1);
                RefusalNumerics.answer(this, command, target, refusal);
                yield Next.CONTINUE;
            }
        };
    }

    /** Tells the client that nothing has come of a line for which there was no refusal at first. For any thread. */
    public void notSaid(String channel, String line, Refusal why) {
        user.outbox().reply(new IrcReply.Line(numericLine(
                Numeric.ERR_CANNOTSENDTOCHAN, RefusalNumerics.notSaid(line, why), channel)));
    }

    /** Answers a request whose price is that of its line and of those that answer it. */
    public Next counted(Runnable action) {
        action.run();
        return Next.CONTINUE;
    }

    /** Answers in the connection's turn, since it takes long. */
    public Next atLength(LongAnswer answer) {
        work.begin(answer);
        return Next.MORE;
    }
}
