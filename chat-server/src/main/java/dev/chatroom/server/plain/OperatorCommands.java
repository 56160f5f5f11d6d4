package dev.chatroom.server.plain;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.MemberSelection;
import dev.chatroom.core.room.ViewScope;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.plain.syntax.RoomSetting;
import dev.chatroom.server.plain.syntax.WordAndRest;
import dev.chatroom.server.plain.text.OperatorAnswers;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** How a plain user runs the current room, except its bans. Called by the connection's reader alone. */
final class OperatorCommands {
    private static final int OPERATORS_LISTED = 500;

    private final Chat chat;
    private final User user;
    private final CurrentRoom room;
    private final Answers answers;

    OperatorCommands(Chat chat, User user, CurrentRoom room, Answers answers) {
        this.chat = chat;
        this.user = user;
        this.room = room;
        this.answers = answers;
    }

    Next rank(Rank rank, boolean on, String name) {
        return room.act(by -> withPerson(name, other -> settle(
                by, other, by.change(List.of(new RankChange(rank, other.asAuthor(), on))),
                applied -> {
                    if (applied.isEmpty()) {
                        answers.reply(OperatorAnswers.rankAsBefore(
                                other.nickname().text(), rank, on, by.room().name()));
                    }
                })));
    }

    Next kick(String argument) {
        WordAndRest nameAndReason = WordAndRest.of(argument);
        return room.act(by -> withPerson(nameAndReason.word(), other -> other == user
                ? answers.counted(() -> answers.reply(OperatorAnswers.thatIsYou()))
                : settle(
                        by, other, chat.moderation().kick(by, other, nameAndReason.rest()),
                        kicked -> answers.tellIfCut(nameAndReason.rest()))));
    }

    Next invite(String name) {
        return room.act(by -> withPerson(name, other -> answers.settle(
                chat.moderation().invite(by, other), invited -> {
                })));
    }

    Next mode(String argument) {
        if (argument.isEmpty()) {
            return room.act(membership -> {
                user.outbox().report(
                        membership, ViewScope.of(new MemberSelection.Ranked(Rank.OPERATOR, OPERATORS_LISTED)),
                        new PlainReply.ModesAsked(membership.isOperator()));
                return Next.CONTINUE;
            });
        }
        WordAndRest wordAndValue = WordAndRest.of(argument);
        Optional<RoomSetting> setting = RoomSetting.of(wordAndValue.word());
        return setting.isPresent()
                ? set(setting.get(), wordAndValue.rest())
                : answers.counted(() -> answers.reply(OperatorAnswers.noSuchSetting(wordAndValue.word())));
    }

    private Next set(RoomSetting setting, String value) {
        return setting.change(value, chat.limits())
                .map(change -> room.act(by -> answers.changed(by.change(List.of(change)), applied -> {
                    if (applied.isEmpty()) {
                        answers.reply(OperatorAnswers.soAlready(by.room().name()));
                    }
                })))
                .orElseGet(() -> answers.counted(() -> answers.reply(OperatorAnswers.usage(setting, chat.limits()))));
    }

    /** Answers what became of something done to somebody, who may be in another room of the user's. */
    private <T> Next settle(Membership by, User other, Outcome<T> outcome, Consumer<T> whenDone) {
        Optional<Membership> elsewhere = OtherRooms.of(by).with(other.id());
        if (elsewhere.isEmpty() || !(outcome instanceof Refused<T>(Refusal refusal))) {
            return answers.settle(outcome, whenDone);
        }
        RoomName room = elsewhere.get().room().name();
        boolean runsIt = elsewhere.get().isOperator();
        return switch (refusal) {
            case Refusal.NotMember(String name, RoomName here) ->
                answers.reply(OperatorAnswers.elsewhere(name, here, room, runsIt));
            case Refusal.NotOperator(RoomName here) when runsIt ->
                answers.reply(OperatorAnswers.runElsewhere(here, room));
            default -> answers.settle(outcome, whenDone);
        };
    }

    private Next withPerson(String name, Function<User, Next> action) {
        return chat.find(name).map(action).orElseGet(() -> answers.refuse(new Refusal.NoSuchUser(name)));
    }
}
