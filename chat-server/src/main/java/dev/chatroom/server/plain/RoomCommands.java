package dev.chatroom.server.plain;

import dev.chatroom.core.Chat;
import dev.chatroom.core.ChatView;
import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.User;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.RoomNameRules;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.MemberSelection;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.ViewScope;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.Passage;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.pace.LongAnswer;
import dev.chatroom.server.plain.syntax.WordAndRest;
import dev.chatroom.server.plain.text.PlainAnswers;
import dev.chatroom.server.plain.text.PlainHelp;
import dev.chatroom.server.plain.text.RefusalText;
import java.util.List;
import java.util.Optional;

/** What a plain user does in rooms: talk, come and go, look around. Called by the connection's reader alone. */
final class RoomCommands {
    /** So long a paste may go on that goes nowhere, without another word. */
    private static final long TOLD_FOR_MILLIS = 2_000;

    private static final int NAMES_LISTED = 500;
    private static final int NAMES_AT_ENTRY = 16;
    private static final int NAMES_PER_UNIT = 64;

    /** What it costs to read of a room that nobody is in. */
    private static final int UNITS_OF_READING = 4;

    /** So many are looked at for each message that is to be shown, since the user may not want to read all. */
    private static final int TURNS_FOR_MESSAGE = 2;

    private final ServerContext context;
    private final Chat chat;
    private final User user;
    private final Conversation conversation;
    private final CurrentRoom current;
    private final Answers answers;

    RoomCommands(ServerContext context, User user, Conversation conversation, CurrentRoom current, Answers answers) {
        this.context = context;
        this.chat = context.chat();
        this.user = user;
        this.conversation = conversation;
        this.current = current;
        this.answers = answers;
    }

    /** Says a line; who probably meant a command has said it all the same, and is told of the command. */
    Next say(String text) {
        if (current.isGone() && user.memberships().isEmpty()) {
            return sayNowhere();
        }
        Next next = current.act(membership -> post(membership, OutgoingMessage.said(text)));
        if (!(next instanceof Next.Retry)) {
            PlainHelp.hint(text).ifPresent(answers::reply);
        }
        return next;
    }

    /** Who is put out in the middle of a paste is told once, not for each line that still comes. */
    private Next sayNowhere() {
        long now = context.clock().millis();
        if (conversation.isToldAgainSoon(now, TOLD_FOR_MILLIS)) {
            return Next.CONTINUE;
        }
        return current.act(membership -> Next.CONTINUE);
    }

    Next me(String text) {
        return current.act(membership -> post(membership, OutgoingMessage.emoted(text)));
    }

    /** With several servers the next line need not wait until this one has its place. */
    private Next post(Membership membership, OutgoingMessage draft) {
        return answers.said(membership.postAhead(draft, why -> answers.notSaid(draft.text(), why)));
    }

    Next join(String argument) {
        WordAndRest roomAndKey = WordAndRest.of(argument);
        String key = roomAndKey.rest();
        Optional<RoomName> name = named(roomAndKey.word());
        // A name of two words was meant, perhaps; a new room that is called by the first would be a surprise.
        boolean keyOfNothing = !key.isEmpty() && name.filter(view()::wouldMake).isPresent();
        return keyOfNothing
                ? answers.counted(() -> answers.reply(PlainAnswers.noRoomWithKey(name.get(), hyphenated(argument))))
                : enter(roomAndKey.word(), key, List.of());
    }

    /** The name of one word that several words make; empty if it is none. */
    private String hyphenated(String words) {
        return named(words.strip().replaceAll("\\s+", "-")).map(RoomName::text).orElse("");
    }

    /** Enters a room, shows it to the user, and then the further lines. */
    Next enter(String room, String key, List<String> afterwards) {
        named(room).ifPresent(conversation::turnTo);
        ViewScope scope = new ViewScope(
                new MemberSelection.First(NAMES_AT_ENTRY), TURNS_FOR_MESSAGE * context.historyShown(),
                Passage.CHARACTERS_AT_ENTRY);
        Outcome<Membership> outcome = chat.join(
                user, room, new JoinOptions(key, 0, scope, Optional.of(new PlainReply.Entered(
                        afterwards, missedIn(room)))));
        if (outcome instanceof Refused) {
            conversation.turnBack();
        }
        if (outcome instanceof Refused<Membership>(Refusal.AlreadyThere(RoomName name))) {
            Optional<Membership> there = user.membership(name);
            if (there.isEmpty()) {
                // Somebody has put the user out in this moment.
                return enter(room, key, afterwards);
            }
            Membership membership = there.get();
            conversation.talkIn(membership);
            return answers.reply(PlainAnswers.nowTalkingIn(membership.room().name()));
        }
        return outcome instanceof Refused<Membership>(Refusal.NameInvalid invalid)
                ? answers.reply(RefusalText.ofRoomName(invalid))
                : answers.settle(outcome, conversation::talkIn);
    }

