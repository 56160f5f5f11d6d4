package dev.chatroom.server.dialect;

import dev.chatroom.core.Chat;
import dev.chatroom.core.ChatEvent.Message;
import dev.chatroom.core.Entry;
import dev.chatroom.core.Limit;
import dev.chatroom.core.Membership;
import dev.chatroom.core.Outcome;
import dev.chatroom.core.Outcome.Done;
import dev.chatroom.core.Outcome.Refused;
import dev.chatroom.core.Refusal;
import dev.chatroom.core.RoomName;
import dev.chatroom.core.RoomView;
import dev.chatroom.core.User;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a plain user does in rooms: talk, come and go, look around. Called by the connection's reader alone. */
final class RoomCommands {
    private static final int NAMES_LISTED = 500;

    private final House house;
    private final Chat chat;
    private final User user;
    private final Focus focus;
    private final Answers answers;

    RoomCommands(House house, User user, Focus focus, Answers answers) {
        this.house = house;
        this.chat = house.chat();
        this.user = user;
        this.focus = focus;
        this.answers = answers;
    }

    Next say(String text) {
        return inCurrentRoom(membership -> answers.settle(membership.say(text), said -> {
        }));
    }

    Next me(String text) {
        return inCurrentRoom(membership -> answers.settle(membership.emote(text), emoted -> {
        }));
    }

    Next join(String room) {
        return enter(room, List.of());
    }

    /** Enters a room, shows it to the user, and then the further lines. */
    Next enter(String room, List<String> afterwards) {
        Outcome<Membership> outcome = chat.join(user, room, Entry.welcomed(0, view -> {
            focus.turnTo(view.name());
            List<String> lines = PlainAnswers.roomEntered(view, user.nickname().text());
            lines.addAll(afterwards);
            lines.addAll(PlainAnswers.history(house, view, readable(newest(view.recent(), house.historyShown()))));
            return lines;
        }));
        if (outcome instanceof Refused<Membership>(Refusal.AlreadyThere(RoomName name))) {
            Membership membership = user.membership(name).orElseThrow();
            focus.talkIn(membership);
            return answers.reply(PlainAnswers.nowTalkingIn(membership.room().name()));
        }
        return answers.settle(outcome, focus::talkIn);
    }

    void leave(String argument) {
        Optional<Membership> chosen = argument.isEmpty()
                ? Optional.ofNullable(focus.room())
                : named(argument).flatMap(user::membership);
        if (chosen.isEmpty()) {
            answers.reply(argument.isEmpty()
                    ? PlainAnswers.inNoRoom()
                    : RefusalText.of(new Refusal.NotThere(new RoomName(TerminalText.clean(argument), ""))));
            return;
        }
        answers.settle(chat.leave(chosen.get(), ""), left -> {
            boolean talkingThere = left == focus.room();
            if (talkingThere) {
                List<Membership> others = user.memberships();
                focus.talkIn(others.isEmpty() ? null : others.get(others.size() - 1));
            }
            Optional<RoomName> next = Optional.ofNullable(focus.room()).map(membership -> membership.room().name());
            answers.reply(PlainAnswers.youLeft(left.room().name(), next, talkingThere));
        });
    }

    Next topic(String text) {
        return inCurrentRoom(membership -> answers.settle(membership.setTopic(text), changed -> {
        }));
    }

    void showTopic() {
        report(0, 0, view -> List.of(PlainAnswers.topicIs(view)));
    }

    void who(String argument) {
        if (argument.isEmpty()) {
            report(NAMES_LISTED, 0, PlainAnswers::who);
        } else {
            named(argument)
                    .flatMap(chat::room)
                    .ifPresentOrElse(
                            room -> answers.reply(PlainAnswers.who(room.view(NAMES_LISTED, 0))),
                            () -> answers.reply(RefusalText.of(new Refusal.NoSuchRoom(argument))));
        }
    }

    void history(String argument) {
        int most = chat.limits().of(Limit.HISTORY);
        Optional<Integer> wanted = argument.isEmpty() ? Optional.of(house.historyShown()) : number(argument);
        if (most == 0) {
            answers.reply(PlainAnswers.noHistoryKept());
            return;
        }
        if (wanted.isEmpty()) {
            answers.reply(PlainAnswers.usage(PlainCommand.HISTORY));
            return;
        }
        report(0, Math.min(most, wanted.get()), view -> {
            List<Message> messages = readable(view.recent());
            return messages.isEmpty()
                    ? List.of(PlainAnswers.noHistory(view.name()))
                    : PlainAnswers.history(house, view, messages);
        });
    }

    void rooms() {
        answers.reply(PlainAnswers.rooms(chat.rooms()));
    }

    private Next inCurrentRoom(Function<Membership, Next> action) {
        Membership membership = focus.room();
        return membership == null ? answers.reply(PlainAnswers.inNoRoom()) : action.apply(membership);
    }

    private void report(int maxMembers, int maxRecent, Function<RoomView, List<String>> lines) {
        Membership membership = focus.room();
        if (membership == null) {
            answers.reply(PlainAnswers.inNoRoom());
        } else {
            user.outbox().report(membership, maxMembers, maxRecent, lines);
        }
    }

    private Optional<RoomName> named(String room) {
        return RoomName.parse(room, chat.limits()) instanceof Done<RoomName>(RoomName name)
                ? Optional.of(name)
                : Optional.empty();
    }

    private List<Message> readable(List<Message> messages) {
        return messages.stream().filter(message -> !user.ignores(message.author())).toList();
    }

    private static List<Message> newest(List<Message> messages, int most) {
        return messages.subList(Math.max(0, messages.size() - most), messages.size());
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9][0-9]{0,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
