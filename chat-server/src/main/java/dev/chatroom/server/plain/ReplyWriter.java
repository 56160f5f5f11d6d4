package dev.chatroom.server.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.room.RecentMessages;
import dev.chatroom.core.room.RoomReport;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.server.dialect.Ctcp;
import dev.chatroom.server.dialect.LineSink;
import dev.chatroom.server.dialect.Passage;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.plain.text.HistoryText;
import dev.chatroom.server.plain.text.OperatorAnswers;
import dev.chatroom.server.plain.text.PlainAnswers;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the replies to one plain user into words, when their turn has come to be read.
 *
 * @param context the server
 * @param user who reads
 * @param conversation is told what the user has been shown
 */
record ReplyWriter(ServerContext context, User user, Conversation conversation) {

    /** Writes a reply; nothing for one that is of another dialect, which the client has turned out not to speak. */
    void write(Delivery.Reply<ChatEvent> reply, LineSink sink) {
        switch (reply) {
            case PlainReply.Line(String text) -> line(text, sink);
            case PlainReply.SecretQuestion(String question) -> HiddenPrompt.ask(question, sink);
            case PlainReply.SecretTaken taken -> HiddenPrompt.show(sink);
            case Delivery.TextReply<ChatEvent>(String text) -> line(text, sink);
            case RoomReport(RoomView view, PlainReply.OnRoom about) ->
                report(view, about).forEach(line -> line(line, sink));
            case Delivery.Reply<ChatEvent> foreign -> {}
        }
    }

    private List<String> report(RoomView view, PlainReply.OnRoom about) {
        return switch (about) {
            case PlainReply.Entered entered -> entered(view, entered);
            case PlainReply.TopicAsked asked -> List.of(PlainAnswers.topicIs(view));
            case PlainReply.MembersAsked asked -> PlainAnswers.who(view);
            case PlainReply.ModesAsked(boolean inFull) ->
                OperatorAnswers.howItIsRun(view, context.access().hasOperators(), inFull);
            case PlainReply.Lines(List<String> lines) -> lines;
        };
    }

    private List<String> entered(RoomView view, PlainReply.Entered entered) {
        List<String> lines = new ArrayList<>(PlainAnswers.roomEntered(view, user.id()));
        lines.addAll(entered.afterwards());
        lines.addAll(entered.missed().map(since -> missed(view, since)).orElseGet(() -> last(view)));
        return lines;
    }

    private List<String> last(RoomView view) {
        List<Passage> passages = Passage.newest(
                readable(view.recent()), context.historyShown(), Passage.CHARACTERS_AT_ENTRY);
        ShownAtEntry shown = ShownAtEntry.of(
                view, passages.stream().flatMap(passage -> passage.beginning().stream()).toList());
        return conversation.entries().add(shown, user) ? PlainAnswers.history(context, view, passages) : List.of();
    }

    private List<String> missed(RoomView view, HistoryPoint since) {
        List<Message> said = readable(view.recent().stream().filter(message -> since.compare(message) > 0).toList());
        // If all that the room shows was missed, more may have been, unless there was space for more.
        int characters = view.recent().stream().mapToInt(message -> message.text().length()).sum();
        boolean whole = view.recent().stream().anyMatch(message -> since.compare(message) <= 0)
                || (view.recent().size() < context.historyShown() && characters < Passage.CHARACTERS_AT_ENTRY / 2);
        List<Message> shown = said.subList(Math.max(0, said.size() - context.historyShown()), said.size());
        return conversation.entries().add(ShownAtEntry.of(view, shown), user)
                ? HistoryText.missed(
                        context, view.name(), shown,
                        new HistoryText.Missed(said.size(), whole && !mayLackLines(view, since)))
                : List.of();
    }

    /** Whether memory may have dropped the beginning of a paste that was said since then. */
    private boolean mayLackLines(RoomView view, HistoryPoint since) {
        int mostKept = RecentMessages.mostInRow(context.chat().limits().of(Limit.HISTORY));
        Message before = null;
        int inRow = 0;
        for (Message message : view.recent()) {
            inRow = before != null && before.isFollowedAtOnceBy(message) ? inRow + 1 : 1;
            if (inRow >= mostKept && since.compare(message) > 0) {
                return true;
            }
            before = message;
        }
        return false;
    }

    /** What this user can and wants to read. */
    private List<Message> readable(List<Message> messages) {
        return readable(user, messages);
    }

    /** What a user can and wants to read. */
    static List<Message> readable(User user, List<Message> messages) {
        return messages.stream()
                .filter(message -> !user.ignores(message.author()) && !Ctcp.is(message)
                        && !TerminalText.showsNothing(message.text()))
                .toList();
    }

    private static void line(String text, LineSink sink) {
        sink.line(text.getBytes(UTF_8));
    }
}