    /** Since when the user has missed what was said there, if any of it is shown. */
    private Optional<HistoryPoint> missedIn(String room) {
        return context.historyShown() == 0 ? Optional.empty() : named(room).flatMap(view()::missedSince);
    }

    void leave(String argument) {
        if (argument.isEmpty()) {
            current.act(membership -> leave(membership, ""));
            return;
        }
        WordAndRest roomAndReason = WordAndRest.of(argument);
        Optional<Membership> chosen = named(roomAndReason.word()).flatMap(user::membership);
        Next unused = chosen.isPresent()
                ? leave(chosen.get(), roomAndReason.rest())
                : answers.reply(RefusalText.of(new Refusal.NotThere(new RoomName(TerminalText.clean(argument), ""))));
    }

    /** Whoever would leave something behind that needs an operator is told once, since that is mostly a mistake. */
    private Next leave(Membership chosen, String reason) {
        Optional<String> warning = beforeLeaving(chosen, context.access().hasOperators());
        if (warning.isPresent() && !conversation.leavesUnrunAgain(chosen.room().name())) {
            return answers.reply(warning.get());
        }
        return answers.settle(chat.leave(chosen, reason), left -> {
            conversation.hasLeft();
            boolean talkingThere = current.isGone();
            Optional<RoomName> next = talkingThere ? current.moveOn() : current.name();
            answers.reply(PlainAnswers.youLeft(left.room().name(), next, talkingThere));
            answers.tellIfCut(reason);
        });
    }

    /** What somebody is told who would leave something behind that needs an operator. */
    static Optional<String> beforeLeaving(Membership chosen, boolean serverIsRun) {
        RoomName room = chosen.room().name();
        return switch (chosen.leftBehind()) {
            case NOTHING -> Optional.empty();
            case MEMBERS_WITHOUT_OPERATOR -> Optional.of(
                    PlainAnswers.nobodyAfterYou(room, serverIsRun && chosen.room().view(0, 0).lasts()));
            case MODES_WITHOUT_OPERATOR -> Optional.of(PlainAnswers.modesAfterYou(room, serverIsRun));
        };
    }

    /** Changes the topic; if it is that already, nobody else is bothered with it. */
    Next topic(String text) {
        return current.act(membership -> membership.room().view(0, 0).topic().text().equals(text)
                ? answers.counted(this::showTopic)
                : topicSet(membership.setTopic(text)));
    }

    private Next topicSet(Outcome<?> outcome) {
        return outcome instanceof Refused<?>(Refusal refusal) && !(refusal instanceof Refusal.TooFast)
                ? answers.reply(RefusalText.ofTopic(refusal))
                : answers.settle(outcome, changed -> {
                });
    }

    void showTopic() {
        report(ViewScope.NOTHING, new PlainReply.TopicAsked());
    }

    Next who(String argument) {
        Optional<Room> named = argument.isEmpty() ? Optional.empty() : named(argument).flatMap(view()::room);
        if (!argument.isEmpty() && named.isEmpty()) {
            return whoOfDeserted(argument);
        }
        int units = NAMES_LISTED / NAMES_PER_UNIT;
        return answers.atLength(LongAnswer.of(units, () -> named.ifPresentOrElse(
                room -> answers.reply(PlainAnswers.who(view().of(room, NAMES_LISTED, 0))),
                () -> report(
                        ViewScope.of(new MemberSelection.First(NAMES_LISTED)), new PlainReply.MembersAsked()))));
    }

    private Next whoOfDeserted(String room) {
        return answers.atLength(LongAnswer.reading(chat.history().waitsForDisk(), work -> {
            work.charge(UNITS_OF_READING);
            Optional<RoomView> deserted = named(room).flatMap(view()::deserted);
            answers.reply(deserted.map(PlainAnswers::who)
                    .orElseGet(() -> List.of(RefusalText.of(new Refusal.NoSuchRoom(room)))));
        }));
    }

    private void report(ViewScope scope, PlainReply.OnRoom about) {
        current.report(scope, about);
    }

    private ChatView view() {
        return chat.viewFor(user);
    }

    private Optional<RoomName> named(String room) {
        return RoomNameRules.parse(room, chat.limits()) instanceof Done<RoomName>(RoomName name)
                ? Optional.of(name)
                : Optional.empty();
    }
}
